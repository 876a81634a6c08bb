"""Screening: at the crossing point of Schiphol with the border procedure, and within the territory."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from asylon.demonstration.asylum_stories import (
    decide,
    describe,
    examine,
    fast,
    identify,
    lodge,
    make,
    old_enough,
    outcome,
    register,
)
from asylon.demonstration.chronicle import Chronicle
from asylon.demonstration.dublin_stories import notify_take_back
from asylon.demonstration.people import chosen
from asylon.demonstration.reception_stories import detain, receive
from asylon.law import facts
from asylon.law.border.scr_17_screening_form import FORM
from asylon.law.facts import determination, returns, screening
from asylon.law.facts.appeals import CourtDecidedOnRemaining

#: What this fictional authority usually grants: days to leave, months of entry ban.
_DAYS_TO_LEAVE, _BAN = 28, 24
#: The mandatory parts of the screening form.
_FORM = tuple(part.id for part in FORM if part.mandatory)
_EXCEPTIONS = (("53(2)(a)", 1.0), ("53(2)(b)", 2.0), ("53(2)(c)", 4.0), ("53(2)(d)", 2.0), ("21(2)", 1.0))
_STAY_HITS = (("15", 6.0), ("22", 2.0), ("23", 2.0))
_STAY_STATES = ("DE", "BE", "FR", "IT", "ES", "AT")


def border(chronicle: Chronicle, arrival: datetime) -> None:
    """An application at the crossing point: screening, registration, and the border procedure or entry."""
    made, ended = _present(chronicle, arrival)
    held = not chronicle.party.children and chronicle.happens("detained_at_border")
    if held:
        detain(chronicle, made, "border", "10(4)(d)")
    registered = register(chronicle, made, chronicle.after("register_border", made))
    start = max(ended, registered)
    misled = chronicle.happens("misled")
    if misled:
        start = chronicle.after("decide_route", start)
        given = chronicle.happens("explained")
        chronicle.tell(facts.AccelerationGroundFound, start, ground="42(1)(c)", opportunity_given=given)
        misled = given
    if not (misled or fast(chronicle, registered.date())):
        _admit(chronicle, start, "other", held=held)
        examine(chronicle, lodge(chronicle, registered))
    elif not misled and chronicle.happens("rate_set_aside"):
        assessed = chronicle.after("decide_route", start)
        chronicle.tell(facts.RateNotRepresentative, assessed, why="category_of_persons")
        _admit(chronicle, assessed, "other", held=held)
        examine(chronicle, lodge(chronicle, registered))
    elif chronicle.happens("departs"):
        departed = chronicle.after("decide_route", start)
        chronicle.tell(
            facts.DepartedFromAdvice, departed, advice="examine-in-border-procedure", article="APR 21(2)",
            reason="No place with the support this applicant needs is available at the crossing point.",
            decided_by=chronicle.official("asylum"),
        )  # fmt: skip
        _admit(chronicle, departed, "other", held=held)
        examine(chronicle, lodge(chronicle, registered))
    else:
        _procedure(chronicle, start, registered, held=held)


def minor_border(chronicle: Chronicle, arrival: datetime) -> None:
    """An unaccompanied minor at the crossing point: no border procedure, so entry after the screening."""
    made, ended = _present(chronicle, arrival)
    chronicle.tell(facts.RepresentativeAppointed, chronicle.after("representative", arrival))
    registered = register(chronicle, made, chronicle.after("register_border", made))
    _admit(chronicle, max(ended, registered), "other", held=False)
    examine(chronicle, lodge(chronicle, registered))


def illegal_stay(chronicle: Chronicle, arrival: datetime) -> None:
    """Found illegally staying: screening where the person crossed unlawfully, then an application or return."""
    crossed: bool | None = chronicle.happens("unauthorised_crossing")
    if chronicle.happens("crossing_unknown"):
        crossed = None
    fields: dict[str, Any] = {"unauthorised_crossing": crossed}
    if crossed:
        fields["screened_before"] = False
    chronicle.tell(facts.FoundIllegallyStaying, arrival, **fields)
    describe(chronicle, arrival)
    held = chronicle.party.kind == "single" and chronicle.happens("stay_detained")
    if held:
        chronicle.tell(facts.Detained, arrival, ground="return")
    answered = identify(chronicle, arrival)
    ended = arrival
    if crossed:
        ended = _screen(chronicle, arrival, "end_screening_territory")
    persons = old_enough(chronicle, arrival.date())
    article = ""
    if persons and chronicle.happens("hit_on_stay"):
        article = chosen(chronicle.rng, _STAY_HITS)
        state = chronicle.rng.choice(_STAY_STATES)
        known = article == "15" and chronicle.happens("indicated")
        chronicle.tell(
            facts.EurodacHit, answered, persons, recorded_by=state, recorded_under=article, indicates_responsible=known
        )
    if article == "15":
        notify_take_back(chronicle, answered, None, state)
    elif chronicle.happens("application_after_stay") and article != "22":
        made = chronicle.after("make_at_border", ended)
        registered = make(chronicle, made, "detention" if held else "territory")
        identify(chronicle, registered)
        if held:
            chronicle.tell(facts.Released, registered)
        examine(chronicle, lodge(chronicle, registered))
    else:
        decided = chronicle.after("return", ended)
        _route(chronicle, decided, "return_procedure", "border")
        chronicle.tell(returns.ReturnDecisionIssued, decided)
        chronicle.tell(returns.ReturnDecisionReceived, decided)
        if held:
            chronicle.tell(returns.ReturnRiskFound, arrival, risk="risk_of_absconding")
        _return(chronicle, decided, held=held)


def _return(chronicle: Chronicle, decided: datetime, *, held: bool) -> None:
    """A period to leave, kept or not, or none and a ban; most who are held are removed."""
    if not held:
        chronicle.tell(returns.VoluntaryDepartureGranted, decided, days=_DAYS_TO_LEAVE)
        if chronicle.happens("leaves"):
            chronicle.tell(determination.LeftTerritory, chronicle.after("leave", decided), how="voluntary_return")
            return
        ban = chronicle.in_office(decided.date() + timedelta(days=_DAYS_TO_LEAVE + 1), decided)
    else:
        chronicle.tell(returns.VoluntaryDepartureRefused, decided)
        ban = decided
    chronicle.tell(returns.EntryBanIssued, ban, months=_BAN)
    if chronicle.happens("removed_from_detention" if held else "removed"):
        removed = chronicle.after("remove", ban)
        chronicle.tell(determination.LeftTerritory, removed, how="removal")
        if held:
            chronicle.tell(facts.Released, removed)


def _present(chronicle: Chronicle, arrival: datetime) -> tuple[datetime, datetime]:
    """From the presentation to the end of the screening; returns the making and that end."""
    chronicle.tell(facts.PresentedAtCrossingPoint, arrival)
    describe(chronicle, arrival)
    made = chronicle.after("make_at_border", arrival)
    chronicle.tell(facts.ApplicationMade, made, place="crossing_point", authority_registers=True)
    receive(chronicle, made)
    chronicle.tell(facts.EntryConditionsAssessed, made, fulfilled=False)
    identify(chronicle, made, "biometrics_border")
    return made, _screen(chronicle, arrival, "end_screening_border")


def _screen(chronicle: Chronicle, arrival: datetime, step: str) -> datetime:
    """The screening with its checks and its form, which is now and then still to be sent; returns the end."""
    begun = chronicle.after("start_screening", arrival)
    ended = chronicle.after(step, arrival)
    chronicle.tell(facts.ScreeningStarted, begun)
    for check in ("identity_check", "health_check", "vulnerability_check"):
        chronicle.tell(screening.ScreeningCheckDone, begun, check=check)
    chronicle.tell(screening.ScreeningCheckDone, ended, check="security_check")
    chronicle.tell(screening.ScreeningFormCompleted, ended, parts=_FORM, marked=True)
    chronicle.tell(screening.ScreeningFormGiven, ended)
    chronicle.tell(facts.ScreeningEnded, ended)
    if chronicle.happens("form_transmitted"):
        chronicle.tell(screening.ScreeningFormTransmitted, ended)
    return ended


def _route(chronicle: Chronicle, moment: datetime, route: str, unit: str) -> None:
    chronicle.tell(facts.RouteDecided, moment, route=route, decided_by=chronicle.official(unit))


def _admit(chronicle: Chronicle, reason: datetime, basis: str, *, held: bool) -> None:
    """Entry is authorised, detention ends, and the file goes on in the normal procedure."""
    entered = chronicle.after("authorise_entry", reason)
    chronicle.tell(facts.EntryAuthorised, entered, basis=basis)
    if held:
        chronicle.tell(facts.Released, entered)
    _route(chronicle, chronicle.after("decide_route", entered), "normal_procedure", "asylum")


def _procedure(chronicle: Chronicle, start: datetime, registered: datetime, *, held: bool) -> None:
    """The border procedure and the ways in which it ends."""
    routed = chronicle.after("decide_route", start)
    _route(chronicle, routed, "asylum_border_procedure", "asylum")
    lodged = lodge(chronicle, registered, "lodge_border")
    if chronicle.happens("border_exception"):
        found = chronicle.after("border_exception", max(lodged, routed))
        chronicle.tell(facts.BorderExceptionFound, found, ground=chosen(chronicle.rng, _EXCEPTIONS))
        _admit(chronicle, found, "APR 53(2)", held=held)
        examine(chronicle, lodged, found)
    elif chronicle.happens("border_overrun"):
        expired = chronicle.after("overrun", registered)
        _admit(chronicle, expired, "APR 51(2)", held=held)
        examine(chronicle, lodged, expired)
    else:
        result = outcome(chronicle, True)
        notified, appealed = decide(chronicle, chronicle.after("decide_border", max(lodged, routed)), result)
        if result in ("refugee_status", "subsidiary_protection"):
            _admit_recognised(chronicle, notified, held=held)
        else:
            ended = chronicle.after("right_ends", appealed or notified)
            if appealed is not None:
                chronicle.tell(CourtDecidedOnRemaining, ended, allowed=False)
            chronicle.tell(
                facts.RightToRemainEnded, ended, basis="68_no_request" if appealed is None else "68_court_refused"
            )
            routed = chronicle.after("decide_route", ended)
            _route(chronicle, routed, "return_border_procedure", "border")
            chronicle.tell(returns.VoluntaryDepartureRefused, routed)
            chronicle.tell(returns.EntryBanIssued, routed, months=_BAN)
            if chronicle.happens("removed_from_detention"):
                removed = chronicle.after("remove", ended)
                chronicle.tell(determination.LeftTerritory, removed, how="removal")
                if held:
                    chronicle.tell(facts.Released, removed)


def _admit_recognised(chronicle: Chronicle, notified: datetime, *, held: bool) -> None:
    """Someone who was given protection enters."""
    entered = chronicle.after("authorise_entry", notified)
    chronicle.tell(facts.EntryAuthorised, entered)
    if held:
        chronicle.tell(facts.Released, entered)
