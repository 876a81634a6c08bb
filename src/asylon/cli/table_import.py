"""A CSV table and its column map, as the lines that an import takes in."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import yaml

from asylon.cli.refusals import Refusal
from asylon.register.mapping import mapped, read_map


def lines_of(
    table: IO[bytes], column_map: Path, *, actor: str, unit: str, purpose: str
) -> tuple[list[bytes], list[int]]:
    """The lines, and for each the row of the table it comes from."""
    try:
        raw = yaml.safe_load(column_map.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Refusal(f"{column_map}: this map cannot be read: {error}") from None
    try:
        text = table.read().decode("utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError as error:
        raise Refusal(f"The table is not in UTF-8: {error}. Save it as CSV in UTF-8.") from None
    found = list(mapped(text, read_map(raw), actor=actor, unit=unit, purpose=purpose))
    return [one.text for one in found], [one.row for one in found]
