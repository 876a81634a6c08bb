"""Provisions: what a rule module declares, once, for lawyer, case, column and checker.

A time limit, a right, a permission, a prohibition, a judgement, a route: each has an id, its words in both languages,
the Ids of the rules it stands on and a citation. A position holds only ids; whoever reads it looks the words up here.
"""

from __future__ import annotations

from typing import Literal, TypeVar

import msgspec

from asylon.law.citations import Bilingual
from asylon.law.counted import Counting

Block = Literal[
    "general", "eurodac", "border", "reception", "procedure", "returns", "responsibility", "solidarity",
    "preparedness", "safeguards", "resettlement", "temporary_protection",
]  # fmt: skip

#: The blocks in the letter's order.
BLOCKS: dict[str, Bilingual] = {
    "general": Bilingual("General", "Algemeen"),
    "eurodac": Bilingual("Eurodac", "Eurodac"),
    "border": Bilingual("External borders", "Buitengrenzen"),
    "reception": Bilingual("Reception", "Opvang"),
    "procedure": Bilingual("Asylum procedure", "Asielprocedure"),
    "returns": Bilingual("Return", "Terugkeer"),
    "responsibility": Bilingual("Responsibility", "Verantwoordelijkheid"),
    "solidarity": Bilingual("Solidarity", "Solidariteit"),
    "preparedness": Bilingual("Preparedness and crisis", "Paraatheid en crisis"),
    "safeguards": Bilingual("Safeguards and monitoring", "Waarborgen en toezicht"),
    "resettlement": Bilingual("Resettlement and integration", "Hervestiging en integratie"),
    "temporary_protection": Bilingual("Temporary protection", "Tijdelijke bescherming"),
}

#: Who must act.
ACTORS: dict[str, Bilingual] = {
    "applicant": Bilingual("the applicant", "de verzoeker"),
    "third_country_national": Bilingual("the third-country national", "de onderdaan van een derde land"),
    "receiving_authority": Bilingual("the receiving authority", "de ontvangende autoriteit"),
    "registering_authority": Bilingual("the registering authority", "de registratieautoriteit"),
    "screening_authority": Bilingual("the screening authority", "de screeningsautoriteit"),
    "determining_authority": Bilingual("the determining authority", "de beslissingsautoriteit"),
    "responsibility_unit": Bilingual("the Dublin unit", "de Dublin-eenheid"),
    "requested_state": Bilingual("the requested Member State", "de aangezochte lidstaat"),
    "notified_state": Bilingual("the notified Member State", "de in kennis gestelde lidstaat"),
    "member_state": Bilingual("the Member State", "de lidstaat"),
    "court": Bilingual("the court or tribunal", "de rechterlijke instantie"),
    "return_authority": Bilingual("the return authority", "de terugkeerautoriteit"),
    "reception_authority": Bilingual("the reception authority", "de opvangautoriteit"),
    "border_authority": Bilingual("the border authority", "de grensautoriteit"),
    "eurodac_authority": Bilingual(
        "the authority that transmits to Eurodac", "de autoriteit die naar Eurodac verzendt"
    ),
    "verifying_authority": Bilingual("the verifying authority", "de controlerende autoriteit"),
    "guardianship_authority": Bilingual("the guardianship authority", "de voogdij-instantie"),
    "representative": Bilingual("the representative", "de vertegenwoordiger"),
    "beneficiary": Bilingual("the beneficiary", "de persoon met bescherming"),
    "monitoring_mechanism": Bilingual("the independent monitoring mechanism", "het onafhankelijk toezichtmechanisme"),
    "benefitting_state": Bilingual("the benefitting Member State", "de begunstigde lidstaat"),
    "contributing_state": Bilingual("the contributing Member State", "de bijdragende lidstaat"),
    "relocation_state": Bilingual("the Member State of relocation", "de lidstaat van herplaatsing"),
    "commission": Bilingual("the Commission", "de Commissie"),
    "council": Bilingual("the Council", "de Raad"),
    "asylum_agency": Bilingual("the European Union Agency for Asylum", "het Asielagentschap van de Europese Unie"),
    "eu_lisa": Bilingual("eu-LISA", "eu-LISA"),
    "border_agency": Bilingual(
        "the European Border and Coast Guard Agency", "het Europees Grens- en kustwachtagentschap"
    ),
    "rights_agency": Bilingual(
        "the European Union Agency for Fundamental Rights", "het Bureau van de Europese Unie voor de grondrechten"
    ),
    "europol": Bilingual("Europol", "Europol"),
    "solidarity_coordinator": Bilingual("the EU Solidarity Coordinator", "de EU-solidariteitscoördinator"),
}


class Provision(msgspec.Struct, frozen=True, kw_only=True):
    """What all provisions share: ``rules`` are Ids of the rule index, ``cite`` is the article relied on."""

    id: str
    block: Block
    rules: tuple[str, ...]
    cite: str


class TimeLimit(Provision, frozen=True, kw_only=True):
    """A time limit: who must do what, what starts it, how long (a parameter of the book), by which article it is counted.

    ``consequence`` says what happens when it expires. ``open_questions`` names what the text leaves open about it;
    ``records`` is the kind of fact that records the act due.
    """

    duty: Bilingual
    who: str
    starts: Bilingual
    length: str
    by: Counting
    consequence: Bilingual
    open_questions: tuple[str, ...] = ()
    records: str = ""


class FixedDate(Provision, frozen=True, kw_only=True):
    """A duty due on a date that the act itself names; ``date`` is a parameter (:mod:`asylon.law.schedules`).

    ``also`` bear it too, beside ``who``.
    """

    duty: Bilingual
    who: str
    date: str
    consequence: Bilingual
    records: str = ""
    also: tuple[str, ...] = ()


class Obligation(Provision, frozen=True, kw_only=True):
    """A duty without a date of its own."""

    duty: Bilingual
    who: str
    consequence: Bilingual


class Right(Provision, frozen=True, kw_only=True):
    """What the person is entitled to."""

    words: Bilingual


class Permission(Provision, frozen=True, kw_only=True):
    """What may be done next, lawfully; ``records`` is the kind of fact that records it, if one does."""

    words: Bilingual
    records: str = ""


class Prohibition(Provision, frozen=True, kw_only=True):
    """What may not be done, and why not."""

    words: Bilingual


class JudgementQuestion(Provision, frozen=True, kw_only=True):
    """What the law leaves to a person: the question, who decides it, the kind of fact that records the decision."""

    question: Bilingual
    who: str
    records: str = ""


class RouteStep(Provision, frozen=True, kw_only=True):
    """A procedure or phase the file can be in."""

    words: Bilingual


class KeepingPeriod(Provision, frozen=True, kw_only=True):
    """How long data are kept, from which event; ``length`` is a parameter of the book."""

    words: Bilingual
    starts: Bilingual
    length: str
    by: Counting = Counting.REG_1182_71


class Silence(Provision, frozen=True, kw_only=True):
    """Why something is undetermined: the law or its model says nothing, or a fact is missing."""

    words: Bilingual


P = TypeVar("P", bound=Provision)

PROVISIONS: dict[str, Provision] = {}


def declare(provision: P) -> P:
    """Enter a provision; an id names one provision only."""
    if provision.id in PROVISIONS:
        raise ValueError(f"provision {provision.id!r} is declared twice")
    PROVISIONS[provision.id] = provision
    return provision


def time_limit(
    id_: str,
    rules: tuple[str, ...],
    cite: str,
    who: str,
    duty: Bilingual,
    starts: Bilingual,
    consequence: Bilingual,
    *,
    block: Block,
    by: Counting,
    records: str,
    length: str = "",
    open_questions: tuple[str, ...] = (),
) -> TimeLimit:
    """Declare a time limit; the parameter of its length bears its id unless ``length`` names another."""
    return declare(
        TimeLimit(
            id=id_, block=block, rules=rules, cite=cite, who=who, duty=duty, starts=starts, length=length or id_,
            by=by, consequence=consequence, records=records, open_questions=open_questions,
        )
    )  # fmt: skip


def fixed_dates() -> tuple[FixedDate, ...]:
    """Every duty with a date that an act names, in order of declaration."""
    return tuple(item for item in PROVISIONS.values() if isinstance(item, FixedDate))


def limits() -> tuple[TimeLimit, ...]:
    """Every declared time limit, in order of declaration."""
    return tuple(item for item in PROVISIONS.values() if isinstance(item, TimeLimit))


# --- declaring in one breath: most provisions need no more than this --------------------------------------------


def right(id_: str, block: Block, rules: tuple[str, ...], cite: str, en: str, nl: str) -> Right:
    """Declare a right."""
    return declare(Right(id=id_, block=block, rules=rules, cite=cite, words=Bilingual(en, nl)))


def permission(
    id_: str, block: Block, rules: tuple[str, ...], cite: str, en: str, nl: str, records: str = ""
) -> Permission:
    """Declare what may be done next."""
    return declare(Permission(id=id_, block=block, rules=rules, cite=cite, words=Bilingual(en, nl), records=records))


def prohibition(id_: str, block: Block, rules: tuple[str, ...], cite: str, en: str, nl: str) -> Prohibition:
    """Declare what may not be done."""
    return declare(Prohibition(id=id_, block=block, rules=rules, cite=cite, words=Bilingual(en, nl)))


def route_step(id_: str, block: Block, rules: tuple[str, ...], cite: str, en: str, nl: str) -> RouteStep:
    """Declare a procedure or phase."""
    return declare(RouteStep(id=id_, block=block, rules=rules, cite=cite, words=Bilingual(en, nl)))


def silence(id_: str, block: Block, rules: tuple[str, ...], cite: str, en: str, nl: str) -> Silence:
    """Declare why something is undetermined."""
    return declare(Silence(id=id_, block=block, rules=rules, cite=cite, words=Bilingual(en, nl)))


def obligation(
    id_: str,
    block: Block,
    rules: tuple[str, ...],
    cite: str,
    who: str,
    duty: tuple[str, str],
    consequence: tuple[str, str],
) -> Obligation:
    """Declare a duty without a date of its own; its words and consequence in English and Dutch."""
    return declare(
        Obligation(
            id=id_,
            block=block,
            rules=rules,
            cite=cite,
            who=who,
            duty=Bilingual(*duty),
            consequence=Bilingual(*consequence),
        )
    )


def judgement(
    id_: str, block: Block, rules: tuple[str, ...], cite: str, who: str, en: str, nl: str, records: str = ""
) -> JudgementQuestion:
    """Declare a question that the law leaves to a person."""
    return declare(
        JudgementQuestion(
            id=id_, block=block, rules=rules, cite=cite, who=who, question=Bilingual(en, nl), records=records
        )
    )
