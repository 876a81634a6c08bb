"""The rows of a CSV text with their lines: for tables of facts and for tables of figures."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from asylon.cli.refusals import Refusal, line_place
from asylon.law.citations import Bilingual
from asylon.law.files import Problem


def rows(
    text: str, source: str, required: Sequence[str], use: Bilingual, remedy: Bilingual
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
        wrong = Bilingual(f"this is no row of a table: {error}.", "dit is geen rij van een tabel.")
        remedy = Bilingual(
            "Save the table as CSV again: a row on each line, and text with line ends in quotation marks.",
            "Sla de tabel opnieuw op als CSV: een rij op elke regel, en tekst met regeleinden tussen aanhalingstekens.",
        )
        raise Refusal(unusable(source, use), [Problem(line_place(reader.line_num), wrong, remedy)]) from None


def unusable(source: str, use: Bilingual) -> Bilingual:
    """That a file cannot be used as what it was given for."""
    return Bilingual(f"{source} cannot be used as {use.en}.", f"{source} is niet bruikbaar als {use.nl}.")


def _rows(
    reader: Any, source: str, required: Sequence[str], use: Bilingual, remedy: Bilingual
) -> Iterator[tuple[int, dict[str, str]]]:
    header = [name.strip() for name in next(reader, [])]
    missing = [name for name in required if name not in header]
    if missing:
        wrong = Bilingual(f"column {', '.join(missing)} is missing.", f"kolom {', '.join(missing)} ontbreekt.")
        raise Refusal(unusable(source, use), [Problem(line_place(1), wrong, remedy)])
    for cells in reader:
        if any(cell.strip() for cell in cells):
            pairs = zip(header, cells, strict=False)
            yield reader.line_num, {name: cell.strip() for name, cell in pairs if name and cell.strip()}
