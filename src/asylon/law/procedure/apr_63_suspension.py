"""Suspension and removal of a Union designation, and national ones meanwhile (Regulation (EU) 2024/1348, Articles 63 and 64).

As amended by Regulation (EU) 2026/464: in whole or in part.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from asylon.law.case import Case, midnight_after
from asylon.law.chapters import chapter
from asylon.law.circumstances.safe_countries import (
    DesignationChanged,
    DesignationChangeProposed,
    DesignationSuspended,
    NationalDesignationNotified,
    NationalDesignationObjected,
    OfCountry,
    SuspensionExtended,
)
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.moments import Moment
from asylon.law.provisions import Block, permission, prohibition, route_step, time_limit
from asylon.law.tables import DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "procedure"
_ADOPTED = Bilingual("the adoption of the delegated act", "de vaststelling van de gedelegeerde handeling")
_CEASES = Bilingual("The suspension ceases to have effect.", "De schorsing houdt op te gelden.")

# Article 63(3) and (4): the proposal.
PROPOSE = time_limit(
    "proposal-after-suspension", ("A-48",), "APR 63(3)", "commission",
    Bilingual("propose to remove or amend the designation", "voorstellen de aanwijzing te schrappen of te wijzigen"),
    _ADOPTED, _CEASES, block=_BLOCK, by=Counting.APR_73, records="designation_change_proposed",
)  # fmt: skip
# Article 63(1) and (4): six months, extended by six and once again by six.
EXTEND = time_limit(
    "suspension-of-designation", ("A-48",), "APR 63(1)", "commission",
    Bilingual("extend the suspension, or let it end", "de schorsing verlengen, of laten eindigen"),
    Bilingual("the day on which the delegated act takes effect", "de dag waarop de gedelegeerde handeling van kracht wordt"),
    _CEASES, block=_BLOCK, by=Counting.APR_73, records="suspension_extended",
)  # fmt: skip
# Article 63(5): fifteen months for the legislator.
ADOPT = time_limit(
    "adoption-after-proposal", ("A-48",), "APR 63(5)", "council",
    Bilingual("adopt, with the European Parliament, the change of the designation", "met het Europees Parlement de wijziging van de aanwijzing vaststellen"),
    Bilingual("the submission of the proposal", "de indiening van het voorstel"),
    _CEASES, block=_BLOCK, by=Counting.APR_73, records="designation_changed",
)  # fmt: skip
SUSPENDED = route_step(
    "designation-suspended", _BLOCK, ("A-48",), "APR 63(1)",
    "the Union designation of the country is suspended",
    "de Unieaanwijzing van het land is geschorst",
)  # fmt: skip
CEASED = route_step(
    "suspension-ceased", _BLOCK, ("A-48",), "APR 63(4)",
    "the suspension of the designation has ceased to have effect",
    "de schorsing van de aanwijzing geldt niet meer",
)  # fmt: skip

# Article 64: national designations.
NO_NATIONAL = prohibition(
    "no-national-designation", _BLOCK, ("A-49",), "APR 64(2)",
    "no national designation of the country as safe",
    "geen nationale aanwijzing van het land als veilig",
)  # fmt: skip
NATIONAL = permission(
    "national-designation", _BLOCK, ("A-49",), "APR 64(3)",
    "designate the country as safe at national level again",
    "het land nationaal weer als veilig aanwijzen",
    "safe_country_designated",
)  # fmt: skip
NOTIFY = permission(
    "notify-national-designation", _BLOCK, ("A-49",), "APR 64(3)",
    "notify the Commission that the country again fulfils the conditions, with a substantiated assessment",
    "de Commissie melden dat het land weer aan de voorwaarden voldoet, met een onderbouwde beoordeling",
    "national_designation_notified",
)  # fmt: skip
OBJECT = time_limit(
    "objection-to-national-designation", ("A-49",), "APR 64(3)", "commission",
    Bilingual("object to the national designation that was notified", "bezwaar maken tegen de gemelde nationale aanwijzing"),
    Bilingual("the notification by the Member State", "de melding door de lidstaat"),
    Bilingual("The Member State may designate the country.", "De lidstaat mag het land aanwijzen."),
    block=_BLOCK, by=Counting.APR_73, records="national_designation_objected",
)  # fmt: skip

NATIONAL_DESIGNATION = register_table(
    DecisionTable(
        name="national-designation",
        question=Bilingual(
            "May the Member State designate the country as safe at national level?",
            "Mag de lidstaat het land nationaal als veilig aanwijzen?",
        ),
        inputs=(
            yes_no("suspended", "Union designation suspended, in whole or in part", "Unieaanwijzing geheel of gedeeltelijk geschorst"),
            yes_no("removed_within_two_years", "Union designation removed less than two years ago", "Unieaanwijzing minder dan twee jaar geleden geschrapt"),
            yes_no("notified", "notified to the Commission", "gemeld aan de Commissie"),
            yes_no("objected", "the Commission objected", "de Commissie maakte bezwaar"),
            yes_no("time_to_object_runs", "the time to object still runs", "de bezwaartermijn loopt nog"),
        ),
        outcomes={
            "no": Bilingual("no", "nee"),
            "notify_first": Bilingual("only after a notification", "alleen na een melding"),
            "wait": Bilingual("not while the Commission can object", "niet zolang de Commissie bezwaar kan maken"),
            "yes": Bilingual("yes", "ja"),
        },
        hit_policy="first",
        rows=(
            Row("suspended", {"suspended": True}, "no", ("A-49",), "APR 64(2)"),
            Row("free", {"removed_within_two_years": False}, "yes", ("A-49",), "APR 64(1)"),
            Row("objected", {"objected": True}, "no", ("A-49",), "APR 64(3)"),
            Row("not-notified", {"notified": False}, "notify_first", ("A-49",), "APR 64(3)"),
            Row("can-object", {"time_to_object_runs": True}, "wait", ("A-49",), "APR 64(3)"),
            Row("no-objection", {}, "yes", ("A-49",), "APR 64(3)"),
        ),
    )
)  # fmt: skip


def _about(items: Sequence[OfCountry], of: OfCountry, since: date, case: Case) -> list[OfCountry]:
    """Those of the same country and concept, on or after a day, oldest first."""
    return [
        item for item in items if item.country == of.country and item.concept == of.concept and case.day(item) >= since
    ]


def suspension_ends(case: Case, act: DesignationSuspended) -> date | None:
    """The last day on which a suspension has effect, as known now; None where a changed designation has taken its place.

    Without a proposal in three months it ceases then; else after six months, or six and twelve more where extended, and
    in any case fifteen months after a proposal that was not adopted.
    """
    known = case.circumstances.known
    adopted = case.day(act)
    if _about(known(DesignationChanged), act, adopted, case):
        return None
    proposed = case.count(act.at, PROPOSE.length, PROPOSE.by).last_day
    effective = Moment(act.effective_from) if act.effective_from is not None else act.at
    ends = case.count(effective, EXTEND.length, EXTEND.by, roll=False).last_day
    assert proposed is not None
    assert ends is not None
    proposals = [
        item for item in _about(known(DesignationChangeProposed), act, adopted, case) if case.day(item) <= proposed
    ]
    if not proposals:
        return min(proposed, ends)
    for _ in _about(known(SuspensionExtended), act, adopted, case)[:2]:
        extended = case.count(Moment(ends), EXTEND.length, EXTEND.by, roll=False).last_day
        assert extended is not None
        ends = extended
    latest = case.count(proposals[0].at, ADOPT.length, ADOPT.by).last_day
    assert latest is not None
    return min(ends, latest)


def suspension(case: Case, country: str, concept: str) -> DesignationSuspended | None:
    """The suspension of the Union designation of a country that has effect today, if there is one."""
    for act in reversed(case.circumstances.known(DesignationSuspended)):
        if act.country != country or act.concept != concept:
            continue
        ends = suspension_ends(case, act)
        begins = act.effective_from or case.day(act)
        if ends is not None and begins <= case.today <= ends:
            case.turn(midnight_after(ends, case.zone))
            return act
    return None


def removal(case: Case, country: str, concept: str) -> DesignationChanged | None:
    """The legislator's removal of the Union designation of a country, if there is one."""
    for item in reversed(case.circumstances.known(DesignationChanged)):
        if item.country == country and item.concept == concept and item.change == "removed":
            return item
    return None


def _clocks(case: Case, act: DesignationSuspended) -> None:
    """For the Union: the proposal, the extension, the adoption, and whether the suspension has effect."""
    adopted = case.day(act)
    known = case.circumstances.known
    proposals = _about(known(DesignationChangeProposed), act, adopted, case)
    changed = _about(known(DesignationChanged), act, adopted, case)
    duty = case.limit(PROPOSE, act, met=proposals[0] if proposals else None, expires=True)
    ends = suspension_ends(case, act)
    if ends is None:
        case.limit(ADOPT, proposals[0] if proposals else act, met=changed[0], expires=True)
        return
    if case.today > ends:
        case.stand(
            case.steps, CEASED, about=act.country, cite="APR 63(4)" if not duty.met_in_time else "APR 63(4); APR 63(5)"
        )
        return
    case.stand(case.steps, SUSPENDED, about=act.country)
    case.turn(midnight_after(ends, case.zone))
    if duty.met_in_time:
        extended = _about(known(SuspensionExtended), act, adopted, case)
        if len(extended) < 2:
            start = Moment(act.effective_from) if act.effective_from is not None else act.at
            for _ in extended:
                last = case.count(start, EXTEND.length, EXTEND.by, roll=False).last_day
                assert last is not None
                start = Moment(last)
            counted = case.count(start, EXTEND.length, EXTEND.by, roll=False)
            case.limit(EXTEND, act, counted=counted, expires=True, cite="APR 63(4)")
        case.limit(ADOPT, proposals[0], expires=True)


def union(case: Case) -> None:
    """Each suspension that the Commission adopted."""
    if case.state == "EU":
        for act in case.all(DesignationSuspended):
            _clocks(case, act)


def national(case: Case) -> None:
    """For a Member State: which countries it may not, or may again, designate."""
    if case.state == "EU":
        return
    known = case.circumstances.known
    items: list[OfCountry] = [*known(DesignationSuspended), *known(DesignationChanged)]
    for country, concept in dict.fromkeys((item.country, item.concept) for item in items):
        removed = removal(case, country, concept)
        in_two_years = False
        notified: NationalDesignationNotified | None = None
        objected = runs = False
        if removed is not None:
            over = case.count(removed.at, "right-of-objection", OBJECT.by, roll=False)
            in_two_years = over.end > case.now
            case.turn(over.end)
            since = case.day(removed)
            notices = _about(case.all(NationalDesignationNotified), removed, since, case)
            if notices and in_two_years:
                notified = notices[-1]  # type: ignore[assignment]
                assert notified is not None
                objections = _about(known(NationalDesignationObjected, case.state), removed, case.day(notified), case)
                duty = case.limit(OBJECT, notified, met=objections[0] if objections else None, expires=True)
                objected = duty.met_in_time is True
                runs = duty.status == "open"
        decided = case.decide(
            NATIONAL_DESIGNATION,
            {
                "suspended": suspension(case, country, concept) is not None,
                "removed_within_two_years": in_two_years,
                "notified": notified is not None,
                "objected": objected,
                "time_to_object_runs": runs,
            },
        )
        if decided is None:
            continue
        outcome, why = decided
        if outcome == "yes":
            case.stand(case.permitted, NATIONAL, why, about=country, cite=why[0].cite)
        else:
            case.stand(case.forbidden, NO_NATIONAL, why, about=country, cite=why[0].cite)
            if outcome == "notify_first":
                case.stand(case.permitted, NOTIFY, why, about=country)


chapter(463, state=union, when=(DesignationSuspended,))
chapter(464, state=national, when=(DesignationSuspended, DesignationChanged))
