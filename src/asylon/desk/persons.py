"""Who a file is about, in a few words: "woman, 34, Eritrea, 2 children"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from asylon.desk.words import state_name
from asylon.law.book import Book
from asylon.law.facts import Fact, FamilyLink, PersonDescribed
from asylon.law.files import File, effective


class Described(msgspec.Struct):
    """What the file says of a person."""

    name: str | None = None
    born: date | None = None
    sex: str | None = None
    nationality: str | None = None
    children: int = 0


def described(file: File) -> dict[str, Described]:
    """What is known of each person: later descriptions add to and replace earlier ones."""
    found = {person: Described() for person in file.persons}
    facts: Sequence[Fact] = effective(file)
    links: dict[str, set[str]] = {}
    for fact in facts:
        if isinstance(fact, PersonDescribed):
            who = found[fact.person]
            for field in ("name", "born", "sex", "nationality"):
                value = getattr(fact, field)
                if value is not None:
                    setattr(who, field, value)
        elif isinstance(fact, FamilyLink):
            if fact.relation == "child":
                links.setdefault(fact.person, set()).add(fact.other)
            elif fact.relation == "parent":
                links.setdefault(fact.other, set()).add(fact.person)
    for parent, children in links.items():
        if parent in found:
            found[parent].children = len(children)
    return found


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def words(who: Described, today: date, book: Book, lang: str) -> str:
    """A person in a few words, without the name."""
    parts = []
    age = _age(who.born, today) if who.born else None
    minor = age is not None and age < book.length("majority", today).count
    match who.sex, minor:
        case "female", _:
            parts.append(_("girl") if minor else _("woman"))
        case "male", _:
            parts.append(_("boy") if minor else _("man"))
        case _:
            parts.append(_("child") if minor else _("person"))
    parts.append(str(age) if age is not None else _("age not known"))
    parts.append(state_name(who.nationality, lang) if who.nationality else _("nationality not known"))
    if who.nationality == "XX":
        parts[-1] = _("stateless")
    if who.children:
        parts.append(ngettext("{} child", "{} children", who.children).format(who.children))
    return ", ".join(parts)


def heading(person: str, who: Described, today: date, book: Book, lang: str) -> str:
    """A person's heading on the page of a file: the name, or the reference where none is recorded."""
    return f"{who.name or person} – {words(who, today, book, lang)}"
