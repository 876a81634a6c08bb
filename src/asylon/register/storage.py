"""Storage: the port to a database in which the log, the reading log or the lists keep their rows.

One code path over two databases. Statements are written once, in the SQL that both know, with ``?`` for values and
with SQLite's column types; a backend (``storage_sqlite``, ``storage_postgres``) puts them in its own words and turns its
errors into errors for people.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

Value = str | bytes | int | None
Many = list[str] | list[int]
Values = Sequence[Value | Many]


class Answer(Protocol):
    """The rows that a statement answers with."""

    @property
    def rowcount(self) -> int: ...
    def fetchall(self) -> list[Any]: ...
    def fetchone(self) -> Any: ...


class Writing(Protocol):
    """A transaction that is open: what is executed in it is stored together or not at all."""

    def execute(self, statement: str, values: Values = ..., /) -> Answer: ...
    def executemany(self, statement: str, values: Iterable[Values], /) -> Answer: ...


class Storage(ABC):
    """A database for one purpose. Safe to use from several threads and processes at once.

    ``where`` names it in messages, without secrets; ``wait`` is the seconds a writer waits for its turn.
    """

    where: str
    wait: float
    #: Joins the table on the left to that on the right in this order, where the database can be told.
    join_in_order: str = "JOIN"

    @abstractmethod
    def rows(self, question: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """All the rows that answer ``question``."""

    @abstractmethod
    def raw_rows(self, table: str, columns: Sequence[str], rest: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """Rows of a table with every text as its bytes in UTF-8; ``rest`` is what follows the table's name."""

    @abstractmethod
    def turn(self) -> AbstractContextManager[None]:
        """The right to write, waited for in line; one writer at a time. Raises :class:`BusyError`. Not to be nested.

        Letting go of it raises nothing, for what was stored in it stays stored: its trouble goes to the server's log, and to
        the next who asks.
        """

    @abstractmethod
    def transaction(self) -> AbstractContextManager[Writing]:
        """Write in one transaction: all of it is stored, durably, or nothing is. Not to be nested."""

    @abstractmethod
    def form(self, db: Writing) -> int:
        """The form number of the tables; 0 where there are none."""

    @abstractmethod
    def set_form(self, db: Writing, form: int) -> None:
        """Remember the form number of the tables."""

    @abstractmethod
    def tables(self, db: Writing) -> set[str]:
        """The names of the tables that are there."""

    @abstractmethod
    def create(self, db: Writing, statements: Iterable[str]) -> None:
        """Make tables and indexes from statements as SQLite knows them."""

    @abstractmethod
    def append_only(self, db: Writing, tables: Iterable[str]) -> None:
        """Have the database refuse to change or remove rows of these tables."""

    @abstractmethod
    def drop_all(self, db: Writing) -> None:
        """Take out every table."""

    @abstractmethod
    def add(self, db: Writing, table: str, columns: Sequence[str], rows: Iterable[Values]) -> None:
        """Add rows as they come, in the way that is quickest for so many."""

    @abstractmethod
    def add_at_once(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Add a few rows of texts in a transaction of their own: durably, all of them or none.

        Only for what may stand there twice: where a connection breaks while the answer is on its way, they are added again.
        """

    @abstractmethod
    def settled(self, table: str, key: str) -> int:
        """The highest key of a table whose keys rise as rows are added; 0 where there is none. No row with a lower key is
        still on its way."""

    @abstractmethod
    def counted_by(self, table: str, index: str, leading: str) -> int:
        """How many rows of a table its index leads to; ``leading`` is the index's first column, a text."""

    @abstractmethod
    def among(self, column: str, values: Many) -> tuple[str, Values]:
        """A condition that a column holds one of many values, and the values to put for its marks."""

    @abstractmethod
    def each(self, texts: Sequence[str]) -> tuple[str, Values]:
        """A table ``each`` of texts in the column ``value``, and the values to put for its marks.

        Joined to or asked row by row it is looked up by an index, however little the database knows of a table's size.
        """

    @abstractmethod
    def hint(self, index: str) -> str:
        """How a question says that it reads by an index; empty where the database decides for itself."""

    @abstractmethod
    def clear_traces(self) -> bool:
        """Let go of what was deleted, as far as the database can; whether that was possible now."""

    @abstractmethod
    def begin_afresh(self) -> None:
        """Remove what is stored, damaged or not. Only for rows that are computed again."""

    @abstractmethod
    def close(self) -> None:
        """Close the connections of every thread of this process."""
