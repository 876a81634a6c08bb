"""Families together (Regulation (EU) 2024/1351, Articles 2(8), 28 and 36(2)): their positions are computed as one.

Family members and minor unmarried siblings whose criteria would separate them go to one Member State. A minor who
accompanies a parent shares the parent's Member State. The order in which persons or facts were recorded decides nothing.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import (
    ApplicationMade,
    ApplicationRegistered,
    ApplicationWithdrawn,
    ApprehendedAtExternalBorder,
    BestInterestsAssessed,
    Disembarked,
    FamilyLink,
    IrregularEntry,
)
from asylon.law.facts.determination import EnteredVisaFree, FamilyProceduresJoined
from asylon.law.position import Reason
from asylon.law.provisions import JudgementQuestion, Silence, declare
from asylon.law.responsibility.ammr_25_unaccompanied_minors import BEST_INTERESTS
from asylon.law.responsibility.ammr_36_38_procedure import responsible_by
from asylon.law.responsibility.ammr_37_cessation import first_registration, taking_back
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

CLOSE_ENOUGH = declare(
    JudgementQuestion(
        id="registrations-close-enough",
        block="responsibility",
        rules=("K-4",),
        cite="AMMR 28",
        who="responsibility_unit",
        records="family_procedures_joined",
        question=Bilingual(
            "Were the applications of the family registered on dates close enough to conduct their procedures together?",
            "Zijn de verzoeken van het gezin op data geregistreerd die dicht genoeg bij elkaar liggen om de procedures samen te voeren?",
        ),
    )
)
FAMILY_OPEN = declare(
    Silence(
        id="family-member-open",
        block="responsibility",
        rules=("K-4",),
        cite="AMMR 28",
        words=Bilingual(
            "The family stays together, and what decides for all of them is not known for one of them.",
            "Het gezin blijft bijeen, en wat voor allen beslist is voor een van hen niet bekend.",
        ),
    )
)
PARENTS_APART = declare(
    Silence(
        id="parents-in-different-states",
        block="responsibility",
        rules=("D-31",),
        cite="AMMR 36(2)",
        words=Bilingual(
            "The minor cannot be separated from either parent, and the parents belong to different Member States.",
            "De minderjarige kan van geen van beide ouders worden gescheiden, en de ouders horen bij verschillende lidstaten.",
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
            yes_no("separated", "criteria would separate them", "criteria zouden hen scheiden"),
            yes_no(
                "family_procedures_joined",
                "registered on the same day, or on dates close enough for one procedure",
                "op dezelfde dag geregistreerd, of op data die dicht genoeg bij elkaar liggen voor één procedure",
                open_=True,
            ),
            yes_no("tie", "no Member State has the largest number", "geen lidstaat heeft het grootste aantal"),
        ),
        outcomes={
            "own": Bilingual("each by the own criterion", "ieder volgens het eigen criterium"),
            "largest": Bilingual(
                "responsible for the largest number (28(a))", "verantwoordelijk voor het grootste aantal (28(a))"
            ),
            "oldest": Bilingual("responsible for the oldest (28(b))", "verantwoordelijk voor de oudste (28(b))"),
        },
        hit_policy="first",
        rows=(
            Row("together", {"separated": False}, "own", ("K-4",), "AMMR 28"),
            Row("not-joined", {"family_procedures_joined": False}, "own", ("K-4",), "AMMR 28"),
            Row("largest-number", {"tie": False}, "largest", ("K-4",), "AMMR 28(a)"),
            Row("oldest", {}, "oldest", ("K-4",), "AMMR 28(b)"),
        ),
    )
)

MINOR = register_table(
    DecisionTable(
        name="minor-follows-parent",
        question=Bilingual(
            "Does the accompanying minor share the Member State of the parent or responsible adult?",
            "Deelt de begeleide minderjarige de lidstaat van de ouder of verantwoordelijke volwassene?",
        ),
        inputs=(
            Choice(
                "parents_in",
                ("one", "several"),
                label=Bilingual(
                    "Member States responsible for the parents", "lidstaten verantwoordelijk voor de ouders"
                ),
            ),
            yes_no(
                "against_interests",
                "found not to be in the best interests of the child",
                "niet in het belang van het kind bevonden",
            ),
        ),
        outcomes={
            "follows": Bilingual("yes", "ja"),
            "own": Bilingual("no: the own criterion stays", "nee: het eigen criterium blijft"),
            "best_interests": Bilingual("the best interests of the child decide", "het belang van het kind beslist"),
        },
        hit_policy="first",
        rows=(
            Row("against-interests", {"against_interests": True}, "own", ("D-31",), "AMMR 36(2)"),
            Row("minor-follows", {"parents_in": "one"}, "follows", ("D-31",), "AMMR 36(2)"),
            Row("parents-apart", {}, "best_interests", ("D-31",), "AMMR 36(2)"),
        ),
    )
)

_ARRIVALS = (
    ApplicationMade, ApplicationRegistered, ApprehendedAtExternalBorder, Disembarked, EnteredVisaFree, IrregularEntry,
)  # fmt: skip


def _applies(case: Case) -> bool:
    """Whether the person is an applicant whose application was registered and not withdrawn."""
    return first_registration(case) is not None and case.first(ApplicationWithdrawn) is None


def _takes_part(case: Case) -> bool:
    """Whether the criteria decide for this person here; not for unaccompanied minors (25(1)), threats or take back."""
    findings = case.findings
    return (
        _applies(case)
        and not (findings.get("child") or findings.get("decided"))
        and case.governs("AMMR 28")
        and not taking_back(case)
    )


def _young(case: Case) -> bool:
    """Minor and unmarried when the application was registered (2(8), 24(2))."""
    registered = first_registration(case)
    day = case.day(registered) if registered is not None else case.today
    return case.minor_on(day) is True and not case.married


def _family_members(cases: dict[str, Case], person: str) -> list[str]:
    """Family members (2(8)) and minor unmarried siblings (28) of a person, among the persons of the file."""
    case = cases[person]
    found = [other for other in case.relatives("spouse", "partner") if other in cases]
    found += [other for other in case.relatives("child", "charge") if other in cases and _young(cases[other])]
    if _young(case):
        found += [other for other in case.relatives("parent", "responsible_adult") if other in cases]
        found += [other for other in case.relatives("sibling") if other in cases and _young(cases[other])]
    return found


def _groups(cases: dict[str, Case]) -> list[list[str]]:
    """Families of two or more whose applications were registered in the same Member State."""
    seen: set[str] = set()
    found = []
    for person, case in cases.items():
        if person in seen or not _takes_part(case):
            continue
        registered = first_registration(case)
        group = [person]
        for member in group:
            for other in _family_members(cases, member):
                if other in group or not _takes_part(cases[other]):
                    continue
                theirs = first_registration(cases[other])
                if registered is not None and theirs is not None and theirs.state == registered.state:
                    group.append(other)
        seen.update(group)
        if len(group) > 1:
            found.append(group)
    return found


def family_procedure(cases: dict[str, Case]) -> None:
    """One Member State for a family that the criteria would separate (28)."""
    if len(cases) < 2:
        return
    for group in _groups(cases):
        _keep_together(cases, group)


def _joined(cases: dict[str, Case], group: list[str]) -> bool | None:
    """Registered simultaneously, or found close enough; None where nobody has decided that."""
    days = set()
    decided: list[FamilyProceduresJoined] = []
    for person in group:
        registered = first_registration(cases[person])
        assert registered is not None
        days.add(cases[person].day(registered))
        decided += cases[person].all(FamilyProceduresJoined)
    if len(days) == 1:
        return True
    if not decided:
        return None
    return max(decided, key=lambda fact: fact.at.instant(cases[group[0]].zone)).together


def _keep_together(cases: dict[str, Case], group: list[str]) -> None:
    states: dict[str, str | None] = {}
    for person in group:
        own = cases[person].responsible
        states[person] = own.state if own is not None else None
    known = Counter(state for state in states.values() if state is not None)
    unknown = sum(state is None for state in states.values())
    if not known:
        return
    ranking = known.most_common()
    largest = [state for state, number in ranking if number == ranking[0][1]]
    second = (
        next((number for _, number in ranking if number < ranking[0][1]), 0) if len(largest) == 1 else ranking[0][1]
    )
    # With a member whose criterion is open, the largest number must be largest whatever that criterion turns out to be.
    certain = ranking[0][1] > second + unknown
    separated = len(known) > 1 or unknown > 0
    joined = _joined(cases, group) if separated else True
    for person in group:
        case = cases[person]
        found = case.decide(
            FAMILY, {"separated": separated, "family_procedures_joined": joined, "tie": len(largest) > 1}
        )
        if found is None:
            case.stand(case.judgements, CLOSE_ENOUGH)
            _open(case)
            continue
        outcome, why = found
        if outcome == "own":
            continue
        if outcome == "largest":
            if not certain:
                _open(case)
            elif states[person] != largest[0] or len(known) > 1:
                responsible_by(case, largest[0], why, why[0].cite, settled=False)
            continue
        oldest = _oldest(cases, group)
        at_oldest = {states[member] for member in oldest}
        if unknown or not oldest or len(at_oldest) != 1:
            _open(case, () if oldest else ("born",))
        else:
            responsible_by(case, next(iter(at_oldest)) or "", why, why[0].cite, settled=False)


def _oldest(cases: dict[str, Case], group: list[str]) -> list[str]:
    """The oldest of the family, all of them where several are born on one day; nobody where a birth is not known."""
    born = {member: cases[member].born for member in group}
    if any(value is None for value in born.values()):
        return []
    first = min(value for value in born.values() if value is not None)
    return [member for member in group if born[member] == first]


def _open(case: Case, settle: tuple[str, ...] = ()) -> None:
    case.silent("responsible", FAMILY_OPEN, settle=settle, cite="AMMR 28(b)" if settle else "AMMR 28")
    case.responsible = None


def _parents(cases: dict[str, Case], case: Case) -> list[Case]:
    """Parents and responsible adults in the file; a child born after the parent's arrival counts too (36(2))."""
    found = [other for other in case.relatives("parent", "responsible_adult") if other in cases]
    for person, other in cases.items():
        if person in found or person == case.person:
            continue
        linked = any(link.other == person and link.relation == "parent" for link in case.all(FamilyLink)) or any(
            link.other == case.person and link.relation == "child" for link in other.all(FamilyLink)
        )
        if linked and _born_after_arrival(case, other):
            found.append(person)
    return [cases[person] for person in found]


def _born_after_arrival(case: Case, parent: Case) -> bool:
    arrived: list[date] = [parent.day(facts[0]) for kind in _ARRIVALS if (facts := parent.all(kind))]
    return case.born is not None and bool(arrived) and case.born >= min(arrived)


def minors_follow(cases: dict[str, Case]) -> None:
    """An accompanying minor shares the parent's Member State, whether or not an applicant in person (36(2))."""
    if len(cases) < 2:
        return
    for case in cases.values():
        if case.unaccompanied or case.findings.get("decided") or not _young(case):
            continue
        parents = [
            parent
            for parent in _parents(cases, case)
            if parent.responsible is not None and (_applies(parent) or taking_back(parent))
        ]
        if not parents:
            continue
        _follow(case, parents)


def _follow(case: Case, parents: list[Case]) -> None:
    states = sorted({parent.responsible.state for parent in parents if parent.responsible is not None})
    against = {fact.concerning for fact in case.all(BestInterestsAssessed) if not fact.in_best_interests}
    found = case.decide(
        MINOR,
        {"parents_in": "one" if len(states) == 1 else "several", "against_interests": bool(against & set(states))},
    )
    if found is None:
        return
    outcome, why = found
    if outcome == "own":
        return
    if outcome == "best_interests":
        case.responsible = None
        case.stand(case.judgements, BEST_INTERESTS, why, cite="AMMR 36(2)")
        case.silent("responsible", PARENTS_APART, settle=("best_interests_assessed",))
        return
    case.findings["follows"] = parents
    own = case.responsible
    if own is None or own.state != states[0] or not _takes_part(case):
        settled = all(parent.responsible is not None and parent.responsible.settled for parent in parents)
        responsible_by(case, states[0], why, "AMMR 36(2)", settled=settled)


def criteria(cases: dict[str, Case]) -> None:
    """The family procedure, then the minors who follow."""
    family_procedure(cases)
    minors_follow(cases)


def settled(cases: dict[str, Case]) -> None:
    """What was accepted or confirmed for the parent holds for the minor who follows (36(2))."""
    if len(cases) < 2:
        return
    for case in cases.values():
        parents: list[Case] | None = case.findings.get("follows")
        if parents is None or "acceptance" in case.findings:
            continue
        accepted = next((parent for parent in parents if "acceptance" in parent.findings), None)
        if accepted is None:
            continue
        for key in ("acceptance", "acceptance_fact", "acceptance_hangs_on", "other_state", "examined_elsewhere"):
            if key in accepted.findings:
                case.findings[key] = accepted.findings[key]
        theirs = accepted.responsible
        if theirs is not None:
            reason = Reason("minor-follows-parent", "minor-follows", "follows", ("D-31",), "AMMR 36(2)")
            responsible_by(case, theirs.state, (reason,), "AMMR 36(2)", settled=theirs.settled)


chapter(628, together=criteria)
chapter(642, together=settled)
