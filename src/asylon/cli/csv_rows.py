"""The rows of a CSV text with their lines: for tables of facts and for tables of figures."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from asylon.cli.refusals import Refusal
from asylon.law.files import Problem


def rows(
    text: str, source: str, required: Sequence[str], use: str, remedy: str
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with their line in the file; a comma or a semicolon separates. Empty cells and rows are left out.

    Raises :class:`Refusal` where a ``required`` column is missing: the file cannot be used as ``use``; ``remedy`` says
    which columns there are.
    """
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    try:
        yield from _rows(reader, source, required, use, remedy)
    except csv.Error as error:
        wrong = f"this is no row of a table: {error}."
        remedy = "Save the table as CSV again: a row on each line, and text with line ends in quotation marks."
        raise Refusal(
            f"{source} cannot be used as {use}.", [Problem(f"line {reader.line_num}", wrong, remedy)]
        ) from None


def _rows(
    reader: Any, source: str, required: Sequence[str], use: str, remedy: str
) -> Iterator[tuple[int, dict[str, str]]]:
    header = [name.strip() for name in next(reader, [])]
    missing = [name for name in required if name not in header]
    if missing:
        wrong = f"column {', '.join(missing)} is missing."
        raise Refusal(f"{source} cannot be used as {use}.", [Problem("line 1", wrong, remedy)])
    for cells in reader:
        if any(cell.strip() for cell in cells):
            pairs = zip(header, cells, strict=False)
            yield reader.line_num, {name: cell.strip() for name, cell in pairs if name and cell.strip()}
