"""The profile of a Member State: which acts bind it, from when, and what it chose where the law leaves it a choice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from asylon.law.book import Application, Binding, Book, Parameter, Participation
from asylon.law.citations import Bilingual

#: How a Member State takes part, in words.
BINDING: Mapping[Binding, Bilingual] = {
    "bound": Bilingual("binds", "bindt"),
    "not_bound": Bilingual("does not bind", "bindt niet"),
    "unknown": Bilingual(
        "binds by its own decision only, which was not seen", "bindt alleen bij eigen besluit, dat niet is gezien"
    ),
}


class BoundBy(msgspec.Struct, frozen=True):
    """An act: from when it applies, and how the Member State takes part (no entry: it simply does)."""

    application: Application
    applies: date
    participation: tuple[Participation, ...]


class Choice(msgspec.Struct, frozen=True):
    """A figure that an article leaves to the Member State: its value there, and whether it was chosen or is the neutral default."""

    parameter: Parameter
    value: str | float
    chosen: bool


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A Member State, or the neutral default where ``state`` is empty, on a day."""

    state: str
    on: date
    acts: tuple[BoundBy, ...]
    choices: tuple[Choice, ...]
    provides: tuple[str, ...]
    holidays: tuple[tuple[date, str], ...] = ()


def profile(book: Book, state: str, on: date) -> Profile:
    """The profile of a Member State on a day; of none in particular for an empty ``state``.

    Raises :class:`asylon.law.book.BookError` for what is no Member State.
    """
    calendar = book.calendar(state) if state else None
    chosen = book.choices.get(state, {})
    return Profile(
        state=state,
        on=on,
        acts=tuple(
            BoundBy(
                item, book.applies[act], tuple(entry for entry in book.participation.get(state, ()) if entry.act == act)
            )
            for act, item in book.applications.items()
        ),
        choices=tuple(
            Choice(item, book.value(item.key, on, state), item.key in chosen)
            for item in book.parameters.values()
            if item.national
        ),
        provides=tuple(sorted(book.provided.get(state, ()))),
        holidays=tuple((day, name) for day, name in calendar.holidays.items() if day.year == on.year)
        if calendar is not None
        else (),
    )
