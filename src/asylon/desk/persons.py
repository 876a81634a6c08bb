"""Who a file is about, in a few words: "woman, 34, Eritrea, 2 children"."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import msgspec
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from asylon.desk.words import state_name
from asylon.law.book import Book
from asylon.law.facts import PersonDescribed
from asylon.law.files import File, effective
from asylon.register.casefiles import PersonSummary, summaries

#: How the vocabulary writes statelessness.
STATELESS = "XX"


class Known(msgspec.Struct, frozen=True):
    """A person of a file: the summary, and the name where one is recorded."""

    summary: PersonSummary
    name: str = ""


def known(file: File) -> dict[str, Known]:
    """What the file says of each of its persons, in order of first mention."""
    facts = effective(file)
    names = {fact.person: fact.name for fact in facts if isinstance(fact, PersonDescribed) and fact.name}
    return {one.person: Known(one, names.get(one.person, "")) for one in summaries(facts)}


def words(who: PersonSummary, today: date, book: Book, lang: str) -> str:
    """A person in a few words, without the name."""
    of_age = book.length("majority", today).count
    return _said(who.sex, who.age(today), who.nationality, who.children, of_age, lang)


@lru_cache(maxsize=8192)
def _said(sex: str | None, age: int | None, nationality: str | None, children: int, of_age: int, lang: str) -> str:
    """What is said of everybody of whom so much is known: it tells nobody from another."""
    minor = age is not None and age < of_age
    with translation.override(lang):
        match sex, minor:
            case "female", _minor:
                noun = _("girl") if minor else _("woman")
            case "male", _minor:
                noun = _("boy") if minor else _("man")
            case _other:
                noun = _("child") if minor else _("person")
        if nationality is None:
            origin = _("nationality not known")
        elif nationality == STATELESS:
            origin = _("stateless")
        else:
            origin = state_name(nationality, lang)
        parts = [noun, str(age) if age is not None else _("age not known"), origin]
        if children:
            parts.append(ngettext("{} child", "{} children", children).format(children))
    return ", ".join(parts)


def heading(who: Known, today: date, book: Book, lang: str) -> str:
    """A person's heading on the page of a file: the name, or the reference where none is recorded."""
    return f"{who.name or who.summary.person} – {words(who.summary, today, book, lang)}"
