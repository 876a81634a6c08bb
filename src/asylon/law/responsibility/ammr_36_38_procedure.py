"""The responsibility procedure (Regulation (EU) 2024/1351, Articles 36 to 38 and 45): what its two ways share.

Take charge (Articles 39 and 40) and take back (Article 41) have a module each.
"""

from __future__ import annotations

from datetime import date

from asylon.law.case import Case
from asylon.law.circumstances import CrisisDerogation
from asylon.law.citations import Bilingual
from asylon.law.facts import Detained, EurodacHit, Fact, Released, VisHit
from asylon.law.moments import Moment
from asylon.law.periods import Counted, Counting
from asylon.law.position import Reason, Responsible
from asylon.law.provisions import Obligation, RouteStep, Silence, TimeLimit, declare
from asylon.law.tables import Choice

ROUTE = declare(
    RouteStep(
        id="route:responsibility_procedure",
        block="responsibility",
        rules=(),
        cite="AMMR 38",
        words=Bilingual(
            "determination of the Member State responsible", "vaststelling van de verantwoordelijke lidstaat"
        ),
    )
)

REGISTERED = Bilingual("the registration of the application", "de registratie van het verzoek")
HIT = Bilingual("the receipt of the hit", "de ontvangst van de treffer")
DETENTION = Bilingual("the detention", "de inbewaringstelling")
RELEASED = Bilingual(
    "The person may no longer be detained; the ordinary limit goes on (AMMR 45(4)).",
    "De persoon mag niet langer in bewaring blijven; de gewone termijn loopt door (AMMR 45(4)).",
)


def responsibility_limit(
    id_: str,
    rule: str,
    cite: str,
    who: str,
    duty: Bilingual,
    starts: Bilingual,
    consequence: Bilingual,
    by: Counting = Counting.AMMR_75,
    open_questions: tuple[str, ...] = (),
    records: str = "",
) -> TimeLimit:
    return declare(
        TimeLimit(
            id=id_,
            block="responsibility",
            rules=(rule,),
            cite=cite,
            who=who,
            duty=duty,
            starts=starts,
            length=id_,
            by=by,
            consequence=consequence,
            records=records,
            open_questions=open_questions,
        )
    )


RELEASE = declare(
    Obligation(
        id="release-from-detention",
        block="responsibility",
        rules=("D-14", "D-17", "D-19", "D-23"),
        cite="AMMR 45(4)",
        who="member_state",
        duty=Bilingual("end the detention under Article 44", "de bewaring op grond van artikel 44 beëindigen"),
        consequence=Bilingual(
            "Further detention on this ground is unlawful.", "Verdere bewaring op deze grond is onrechtmatig."
        ),
    )
)
RECEIPT = declare(
    Silence(
        id="receipt-not-recorded",
        block="responsibility",
        rules=("D-15", "D-18"),
        cite="AMMR 40(1)",
        words=Bilingual(
            "The receipt by the other Member State is not recorded; its limit runs from the receipt.",
            "De ontvangst door de andere lidstaat is niet vastgelegd; haar termijn loopt vanaf de ontvangst.",
        ),
    )
)
REFUSED = declare(
    Silence(
        id="request-refused",
        block="responsibility",
        rules=("D-15", "D-44"),
        cite="IR2055 9(2)",
        words=Bilingual(
            "The other Member State refused with reasons; re-examination may be asked, otherwise the next criterion decides.",
            "De andere lidstaat weigerde met redenen; heroverweging kan worden gevraagd, anders beslist het volgende criterium.",
        ),
    )
)


def yes_no(name: str, en: str, nl: str) -> Choice:
    return Choice(name, (True, False), closed=True, otherwise=False, label=Bilingual(en, nl))


CRISIS_INPUT = yes_no("crisis", "derogation CFMR 12 in force", "afwijking CFMR 12 van kracht")


def crisis(case: Case, state: str, day: date) -> bool:
    """Whether a Member State applies the derogation of CFMR 12: mass arrivals or force majeure only."""
    return any(
        "CFMR 12" in item.derogations and item.situation != "instrumentalisation"
        for item in case.circumstances.on(CrisisDerogation, day, state)
    )


def detained(case: Case, moment: Moment) -> Detained | None:
    """The detention under AMMR 44 that lasts at a moment, if any."""
    instant = moment.instant(case.zone)
    for fact in case.all(Detained):
        if fact.ground != "AMMR 44":
            continue
        end = case.after(Released, fact.at)
        if end is None or end.at.instant(case.zone) > instant:
            return fact
    return None


def responsible_by(case: Case, state: str, why: tuple[Reason, ...], criterion: str) -> None:
    """Fix the Member State responsible: a procedure has settled it."""
    case.responsible = Responsible(
        state=state, criterion=criterion, settled=True, rules=why[0].rules, cite=why[0].cite, reasons=why
    )


def consequence(row: str, outcome: str, rules: tuple[str, ...], cite: str) -> tuple[Reason, ...]:
    return (Reason("consequence", row, outcome, rules, cite),)


def silence(case: Case, counted: Counted) -> Moment:
    """The moment at which silence counts (O-20): the last day of the limit, or the day after."""
    if counted.last_day is None:
        return Moment(counted.end)
    if case.book.answer("O-20") == "day_after":
        return Moment(counted.end.astimezone(case.zone).date())
    return Moment(counted.last_day)


def take_back_hit(case: Case) -> EurodacHit | None:
    """A hit that leads to take back: responsible indicated, an earlier application, or an admission elsewhere."""
    return case.last(
        EurodacHit,
        lambda hit: (
            hit.recorded_by != case.state and (hit.indicates_responsible or hit.recorded_under in ("15", "18", "20"))
        ),
    )


def charge_hit(case: Case) -> Fact | None:
    """A hit that shortens the take charge limits: Eurodac under Article 22 or 24, or VIS."""
    eurodac: Fact | None = case.first(
        EurodacHit, lambda hit: hit.recorded_under in ("22", "24") and not hit.indicates_responsible
    )
    vis: Fact | None = case.first(VisHit)
    if eurodac is None or vis is None:
        return eurodac or vis
    return eurodac if eurodac.at.instant(case.zone) <= vis.at.instant(case.zone) else vis


def detention_duty(case: Case, at_registration: TimeLimit, later: TimeLimit, start: Fact, met: Fact | None) -> None:
    held = case.first(Detained, lambda fact: fact.ground == "AMMR 44")
    if held is None:
        return
    first = case.day(held) <= case.day(start)
    released = case.after(Released, held.at)
    limit, begin = (at_registration, start) if first else (later, held)
    if met is not None and met.at.instant(case.zone) < held.at.instant(case.zone):
        return
    duty = case.limit(limit, begin, met=met, lapsed=met is None and released is not None)
    if duty.status == "late" or (duty.status == "met" and duty.met_in_time is False and released is None):
        case.oblige(RELEASE)
