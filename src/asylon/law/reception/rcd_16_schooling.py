"""Schooling and education of minors (Directive (EU) 2024/1346, Article 16)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances.reception import SchoolAge, SchoolHolidays
from asylon.law.citations import Bilingual
from asylon.law.facts import ApplicationLodged
from asylon.law.facts.reception import SchoolAccessGiven
from asylon.law.periods import full_years
from asylon.law.provisions import Block, judgement, prohibition, right
from asylon.law.reception.rcd_2_applicant import BEGINS, applicant_since, directive_limit, enter, last_here
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "reception"
_RULES = ("RC-13",)

# RCD 16(1): the access that nationals have; secondary education does not end with majority.
EDUCATION = right(
    "education-of-minor", _BLOCK, _RULES, "RCD 16(1)",
    "education like nationals, with preparatory and language classes where needed, until an expulsion is enforced",
    "onderwijs als onderdanen, zo nodig met voorbereidende en taallessen, tot een verwijdering wordt uitgevoerd",
)  # fmt: skip
STAYS = prohibition(
    "no-end-of-schooling-at-majority", _BLOCK, _RULES, "RCD 16(1)",
    "secondary education may not be withdrawn for the sole reason that the minor has come of age",
    "voortgezet onderwijs mag niet worden beëindigd enkel omdat de minderjarige meerderjarig is geworden",
)  # fmt: skip
# RCD 16(2): two months from the lodging; outside the general system for one month at most.
ACCESS = directive_limit(
    "school-access", _RULES, "RCD 16(2)", "reception_authority",
    Bilingual("give the minor access to education", "de minderjarige toegang tot onderwijs geven"),
    Bilingual("the lodging of the application", "de indiening van het verzoek"),
    Bilingual("The child misses school; access stays due.", "Het kind mist school; toegang blijft verschuldigd."),
    "school_access_given",
)  # fmt: skip
GENERAL = directive_limit(
    "general-school-system", _RULES, "RCD 16(2)", "reception_authority",
    Bilingual("bring the minor into the general education system", "de minderjarige in het algemene onderwijsstelsel opnemen"),
    Bilingual("the start of education outside the general system", "het begin van onderwijs buiten het algemene stelsel"),
    Bilingual(
        "Education outside the general system is no longer allowed, unless the minor's own situation requires it (RCD 16(3)).",
        "Onderwijs buiten het algemene stelsel mag niet meer, tenzij de eigen situatie van de minderjarige het vergt (RCD 16(3)).",
    ),
    "school_access_given",
)  # fmt: skip
HOLIDAYS = judgement(
    "school-holidays", _BLOCK, _RULES, "RCD 16(2)", "reception_authority",
    "the two months end in school holidays: until when do the holidays justify a later start?",
    "de twee maanden eindigen in een schoolvakantie: tot wanneer rechtvaardigt de vakantie een later begin?",
    "school_access_given",
)  # fmt: skip

SCHOOLING = register_table(
    DecisionTable(
        name="schooling",
        question=Bilingual("What is due about school?", "Wat is er verschuldigd over school?"),
        inputs=(
            yes_no("minor", "minor", "minderjarig", open_=True),
            Choice(
                "access",
                ("none", "general_system", "outside_general_system", "other_arrangement"),
                closed=True,
                otherwise="none",
                label=Bilingual("access given", "toegang gegeven"),
            ),
            yes_no(
                "of_school_age",
                "of school age by the end of the two months",
                "schoolgaand aan het einde van de twee maanden",
                open_=True,
            ),
        ),
        outcomes={
            "access": Bilingual("access within two months", "toegang binnen twee maanden"),
            "general": Bilingual("then the general system", "dan het algemene stelsel"),
            "given": Bilingual("access is given", "toegang is gegeven"),
            "nothing": Bilingual("nothing is due", "er is niets verschuldigd"),
        },
        hit_policy="first",
        rows=(
            Row("in-school", {"access": ("general_system", "other_arrangement")}, "given", _RULES, "RCD 16(2)"),
            Row("outside", {"access": "outside_general_system"}, "general", _RULES, "RCD 16(2)"),
            Row("adult", {"minor": False}, "nothing", _RULES, "RCD 16(1)"),
            Row("too-young", {"of_school_age": False}, "nothing", _RULES, "RCD 16(1)"),
            Row("minor", {}, "access", _RULES, "RCD 16(2)"),
        ),
    )
)


def _of_school_age(case: Case, lodged: ApplicationLodged) -> bool | None:
    """Whether nationals of that age go to school on the last day of the two months; None where the age is not recorded."""
    age = case.circumstances.last(SchoolAge, case.state)
    if age is None or case.born is None:
        return None
    last = case.count(lodged.at, ACCESS.length, ACCESS.by).last_day
    assert last is not None
    years = full_years(case.born, last)
    return years >= age.years


def examine(case: Case) -> None:
    """From the lodging to a place in the general system."""
    if applicant_since(case) is None:
        return
    minor = case.minor_on(case.today)
    first = case.first(SchoolAccessGiven)
    if minor:
        case.stand(case.rights, EDUCATION)
    elif minor is False and first is not None and case.minor_on(case.day(first)):
        case.stand(case.rights, EDUCATION)
        case.stand(case.forbidden, STAYS)
    lodged = last_here(case, ApplicationLodged)
    if lodged is None or case.day(lodged) < case.book.applies["RCD"] or case.minor_on(case.day(lodged)) is False:
        return
    found = case.decide(
        SCHOOLING,
        {
            "minor": minor,
            "access": first.setting if first is not None else None,
            "of_school_age": _of_school_age(case, lodged),
        },
        known_as={"minor": "born", "of_school_age": "school_age"},
    )
    if found is None:
        return
    outcome, why = found
    if outcome == "nothing":
        return
    duty = enter(case, ACCESS, lodged, met=first, reasons=why)
    last = duty.due.last_day if duty is not None and duty.due is not None else None
    if outcome == "access" and last is not None and case.circumstances.on(SchoolHolidays, last, case.state):
        case.stand(case.judgements, HOLIDAYS)
    if outcome == "general" and first is not None:
        later = case.last(SchoolAccessGiven, lambda fact: fact.setting != "outside_general_system")
        enter(case, GENERAL, first, met=later, lapsed=later is None and minor is False, reasons=why)


chapter(316, single=examine, when=BEGINS)
