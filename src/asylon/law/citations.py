"""Citations: where in which act a rule stands, and how to get there.

A citation is written as lawyers of the field write it: ``APR 27(1)``, ``AMMR 39(1)``, ``1182/71 3(4)``.
The European Legislation Identifier (ELI) of the act makes it a link.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import ClassVar

import msgspec


class Bilingual(msgspec.Struct, frozen=True):
    """A text in the two languages of the interface."""

    en: str
    nl: str

    # Two texts are no sequence: looking for a word in them, or going through them, asks for the language first.
    __contains__: ClassVar[None] = None
    __iter__: ClassVar[None] = None

    def __getitem__(self, language: str) -> str:
        return self.nl if language == "nl" else self.en

    def __add__(self, more: Bilingual) -> Bilingual:
        return Bilingual(self.en + more.en, self.nl + more.nl)


class SaidError(Exception):
    """An error told to people in both languages: ``said``. As text it is English, without a full stop."""

    def __init__(self, en: str, nl: str) -> None:
        super().__init__(en, nl)
        self.said = Bilingual(en, nl)

    def __str__(self) -> str:
        return self.said.en


class Act(msgspec.Struct, frozen=True):
    """A legal act: short name, official number, title in both languages, ELI path (``reg/2024/1348/oj``)."""

    short: str
    number: str
    title: Bilingual
    eli: str

    @property
    def url(self) -> str:
        """The act's address at the European Legislation Identifier resolver."""
        return f"http://data.europa.eu/eli/{self.eli}"


class Citation(msgspec.Struct, frozen=True):
    """A place in an act: ``act`` is its short name, ``article`` the number with paragraph and point."""

    act: str
    article: str

    def __str__(self) -> str:
        return f"{self.act} {self.article}".strip()

    @property
    def url(self) -> str:
        """ELI link to the act, with the article as fragment where one is named; empty for what is no act."""
        act = ACTS.get(self.act)
        if act is None:
            return ""
        number = re.match(r"\d+[a-z]?", self.article)
        return f"{act.url}#art_{number.group()}" if number else act.url


def _act(short: str, number: str, eli: str, en: str, nl: str) -> Act:
    return Act(short, number, Bilingual(en, nl), eli)


ACTS: dict[str, Act] = {
    act.short: act
    for act in (
        _act(
            "APR",
            "Regulation (EU) 2024/1348",
            "reg/2024/1348/oj",
            "Asylum Procedure Regulation",
            "Asielprocedureverordening",
        ),
        _act(
            "AMMR",
            "Regulation (EU) 2024/1351",
            "reg/2024/1351/oj",
            "Asylum and Migration Management Regulation",
            "Asiel- en migratiebeheerverordening",
        ),
        _act("SCR", "Regulation (EU) 2024/1356", "reg/2024/1356/oj", "Screening Regulation", "Screeningsverordening"),
        _act("EUD", "Regulation (EU) 2024/1358", "reg/2024/1358/oj", "Eurodac Regulation", "Eurodac-verordening"),
        _act(
            "RBPR",
            "Regulation (EU) 2024/1349",
            "reg/2024/1349/oj",
            "Return Border Procedure Regulation",
            "Verordening terugkeergrensprocedure",
        ),
        _act(
            "CFMR",
            "Regulation (EU) 2024/1359",
            "reg/2024/1359/oj",
            "Crisis and Force Majeure Regulation",
            "Crisis- en overmachtsverordening",
        ),
        _act(
            "RCD", "Directive (EU) 2024/1346", "dir/2024/1346/oj", "Reception Conditions Directive", "Opvangrichtlijn"
        ),
        _act(
            "QR", "Regulation (EU) 2024/1347", "reg/2024/1347/oj", "Qualification Regulation", "Kwalificatieverordening"
        ),
        _act(
            "URF",
            "Regulation (EU) 2024/1350",
            "reg/2024/1350/oj",
            "Union Resettlement and Humanitarian Admission Framework",
            "Uniekader voor hervestiging en toelating op humanitaire gronden",
        ),
        _act(
            "TPD",
            "Directive 2001/55/EC",
            "dir/2001/55/oj",
            "Temporary Protection Directive",
            "Richtlijn tijdelijke bescherming",
        ),
        _act("RD", "Directive 2008/115/EC", "dir/2008/115/oj", "Return Directive", "Terugkeerrichtlijn"),
        _act(
            "IR2055",
            "Implementing Regulation (EU) 2025/2055",
            "reg_impl/2025/2055/oj",
            "Implementing Regulation on responsibility procedures and transfers",
            "Uitvoeringsverordening verantwoordelijkheidsprocedures en overdrachten",
        ),
        _act("SBC", "Regulation (EU) 2016/399", "reg/2016/399/oj", "Schengen Borders Code", "Schengengrenscode"),
        _act(
            "1182/71",
            "Regulation (EEC, Euratom) 1182/71",
            "reg/1971/1182/oj",
            "Regulation on periods, dates and time limits",
            "Verordening inzake termijnen, data en aanvangs- en vervaltijden",
        ),
        _act(
            "2022/382",
            "Implementing Decision (EU) 2022/382",
            "dec_impl/2022/382/oj",
            "Decision on temporary protection for persons displaced from Ukraine",
            "Besluit tijdelijke bescherming ontheemden uit Oekraïne",
        ),
        _act(
            "2024/2150",
            "Implementing Decision (EU) 2024/2150",
            "dec_impl/2024/2150/oj",
            "Decision on adequate capacity",
            "Besluit toereikende capaciteit",
        ),
        _act(
            "2025/2323",
            "Implementing Decision (EU) 2025/2323",
            "dec_impl/2025/2323/oj",
            "Decision on Member States under migratory pressure",
            "Besluit lidstaten onder migratiedruk",
        ),
        _act(
            "2025/2642",
            "Council Implementing Decision (EU) 2025/2642",
            "dec_impl/2025/2642/oj",
            "Decision on the Annual Solidarity Pool for 2026",
            "Besluit jaarlijkse solidariteitspool 2026",
        ),
        _act(
            "2026/463",
            "Regulation (EU) 2026/463",
            "reg/2026/463/oj",
            "Safe third country amendment",
            "Wijziging veilig derde land",
        ),
        _act(
            "2026/464",
            "Regulation (EU) 2026/464",
            "reg/2026/464/oj",
            "Union list of safe countries of origin",
            "Unielijst van veilige landen van herkomst",
        ),
    )
}


@lru_cache(maxsize=4096)
def cite(text: str) -> Citation:
    """Read one citation: the first word names the act, the rest the place in it.

    >>> str(cite("APR 27(1)"))
    'APR 27(1)'
    >>> cite("APR 27(1)").url
    'http://data.europa.eu/eli/reg/2024/1348/oj#art_27'
    """
    act, _, article = text.strip().partition(" ")
    return Citation(act, article.strip())


def citations(text: str) -> tuple[Citation, ...]:
    """Read several citations separated by semicolons; a part without an act's name continues the act before."""
    found: list[Citation] = []
    for part in text.split(";"):
        part = part.strip()
        if not part:
            continue
        first = part.split(" ", 1)[0]
        if found and first not in ACTS and re.match(r"^\d+[a-z]?(\(|$)", first) and "/" not in first:
            found.append(Citation(found[-1].act, part))
        else:
            found.append(cite(part))
    return tuple(found)


_PART = re.compile(r"(-?)\s*(?:\(([^()]+)\)|([0-9]+[a-z]?|[A-Za-z]+))")
_NUMBER = re.compile(r"(\d+)([a-z]*)$")

#: A step down in an act: the first and the last article, paragraph or point meant (mostly the same).
Step = tuple[str, str]


class Place(msgspec.Struct, frozen=True):
    """A place in an act, step by step: article, paragraph, point. ``act`` is empty where none was named."""

    act: str
    steps: tuple[Step, ...]

    @classmethod
    def of(cls, citation: Citation) -> Place:
        """The place of a citation."""
        return cls(citation.act, steps(citation.article))

    def meets(self, other: Place) -> bool:
        """Whether one of the two is the other, lies under it or holds it."""
        if self.act and other.act and self.act != other.act:
            return False
        return all(
            in_order(one[0]) <= in_order(two[1]) and in_order(two[0]) <= in_order(one[1])
            for one, two in zip(self.steps, other.steps, strict=False)
        )

    def lies_under(self, other: Place) -> bool:
        """Whether this place is the other or lies under it."""
        return len(self.steps) >= len(other.steps) and self.meets(other)


def steps(article: str) -> tuple[Step, ...]:
    """The steps down to the place that ``39(1)(a)`` or ``3(1)-(4)`` names."""
    found: list[Step] = []
    levels: list[bool] = []
    for dash, bracketed, plain in _PART.findall(article):
        part, level = (bracketed or plain).strip().lower(), bool(bracketed)
        if dash and found and levels[-1] == level:
            found[-1] = (found[-1][0], part)
        else:
            found.append((part, part))
            levels.append(level)
    return tuple(found)


def in_order(part: str) -> tuple[int, int, str]:
    """What an article, paragraph or point is sorted by: numbers first, as numbers."""
    number = _NUMBER.match(part)
    return (0, int(number.group(1)), number.group(2)) if number else (1, 0, part)
