"""Criteria for the Member State responsible (Regulation (EU) 2024/1351, Articles 16, 24 to 28, 33, 36(2) and 84).

They are applied in their order, on the situation when the application was first registered.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import (
    ApplicationRegistered,
    ApplicationWithdrawn,
    ApprehendedAtExternalBorder,
    BestInterestsAssessed,
    Disembarked,
    DocumentHeld,
    Fact,
    FamilyMemberLocated,
    IrregularEntry,
    Relocated,
)
from asylon.law.periods import Counting
from asylon.law.position import Reason, Responsible
from asylon.law.provisions import JudgementQuestion, Silence, declare
from asylon.law.tables import Choice, DecisionTable, Row, register_table

BEST_INTERESTS = declare(
    JudgementQuestion(
        id="best-interests-of-the-child",
        block="responsibility",
        rules=("K-1",),
        cite="AMMR 25",
        who="determining_authority",
        records="best_interests_assessed",
        question=Bilingual(
            "Which Member State is in the best interests of the child?", "Welke lidstaat is in het belang van het kind?"
        ),
    )
)
DOCUMENT_CRITERIA = declare(
    Silence(
        id="document-criteria-not-modelled",
        block="responsibility",
        rules=("K-5", "K-6", "K-7"),
        cite="AMMR 29-32",
        words=Bilingual(
            "A residence document, visa or diploma may designate a Member State; Articles 29 to 32 are not modelled yet.",
            "Een verblijfstitel, visum of diploma kan een lidstaat aanwijzen; de artikelen 29 tot en met 32 zijn nog niet gemodelleerd.",
        ),
    )
)
CHILD_UNDECIDED = declare(
    Silence(
        id="child-undecided",
        block="responsibility",
        rules=("K-1",),
        cite="AMMR 25(4)",
        words=Bilingual(
            "Several Member States, or none in the child's interest: the best interests of the child decide.",
            "Verschillende lidstaten, of geen in het belang van het kind: het belang van het kind beslist.",
        ),
    )
)


def _yes_no(name: str, en: str, nl: str, *, closed: bool = True) -> Choice:
    return Choice(name, (True, False), closed=closed, otherwise=False if closed else None, label=Bilingual(en, nl))


ADULT = register_table(
    DecisionTable(
        name="responsibility-criteria",
        question=Bilingual(
            "Which criterion designates the Member State responsible?",
            "Welk criterium wijst de verantwoordelijke lidstaat aan?",
        ),
        inputs=(
            _yes_no(
                "resident_family",
                "family member who is a beneficiary or long-term resident",
                "gezinslid met bescherming of langdurig verblijf",
            ),
            _yes_no(
                "applicant_family",
                "family member who is an applicant without first decision",
                "gezinslid dat verzoeker is zonder eerste beslissing",
            ),
            _yes_no("written_desire", "desire expressed in writing", "wens schriftelijk geuit", closed=False),
            _yes_no(
                "document",
                "residence document, visa or diploma of a Member State",
                "verblijfstitel, visum of diploma van een lidstaat",
            ),
            _yes_no("relocated", "relocated after entry", "herplaatst na binnenkomst"),
            Choice(
                "sea_rescue",
                ("none", "counts", "ceased"),
                closed=True,
                otherwise="none",
                label=Bilingual("disembarkation after search and rescue", "ontscheping na opsporing en redding"),
            ),
            Choice(
                "irregular_entry",
                ("none", "counts", "ceased"),
                closed=True,
                otherwise="none",
                label=Bilingual("irregular entry", "irreguliere binnenkomst"),
            ),
        ),
        outcomes={
            "resident_family": Bilingual("where the family member resides (26)", "waar het gezinslid verblijft (26)"),
            "applicant_family": Bilingual(
                "where the family member is an applicant (27)", "waar het gezinslid verzoeker is (27)"
            ),
            "document": Bilingual("a document may designate (29 to 32)", "een document kan aanwijzen (29 tot 32)"),
            "relocation": Bilingual("Member State of relocation (33(3))", "lidstaat van herplaatsing (33(3))"),
            "sea_rescue": Bilingual("Member State of disembarkation (33(2))", "lidstaat van ontscheping (33(2))"),
            "irregular_entry": Bilingual(
                "first Member State entered (33(1))", "eerste lidstaat van binnenkomst (33(1))"
            ),
            "first_registration": Bilingual(
                "Member State of first registration (16(2))", "lidstaat van eerste registratie (16(2))"
            ),
        },
        hit_policy="first",
        rows=(
            Row(
                "resident-family",
                {"resident_family": True, "written_desire": True},
                "resident_family",
                ("K-2",),
                "AMMR 26",
            ),
            Row(
                "applicant-family",
                {"applicant_family": True, "written_desire": True},
                "applicant_family",
                ("K-3",),
                "AMMR 27",
            ),
            Row("document", {"document": True}, "document", ("K-5", "K-6", "K-7"), "AMMR 29-32"),
            Row("relocated", {"relocated": True}, "relocation", ("K-12",), "AMMR 33(3)"),
            Row("sea-rescue", {"sea_rescue": "counts"}, "sea_rescue", ("K-11",), "AMMR 33(2)"),
            Row("irregular-entry", {"irregular_entry": "counts"}, "irregular_entry", ("K-10",), "AMMR 33(1)"),
            Row("sea-rescue-ceased", {"sea_rescue": "ceased"}, "first_registration", ("K-11", "D-11"), "AMMR 16(2)"),
            Row("entry-ceased", {"irregular_entry": "ceased"}, "first_registration", ("K-10", "D-11"), "AMMR 16(2)"),
            Row("none", {}, "first_registration", ("D-11",), "AMMR 16(2)"),
        ),
    )
)

CHILD = register_table(
    DecisionTable(
        name="responsibility-unaccompanied-minor",
        question=Bilingual(
            "Which Member State is responsible for an unaccompanied minor?",
            "Welke lidstaat is verantwoordelijk voor een niet-begeleide minderjarige?",
        ),
        inputs=(
            Choice(
                "family_in",
                ("none", "one", "several"),
                closed=True,
                otherwise="none",
                label=Bilingual(
                    "Member States with a family member or sibling", "lidstaten met een gezinslid, broer of zus"
                ),
            ),
            Choice(
                "relative_in",
                ("none", "one", "several"),
                closed=True,
                otherwise="none",
                label=Bilingual(
                    "other Member States with a relative able to care",
                    "andere lidstaten met een familielid dat kan zorgen",
                ),
            ),
            _yes_no(
                "here_against_interests",
                "first registration State not in the best interests",
                "lidstaat van eerste registratie niet in belang van het kind",
            ),
            _yes_no(
                "assessed",
                "best interests assessed for one of several States",
                "belang van het kind beoordeeld voor een van meerdere staten",
            ),
        ),
        outcomes={
            "assessed": Bilingual(
                "where the best interests of the child lie (25(4))", "waar het belang van het kind ligt (25(4))"
            ),
            "family": Bilingual(
                "where the family member or sibling is (25(2))", "waar het gezinslid, de broer of zus is (25(2))"
            ),
            "relative": Bilingual("where the relative is (25(3))", "waar het familielid is (25(3))"),
            "first_registration": Bilingual(
                "Member State of first registration (25(5))", "lidstaat van eerste registratie (25(5))"
            ),
            "best_interests": Bilingual(
                "the best interests of the child decide (25(4))", "het belang van het kind beslist (25(4))"
            ),
        },
        hit_policy="first",
        rows=(
            Row("assessed", {"assessed": True}, "assessed", ("K-1",), "AMMR 25(4)"),
            Row("several", {"family_in": "several"}, "best_interests", ("K-1",), "AMMR 25(4)"),
            Row(
                "family-and-relative",
                {"family_in": "one", "relative_in": ("one", "several")},
                "best_interests",
                ("K-1",),
                "AMMR 25(4)",
            ),
            Row("family", {"family_in": "one"}, "family", ("K-1",), "AMMR 25(2)"),
            Row("several-relatives", {"relative_in": "several"}, "best_interests", ("K-1",), "AMMR 25(4)"),
            Row("relative", {"relative_in": "one"}, "relative", ("K-1",), "AMMR 25(3)"),
            Row("not-here", {"here_against_interests": True}, "best_interests", ("K-1",), "AMMR 25(5)"),
            Row("nobody", {}, "first_registration", ("K-1",), "AMMR 25(5)"),
        ),
    )
)

FAMILY = register_table(
    DecisionTable(
        name="family-procedure",
        question=Bilingual(
            "Where are the applications of a family examined that the criteria would separate?",
            "Waar worden de verzoeken behandeld van een gezin dat de criteria zouden scheiden?",
        ),
        inputs=(
            _yes_no("separated", "criteria would separate them", "criteria zouden hen scheiden"),
            _yes_no("tie", "no Member State has the largest number", "geen lidstaat heeft het grootste aantal"),
        ),
        outcomes={
            "own": Bilingual("each by the own criterion", "ieder volgens het eigen criterium"),
            "largest": Bilingual(
                "responsible for the largest number (28(a))", "verantwoordelijk voor het grootste aantal (28(a))"
            ),
            "oldest": Bilingual("responsible for the oldest (28(b))", "verantwoordelijk voor de oudste (28(b))"),
        },
        hit_policy="unique",
        rows=(
            Row("together", {"separated": False}, "own", ("K-4",), "AMMR 28"),
            Row("largest-number", {"separated": True, "tie": False}, "largest", ("K-4",), "AMMR 28(a)"),
            Row("oldest", {"separated": True, "tie": True}, "oldest", ("K-4",), "AMMR 28(b)"),
        ),
    )
)

_FAMILY = ("spouse", "partner", "child", "parent", "responsible_adult")


def first_registration(case: Case) -> ApplicationRegistered | None:
    """The first registration of an application in any Member State."""
    return case.first(ApplicationRegistered)


def _counts(case: Case, event: Fact, key: str, registered: date) -> bool:
    """Whether an application registered on a day is still within the time after an event: on the exact day it is."""
    counted = case.count(event.at, key, Counting.AMMR_75, roll=case.book.answer("O-19") == "rolled")
    last = counted.last_day
    return last is not None and registered <= last


def _time(case: Case, event: Fact | None, key: str, registered: date) -> str:
    if event is None:
        return "none"
    return "counts" if _counts(case, event, key, registered) else "ceased"


def _located(case: Case, statuses: tuple[str, ...], registered: date) -> FamilyMemberLocated | None:
    minor = case.minor_on(registered)
    for fact in case.all(FamilyMemberLocated):
        if fact.status not in statuses or fact.relation not in _FAMILY or fact.existed_before_arrival is False:
            continue
        if fact.relation in ("parent", "responsible_adult") and minor is not True:
            continue
        return fact
    return None


def _adult(case: Case, registered: ApplicationRegistered) -> None:
    day = case.day(registered)
    resident = _located(case, ("beneficiary", "citizen_formerly_beneficiary", "long_term_resident"), day)
    applicant = _located(case, ("applicant_without_first_decision",), day)
    document = case.first(DocumentHeld)
    rescued = case.last(Disembarked, lambda fact: case.day(fact) <= day)
    entries: list[Fact] = [*case.all(IrregularEntry), *case.all(ApprehendedAtExternalBorder)]
    entries = sorted((fact for fact in entries if case.day(fact) <= day), key=lambda fact: fact.at.instant(case.zone))
    entry = entries[0] if entries else None
    relocated = case.last(Relocated)
    family = resident or applicant
    found = case.decide(
        ADULT,
        {
            "resident_family": resident is not None,
            "applicant_family": applicant is not None,
            "written_desire": family.written_desire if family else False,
            "document": document is not None,
            "relocated": relocated is not None,
            "sea_rescue": _time(case, rescued, "sea-rescue-ceases", day),
            "irregular_entry": _time(case, entry, "irregular-entry-ceases", day),
        },
    )
    if found is None:
        return
    outcome, why = found
    if outcome == "document":
        case.silent("responsible", DOCUMENT_CRITERIA)
        return
    designated = {
        "resident_family": resident.located_in if resident else "",
        "applicant_family": applicant.located_in if applicant else "",
        "relocation": relocated.to if relocated else "",
        "sea_rescue": rescued.state if rescued else "",
        "irregular_entry": entry.state if entry else "",
        "first_registration": registered.state,
    }[outcome]
    _designate(case, designated, why)


def _designate(case: Case, state: str, why: tuple[Reason, ...], *, settled: bool = False) -> None:
    case.responsible = Responsible(
        state=state, criterion=why[0].cite, settled=settled, rules=why[0].rules, cite=why[0].cite, reasons=why
    )


def _child(case: Case, registered: ApplicationRegistered) -> None:
    against = {fact.concerning for fact in case.all(BestInterestsAssessed) if not fact.in_best_interests}
    chosen = {fact.concerning for fact in case.all(BestInterestsAssessed) if fact.in_best_interests}
    family = dict.fromkeys(
        fact.located_in
        for fact in case.all(FamilyMemberLocated)
        if fact.relation != "relative" and fact.existed_before_arrival is not False and fact.located_in not in against
    )
    relatives = dict.fromkeys(
        fact.located_in
        for fact in case.all(FamilyMemberLocated)
        if fact.relation == "relative"
        and fact.able_to_care
        and fact.located_in not in against
        and fact.located_in != registered.state
        and fact.located_in not in family
    )
    everywhere = {*family, *relatives}
    assessed = chosen & everywhere if len(everywhere) > 1 and len(chosen & everywhere) == 1 else set()

    def number(states: dict[str, None]) -> str:
        return "none" if not states else "one" if len(states) == 1 else "several"

    found = case.decide(
        CHILD,
        {
            "family_in": number(family),
            "relative_in": number(relatives),
            "here_against_interests": registered.state in against,
            "assessed": bool(assessed),
        },
    )
    if found is None:
        return
    outcome, why = found
    if outcome == "best_interests":
        case.stand(case.judgements, BEST_INTERESTS, why)
        case.silent("responsible", CHILD_UNDECIDED, settle=("best_interests_assessed",), cite=why[0].cite)
        return
    state = (
        next(iter(assessed))
        if outcome == "assessed"
        else next(iter(family))
        if outcome == "family"
        else next(iter(relatives))
        if outcome == "relative"
        else registered.state
    )
    if state not in chosen:
        case.stand(case.judgements, BEST_INTERESTS, why)
    _designate(case, state, why)


def examine(case: Case) -> None:
    """The criteria for one person; nothing where no application was registered."""
    registered = first_registration(case)
    if registered is None:
        return
    if not case.governs("AMMR 24"):
        return
    minor = case.minor_on(case.day(registered)) if case.unaccompanied else False
    if minor is None:
        case.silent("responsible", CHILD_UNDECIDED, settle=("born",), cite="AMMR 25")
    elif minor:
        case.findings["child"] = True
        _child(case, registered)
    else:
        _adult(case, registered)


def _takes_part(case: Case) -> bool:
    return (
        case.responsible is not None
        and case.first(ApplicationWithdrawn) is None
        and first_registration(case) is not None
        and not case.findings.get("child")
    )


def _young(case: Case) -> bool:
    """Minor and unmarried when the application was registered (AMMR 2(8), 24(2))."""
    registered = first_registration(case)
    day = case.day(registered) if registered is not None else case.today
    return case.minor_on(day) is True and not case.married


def _family_members(cases: dict[str, Case], person: str) -> list[str]:
    """Family members (AMMR 2(8)) and minor unmarried siblings (28) of a person, among the persons of the file."""
    case = cases[person]
    found = [other for other in case.relatives("spouse", "partner") if other in cases]
    found += [other for other in case.relatives("child", "charge") if other in cases and _young(cases[other])]
    if _young(case):
        found += [other for other in case.relatives("parent", "responsible_adult") if other in cases]
        found += [other for other in case.relatives("sibling") if other in cases and _young(cases[other])]
    return found


def together(cases: dict[str, Case]) -> None:
    """The family procedure (28), then the minor who follows a family member (36(2))."""
    seen: set[str] = set()
    for person, case in cases.items():
        if person in seen or not _takes_part(case):
            continue
        group = [person]
        for member in group:
            for other in _family_members(cases, member):
                if other not in group and _takes_part(cases[other]):
                    group.append(other)
        seen.update(group)
        if len(group) > 1:
            _family(cases, group)
    for case in cases.values():
        if _takes_part(case) or case.unaccompanied or case.minor_on(case.today) is not True:
            continue
        if first_registration(case) is not None and case.first(ApplicationWithdrawn) is None:
            continue
        for parent in case.relatives("parent", "responsible_adult"):
            followed = cases[parent].responsible if parent in cases and _takes_part(cases[parent]) else None
            if followed is not None:
                reason = Reason("family-procedure", "minor-follows", followed.state, ("D-31",), "AMMR 36(2)")
                case.reasons.append(reason)
                _designate(case, followed.state, (reason,))
                break


def _family(cases: dict[str, Case], group: list[str]) -> None:
    states = {person: cases[person].responsible.state for person in group}  # type: ignore[union-attr]
    ranking = Counter(states.values()).most_common()
    tie = len(ranking) > 1 and ranking[0][1] == ranking[1][1]
    for person in group:
        case = cases[person]
        found = case.decide(FAMILY, {"separated": len(ranking) > 1, "tie": tie})
        if found is None or found[0] == "own":
            continue
        if found[0] == "largest":
            state = ranking[0][0]
        else:
            born = {member: cases[member].born for member in group}
            if any(value is None for value in born.values()):
                case.silent("responsible", CHILD_UNDECIDED, settle=("born",), cite="AMMR 28(b)")
                case.responsible = None
                continue
            state = states[min(group, key=lambda member: born[member] or date.max)]
        _designate(case, state, found[1])


chapter(625, single=examine)
chapter(628, together=together)
