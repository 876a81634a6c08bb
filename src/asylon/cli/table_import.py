"""A CSV table and its column map, as the lines that an import takes in."""

from __future__ import annotations

import codecs
import io
from pathlib import Path
from typing import IO

from asylon.cli import case_input
from asylon.cli.refusals import Refusal
from asylon.law.book import Book, BookError
from asylon.law.citations import Bilingual
from asylon.law.misfits import FORMS
from asylon.register.mapping import in_table, mapped, read_map
from asylon.register.mapping_cells import ColumnMapError
from asylon.register.transfer import RowError


class Table:
    """A table taken apart: ``lines`` for the import, and what is wrong in it (``errors``; ``refused`` cases).

    Raises :class:`Refusal` for a map or table that cannot be read, and :class:`ColumnMapError` where they do not fit.
    """

    def __init__(self, table: IO[bytes], column_map: Path, book: Book, *, actor: str, unit: str, purpose: str) -> None:
        self._map = read_map(case_input.read_object(str(column_map)))
        try:
            zone = book.zone(self._map.state)
        except BookError as error:
            raise ColumnMapError(error.said, "state", FORMS["^[A-Z]{2}$"]) from None
        text = io.StringIO(_text(table.read()), newline="")
        found = mapped(text, self._map, zone=zone, actor=actor, unit=unit, purpose=purpose)
        self._lines = found.lines
        self.lines = [one.text for one in found.lines]
        self.errors = found.errors
        self.refused = found.refused

    def error(self, error: RowError) -> RowError:
        """An error of the import, told with the row and the column of the table."""
        return in_table(error, self._lines[error.line - 1], self._map)


def _text(content: bytes) -> str:
    """The text of a table. Raises :class:`Refusal` that names the encoding it probably has."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        likely = "UTF-16" if wide else "Windows-1252"
        row = content.count(b"\n", 0, error.start) + 1
        raise Refusal(
            Bilingual(
                f"The table is not in UTF-8 (row {row}, byte {error.start}); it is probably in {likely}. Save it as CSV in"
                " UTF-8, which a spreadsheet offers under Save as. Nothing was taken in.",
                f"De tabel is niet in UTF-8 (rij {row}, byte {error.start}); zij is waarschijnlijk in {likely}. Sla haar op"
                " als CSV in UTF-8; een rekenblad biedt dat aan onder Opslaan als. Er is niets overgenomen.",
            )
        ) from None
