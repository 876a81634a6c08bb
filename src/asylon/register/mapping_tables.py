"""The table (CSV) that a column map speaks of: its rows with their cells by column."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

from asylon.law.citations import Bilingual
from asylon.law.misfits import nearest
from asylon.law.quotation import quoted
from asylon.register.mapping_cells import ColumnMapError


def read_table(rows: Iterable[str], wanted: Sequence[str]) -> Iterable[tuple[int, dict[str, str]]]:
    """The rows of a table (from 2), each with its cells by column; a comma, a semicolon or a tab separates.

    Rows without content are left out. Raises :class:`ColumnMapError` where the table has no rows, cannot be read, or lacks
    one of the ``wanted`` columns.
    """
    lines = iter(rows)
    first = next(lines, "")
    reader = csv.reader(_and(first, lines), delimiter=max(";,\t", key=first.count))
    read: list[list[str]] = []
    try:
        read.extend(reader)
    except csv.Error:
        raise _unusable(
            Bilingual(f"Row {len(read) + 1} cannot be read", f"Rij {len(read) + 1} is niet te lezen"),
            Bilingual(
                "Save the table as CSV again: a row on each line, and text with line ends in quotation marks.",
                "Sla de tabel opnieuw op als CSV: een rij op elke regel, en tekst met regeleinden tussen aanhalingstekens.",
            ),
        ) from None
    head = [name.strip() for name in read[0]] if read else []
    _check_head(head, wanted)
    found: list[tuple[int, dict[str, str]]] = []
    for number, cells in enumerate(read[1:], start=2):
        if any(cells[len(head) :]):
            raise _unusable(
                Bilingual(
                    f"Row {number} has {len(cells)} cells, and the head {len(head)}",
                    f"Rij {number} heeft {len(cells)} cellen, en de kop {len(head)}",
                ),
                Bilingual(
                    "A text that holds the separator must stand between quotation marks: save the table as CSV again.",
                    "Tekst met het scheidingsteken erin hoort tussen aanhalingstekens: sla de tabel opnieuw op als CSV.",
                ),
            )
        stripped = [cell.strip() for cell in cells] + [""] * (len(head) - len(cells))
        if any(stripped):
            found.append((number, dict(zip(head, stripped, strict=False))))
    if not found:
        raise _unusable(
            Bilingual("The table holds no rows", "De tabel bevat geen rijen"),
            Bilingual(
                "Its first row names the columns; the rows of data stand below it.",
                "De eerste rij noemt de kolommen; daaronder staan de rijen met gegevens.",
            ),
        )
    return found


def _and(first: str, rest: Iterable[str]) -> Iterable[str]:
    yield first
    yield from rest


def _check_head(head: Sequence[str], wanted: Sequence[str]) -> None:
    if not any(head):
        raise _unusable(
            Bilingual("The table is empty", "De tabel is leeg"),
            Bilingual("Its first row names the columns.", "De eerste rij noemt de kolommen."),
        )
    twice = sorted({name for name in head if name and head.count(name) > 1})
    if twice:
        raise _unusable(
            Bilingual(
                f"The table has column {', '.join(twice)} twice", f"De tabel heeft kolom {', '.join(twice)} twee keer"
            ),
            Bilingual("Give each column its own name.", "Geef elke kolom een eigen naam."),
        )
    missing = [name for name in dict.fromkeys(wanted) if name not in head]
    if missing:
        near = {name: nearest(name, [one for one in head if one]) for name in missing}
        listed = {
            lang: "; ".join(
                f"{quoted(name)}{f' ({ask} {quoted(near[name])}?)' if near[name] else ''}" for name in missing
            )
            for lang, ask in (("en", "did you mean"), ("nl", "bedoelt u"))
        }
        columns = ", ".join(name for name in head if name)
        raise ColumnMapError(
            Bilingual(f"The table has no column {listed['en']}", f"De tabel heeft geen kolom {listed['nl']}"),
            "",
            Bilingual(
                f"Its columns: {columns}. A text in the map names a column; write a fixed value as {{value: …}}.",
                f"De kolommen: {columns}. Een tekst in de kaart noemt een kolom; schrijf een vaste waarde als {{value: …}}.",
            ),
        )


def _unusable(wrong: Bilingual, remedy: Bilingual) -> ColumnMapError:
    return ColumnMapError(wrong, "", remedy)
