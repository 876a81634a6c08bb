"""Reference numbers (Regulation (EU) 2024/1358, Article 37(3) and (4)).

The letters of the Member State come first, then one digit for the category of person or request. What follows is the
Member State's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from asylon.law.book import Book
from asylon.law.calculations import Calculated, CalculationError, calculation
from asylon.law.citations import Bilingual


class Category(msgspec.Struct, frozen=True):
    """What a digit stands for: the article of the person or request, its words and rules; ``person`` is false for requests."""

    digit: str
    article: str
    words: Bilingual
    rules: tuple[str, ...]
    person: bool = True


CATEGORIES: dict[str, Category] = {
    entry.digit: entry
    for entry in (
        Category("1", "EUD 15(1)", Bilingual("applicant for international protection", "verzoeker om internationale bescherming"), ("E1-1", "E1-2")),
        Category("2", "EUD 22(1)", Bilingual("person apprehended at the border", "aan de grens aangehouden persoon"), ("E1-3",)),
        Category("3", "EUD 23(1)", Bilingual("person staying illegally", "illegaal verblijvende persoon"), ("E1-5",)),
        Category("4", "EUD 33", Bilingual("request of a law enforcement authority", "verzoek van een rechtshandhavingsinstantie"), ("E1-6",), False),
        Category("5", "EUD 34", Bilingual("request of Europol", "verzoek van Europol"), ("E1-6",), False),
        Category("6", "EUD 43", Bilingual("request of the person about the own data", "verzoek van de persoon over de eigen gegevens"), ("E1-7",), False),
        Category("7", "EUD 18", Bilingual("request in an admission procedure", "verzoek in een toelatingsprocedure"), ("E1-8", "E1-9", "E1-10")),
        Category("8", "EUD 20", Bilingual("person admitted under a national scheme", "persoon toegelaten onder een nationale regeling"), ("E1-11",)),
        Category("9", "EUD 24(1)", Bilingual("person disembarked after rescue", "na redding ontscheepte persoon"), ("E1-12",)),
        Category("0", "EUD 26(1)", Bilingual("beneficiary of temporary protection", "begunstigde van tijdelijke bescherming"), ("E1-13",)),
    )
}  # fmt: skip

#: The act names letters, one digit, and leaves the rest to the Member State; the Interface Control Document was not read.
PATTERN = r"^[A-Z]{1,3}[0-9][A-Z0-9/-]+$"
_PARTS = re.compile(r"([A-Z]{1,3})([0-9])([A-Z0-9/-]+)")


class Reference(msgspec.Struct, frozen=True):
    """A reference number in its three parts; ``str`` writes it."""

    letters: str
    digit: str
    own: str

    def __str__(self) -> str:
        return f"{self.letters}{self.digit}{self.own}"

    @property
    def category(self) -> Category:
        """What the digit stands for."""
        return CATEGORIES[self.digit]

    @classmethod
    def parse(cls, text: str) -> Reference:
        """Read ``NL1-2026-004217``. Raises ``ValueError`` that says what is wrong and what to write."""
        found = _PARTS.fullmatch(text.strip().upper())
        if found is not None:
            return cls(*found.groups())
        if not re.match(r"[A-Za-z]", text.strip()):
            wrong = "it does not begin with the letters of the Member State"
        elif not re.match(r"[A-Za-z]{1,3}[0-9]", text.strip()):
            wrong = "no digit for the category follows one to three letters"
        else:
            wrong = "the Member State's own number is missing or holds signs other than letters, digits, - and /"
        raise ValueError(f"{text!r} is no reference number: {wrong}; write for example NL1-2026-004217 (EUD 37(4))")

    @classmethod
    def of(cls, letters: str, article: str, own: str) -> Reference:
        """Make the number for an article (``15``, ``22``). Raises ``ValueError`` for an article without a digit."""
        for entry in CATEGORIES.values():
            if entry.article.removeprefix("EUD ").partition("(")[0] == article.partition("(")[0]:
                return cls.parse(f"{letters}{entry.digit}{own}")
        known = ", ".join(entry.article for entry in CATEGORIES.values())
        raise ValueError(f"no digit stands for article {article!r}; the articles are {known} (EUD 37(4))")


@calculation(
    "eurodac-reference-number",
    block="eurodac",
    question=Bilingual(
        "To which Member State and category does a reference number relate?",
        "Op welke lidstaat en categorie heeft een kenmerk betrekking?",
    ),
    data=Bilingual(
        "number: the reference number; or letters, article and own: its parts",
        "number: het kenmerk; of letters, article en own: de delen ervan",
    ),
    rules=tuple(dict.fromkeys(rule for entry in CATEGORIES.values() for rule in entry.rules)),
    cite="EUD 37(4)",
)
def reference_number(data: Mapping[str, Any], book: Book, on: date) -> Calculated:
    """Read or make a reference number."""
    try:
        if "number" in data:
            found = Reference.parse(str(data["number"]))
        else:
            found = Reference.of(*(str(data.get(part, "")) for part in ("letters", "article", "own")))
    except ValueError as error:
        raise CalculationError(str(error)) from None
    entry = found.category
    state = book.states.get(found.letters)
    return Calculated(
        name="eurodac-reference-number",
        values={
            "number": str(found),
            "letters": found.letters,
            "state": found.letters if state is not None else "",
            "digit": entry.digit,
            "article": entry.article,
            "category": entry.words.en,
            "person": entry.person,
        },
        rules=entry.rules,
        cites=("EUD 37(3)", "EUD 37(4)", entry.article),
        notes=()
        if state is not None
        else (
            Bilingual(
                "The letters are not those of a Member State in the gazette; the act does not list the letters in use.",
                "De letters zijn niet die van een lidstaat in de gazette; de handeling noemt de gebruikte letters niet.",
            ),
        ),
    )
