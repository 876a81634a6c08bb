"""Examples to calculate with: fictional persons, each showing one thing the Pact makes hard."""

from __future__ import annotations

from importlib.resources import files

import msgspec

from asylon.law.citations import Bilingual


class Example(msgspec.Struct, frozen=True):
    """An example: its key (the name of its file), what it shows, and the day on which to ask."""

    key: str
    title: Bilingual
    day: str

    def text(self) -> str:
        """The case as JSON text."""
        return (files(__package__) / "data" / f"{self.key}.json").read_text("utf-8")


EXAMPLES: tuple[Example, ...] = (
    Example(
        "screening-on-friday",
        Bilingual(
            "Found staying illegally on a Friday evening: screening over the weekend",
            "Op vrijdagavond illegaal verblijf vastgesteld: screening over het weekend",
        ),
        "2026-09-19",
    ),
    Example(
        "family-take-charge",
        Bilingual(
            "A mother and two children; disembarked in Italy, a Eurodac hit late in the two months",
            "Een moeder en twee kinderen; ontscheept in Italië, een Eurodac-treffer laat in de twee maanden",
        ),
        "2026-11-23",
    ),
    Example(
        "border-low-rate",
        Bilingual(
            "At Schiphol, of a nationality with a low recognition rate: the asylum border procedure",
            "Op Schiphol, met een nationaliteit met een laag erkenningspercentage: de asielgrensprocedure",
        ),
        "2026-10-20",
    ),
    Example(
        "unaccompanied-minor",
        Bilingual(
            "An unaccompanied minor with a brother in Germany, who turns 18 on the way",
            "Een niet-begeleide minderjarige met een broer in Duitsland, die onderweg 18 wordt",
        ),
        "2026-10-01",
    ),
    Example(
        "nationality-unknown",
        Bilingual(
            "Nationality not known yet: what cannot be determined, and what would settle it",
            "Nationaliteit nog niet bekend: wat niet te bepalen is, en wat het zou beslissen",
        ),
        "2026-10-20",
    ),
)


def find(key: str) -> Example | None:
    """The example of that key."""
    return next((example for example in EXAMPLES if example.key == key), None)
