"""The responsibility procedure (Regulation (EU) 2024/1351, Articles 36, 38 and 45): what its ways share.

Take charge (Articles 39 and 40) and take back (Article 41) have a module each; so have cessation (37) and transfer (46).
"""

from __future__ import annotations

from datetime import date
from functools import partial

from asylon.law.case import Case
from asylon.law.citations import Bilingual
from asylon.law.counted import Counted, Counting
from asylon.law.facts import Detained, EurodacHit, Fact, Released, VisHit
from asylon.law.moments import Moment
from asylon.law.position import Reason, Responsible
from asylon.law.preparedness.cfmr_10_13_derogations import derogation_in_force
from asylon.law.provisions import Obligation, RouteStep, Silence, TimeLimit, declare, time_limit
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

#: A time limit of this block, counted by the Regulation's own article unless another is named.
limit = partial(time_limit, block="responsibility", by=Counting.AMMR_75)

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

UNIT, REQUESTED, NOTIFIED = "responsibility_unit", "requested_state", "notified_state"
REGISTERED = Bilingual("the registration of the application", "de registratie van het verzoek")
HIT = Bilingual("the receipt of the hit", "de ontvangst van de treffer")
DETENTION = Bilingual("the detention", "de inbewaringstelling")
RELEASED = Bilingual(
    "The person may no longer be detained; the ordinary limit goes on (AMMR 45(4)).",
    "De persoon mag niet langer in bewaring blijven; de gewone termijn loopt door (AMMR 45(4)).",
)
ENDEAVOUR = Bilingual(
    "An endeavour: when the time has passed this step is over and silence means nothing.",
    "Een streven: als de tijd om is, is deze stap voorbij en betekent stilzwijgen niets.",
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
        rules=("D-15", "D-18", "D-40"),
        cite="AMMR 40(1); IR2055 1(3)",
        words=Bilingual(
            "The receipt by the other Member State is not recorded; its limit runs from the receipt that DubliNet proves.",
            "De ontvangst door de andere lidstaat is niet vastgelegd; haar termijn loopt vanaf de ontvangst die DubliNet bewijst.",
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

CRISIS_INPUT = yes_no("crisis", "derogation CFMR 12 in force", "afwijking CFMR 12 van kracht")


def crisis(case: Case, state: str, day: date) -> bool:
    """Whether the derogation of CFMR 12 governs a limit of a Member State that began on a day.

    A limit that began under it keeps its length when the derogation ends, unless O-27 is answered otherwise.
    """
    if derogation_in_force(case.circumstances, "CFMR 12", day, state) is None:
        return False
    stays = case.book.answer("O-27") == "limit_that_began_stays"
    return stays or derogation_in_force(case.circumstances, "CFMR 12", case.today, state) is not None


def after_crisis(case: Case, state: str, day: date) -> tuple[str, ...]:
    """The open question on which a limit hangs that began under the derogation of CFMR 12, once that has ended (O-27)."""
    if derogation_in_force(case.circumstances, "CFMR 12", day, state) is None:
        return ()
    return ("O-27",) if derogation_in_force(case.circumstances, "CFMR 12", case.today, state) is None else ()


def detained(case: Case, moment: Moment) -> Detained | None:
    """The detention under AMMR 44 that lasts at a moment, if any."""
    instant = moment.utc(case.zone)
    for fact in case.all(Detained):
        if fact.ground != "AMMR 44":
            continue
        end = case.after(Released, fact.at)
        if end is None or end.at.utc(case.zone) > instant:
            return fact
    return None


def responsible_by(case: Case, state: str, why: tuple[Reason, ...], criterion: str, *, settled: bool = True) -> None:
    """Who is responsible and why; ``settled`` where a procedure has fixed it, not where criteria only indicate it."""
    case.responsible = Responsible(
        state=state, criterion=criterion, settled=settled, rules=why[0].rules, cite=why[0].cite, reasons=why
    )


CONSEQUENCE = register_table(
    DecisionTable(
        name="responsibility-consequence",
        question=Bilingual("Whose responsibility follows from this?", "Wiens verantwoordelijkheid volgt hieruit?"),
        inputs=(
            Choice(
                "event",
                (
                    "accepted", "humanitarian_accepted", "silent", "silent_urgent", "confirmed", "request_missed",
                    "transferred", "transfer_missed",
                ),
                label=Bilingual("what happened", "wat gebeurde"),
                words={
                    "accepted": Bilingual("the request was accepted", "het verzoek is aanvaard"),
                    "humanitarian_accepted": Bilingual(
                        "the humanitarian request was accepted", "het humanitaire verzoek is aanvaard"
                    ),
                    "silent": Bilingual("no objection in time", "geen tijdig bezwaar"),
                    "silent_urgent": Bilingual("no objection to an urgent request", "geen bezwaar op een spoedverzoek"),
                    "confirmed": Bilingual("the take back was confirmed", "de terugname is bevestigd"),
                    "request_missed": Bilingual("no request in time", "geen tijdig verzoek"),
                    "transferred": Bilingual("transferred in time", "tijdig overgedragen"),
                    "transfer_missed": Bilingual("not transferred in time", "niet tijdig overgedragen"),
                },
            ),
            Choice(
                "crisis_of",
                ("none", "this_state", "other_state"),
                closed=True,
                otherwise="none",
                label=Bilingual("crisis limits apply to", "crisistermijnen gelden voor"),
                words={
                    "this_state": Bilingual("this Member State", "deze lidstaat"),
                    "other_state": Bilingual("the other Member State", "de andere lidstaat"),
                },
            ),
        ),
        outcomes={
            "other": Bilingual("that of the other Member State", "die van de andere lidstaat"),
            "own": Bilingual("that of this Member State", "die van deze lidstaat"),
        },
        hit_policy="first",
        rows=(
            Row("accepted", {"event": "accepted"}, "other", ("D-15",), "AMMR 40(1)"),
            Row("humanitarian", {"event": "humanitarian_accepted"}, "other", ("K-14",), "AMMR 35(2)"),
            Row(
                "silent-in-crisis",
                {"event": ("silent", "silent_urgent"), "crisis_of": "other_state"},
                "other",
                ("D-15", "D-38"),
                "CFMR 12(3); AMMR 40(8)",
            ),
            Row("silent", {"event": "silent"}, "other", ("D-15",), "AMMR 40(8)"),
            Row("silent-urgent", {"event": "silent_urgent"}, "other", ("D-16",), "AMMR 40(8)"),
            Row("confirmed", {"event": "confirmed"}, "other", ("D-18",), "AMMR 41(3)"),
            Row(
                "request-missed-in-crisis",
                {"event": "request_missed", "crisis_of": "this_state"},
                "own",
                ("D-14", "D-38"),
                "CFMR 12(3)",
            ),
            Row("request-missed", {"event": "request_missed"}, "own", ("D-14",), "AMMR 39(1)"),
            Row("transferred", {"event": "transferred"}, "other", ("D-23",), "AMMR 46(1)"),
            Row(
                "transfer-missed-in-crisis", {"crisis_of": "this_state"}, "own", ("D-23", "D-32", "D-38"), "CFMR 12(3)"
            ),
            Row(
                "transfer-to-crisis-missed", {"crisis_of": "other_state"}, "own", ("D-23", "D-32", "X-16"), "CFMR 12(4)"
            ),
            Row("transfer-missed", {}, "own", ("D-23", "D-32"), "AMMR 46(2)"),
        ),
    )
)  # fmt: skip


def follows(case: Case, event: str, state: str, criterion: str, *, crisis_of: str = "none") -> tuple[Reason, ...]:
    """Fix the Member State whose responsibility follows from an event, and say why."""
    found = case.decide(CONSEQUENCE, {"event": event, "crisis_of": crisis_of})
    if found is None:
        return ()
    responsible_by(case, state, found[1], criterion)
    return found[1]


def silence(case: Case, counted: Counted) -> Moment:
    """The moment at which silence counts (O-20): the last day of the limit, or the day after."""
    if counted.last_day is None:
        return Moment(counted.end)
    if case.book.answer("O-20") == "day_after":
        return Moment(counted.end.astimezone(case.zone).date())
    return Moment(counted.last_day)


def acts(case: Case, kind: type[Fact]) -> Case:
    """Whose facts of a kind count for this person: the own ones, or for a minor who follows those of the parent.

    A request, notification, reply or decision that names only the parent is made for the minor as well (36(2)).
    """
    parents: list[Case] | None = case.findings.get("follows")
    if not parents or kind in case.kinds:
        return case
    asked = [parent for parent in parents if kind in parent.kinds]
    return min(asked, key=lambda parent: parent.all(kind)[0].at.utc(case.zone), default=case)


def within(case: Case, event: Moment, key: str, day: date) -> bool:
    """Whether a day lies within a period from an event that a criterion needs (O-19): its exact last day does."""
    counted = case.count(event, key, Counting.AMMR_75, roll=case.book.answer("O-19") == "rolled")
    last = counted.last_day
    return last is not None and day <= last


def charge_hit(case: Case) -> Fact | None:
    """A hit that shortens the take charge limits: Eurodac under Article 22 or 24, or VIS."""
    if not case.has((EurodacHit, VisHit)):
        return None
    eurodac: Fact | None = case.first(
        EurodacHit, lambda hit: hit.recorded_under in ("22", "24") and not hit.indicates_responsible
    )
    vis: Fact | None = case.first(VisHit)
    if eurodac is None or vis is None:
        return eurodac or vis
    return eurodac if eurodac.at.utc(case.zone) <= vis.at.utc(case.zone) else vis


def detention_duty(case: Case, at_registration: TimeLimit, later: TimeLimit, start: Fact, met: Fact | None) -> None:
    """The shorter limit for a detained person, beside the ordinary one; missed, it ends the detention (45(1), (4))."""
    held = case.first(Detained, lambda fact: fact.ground == "AMMR 44")
    if held is None:
        return
    first = case.day(held) <= case.day(start)
    released = case.after(Released, held.at)
    limit_, begin = (at_registration, start) if first else (later, held)
    if met is not None and met.at.utc(case.zone) < held.at.utc(case.zone):
        return
    duty = case.limit(limit_, begin, met=met, lapsed=met is None and released is not None)
    if duty.status == "late" or (duty.status == "met" and duty.met_in_time is False and released is None):
        case.oblige(RELEASE)
