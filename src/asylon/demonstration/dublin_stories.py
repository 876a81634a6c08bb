"""Another Member State may be responsible: take charge, take back, transfer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from asylon.demonstration import figures
from asylon.demonstration.asylum_stories import enter, examine, old_enough, ordinary
from asylon.demonstration.chronicle import STATE, Chronicle
from asylon.demonstration.people import Person, chosen
from asylon.demonstration.reception_stories import detain
from asylon.law import facts
from asylon.law.facts import reception
from asylon.law.facts.determination import FamilyTemplateGiven, ResponsibilityIndicated
from asylon.law.facts.transfers import (
    ArrivalReported,
    CareForMinorConfirmed,
    SuspensionCommunicated,
    SuspensionRequested,
    TransferAppealLodged,
    TransferFormSent,
    TransferPlanned,
)

#: Member States of an earlier application, a visa and a family member in the stories, with weights (assumption).
_APPLIED = (("DE", 9.0), ("BE", 4.0), ("FR", 3.0), ("AT", 2.0), ("IT", 2.0), ("ES", 2.0), ("SE", 1.0), ("HR", 2.0),
            ("BG", 2.0), ("PL", 1.0))  # fmt: skip
_VISA = (("FR", 4.0), ("ES", 4.0), ("IT", 4.0), ("DE", 3.0), ("PL", 1.0), ("EL", 1.0), ("CZ", 1.0), ("LV", 1.0))
_FAMILY = (("DE", 6.0), ("SE", 3.0), ("BE", 3.0), ("FR", 2.0), ("AT", 2.0), ("FI", 1.0))
#: How many days before an arrival its form is sent (assumption).
_FORM_BEFORE = 14
_OBSTRUCTIONS = (("absconded", 8.0), ("physical_resistance", 1.0), ("imprisoned", 1.0))


def take_charge(chronicle: Chronicle, arrival: datetime) -> None:
    """An irregular entry or a disembarkation in another Member State, with a hit in Eurodac."""
    through = chronicle.party.entered_through
    if not through:
        take_back(chronicle, arrival)
        return
    answered, lodged = enter(chronicle, arrival)
    state = chronicle.rng.choice(through)
    if chronicle.happens("ceased_entry"):
        entered = _before(chronicle, arrival, "long_ago").date()
        chronicle.tell(facts.IrregularEntry, entered, known=answered, state=state, evidence="circumstantial")
        examine(chronicle, lodged)
        return
    persons = old_enough(chronicle, answered.date())
    if state in ("IT", "EL", "ES", "MT", "CY") and chronicle.happens("disembarked"):
        chronicle.tell(facts.Disembarked, _before(chronicle, arrival, "travel"), known=answered, state=state)
        article = "24"
    else:
        entered = _before(chronicle, arrival, "travel").date()
        chronicle.tell(facts.IrregularEntry, entered, known=answered, state=state)
        article = "22"
    if persons:
        chronicle.tell(facts.EurodacHit, answered, persons, recorded_by=state, recorded_under=article)
    request(chronicle, answered, lodged, state, hit=bool(persons))


def visa(chronicle: Chronicle, arrival: datetime) -> None:
    """A visa of another Member State, found in the Visa Information System."""
    answered, lodged = enter(chronicle, arrival)
    state = chosen(chronicle.rng, _VISA)
    until = (arrival + timedelta(days=chronicle.length("earlier_visa"))).date()
    chronicle.tell(facts.VisHit, answered, issued_by=state)
    chronicle.tell(facts.DocumentHeld, answered, document="visa", issued_by=state, valid_until=until)
    request(chronicle, answered, lodged, state, hit=True)


def family_elsewhere(chronicle: Chronicle, arrival: datetime) -> None:
    """A family member of the applicant is a beneficiary of international protection elsewhere."""
    answered, lodged = enter(chronicle, arrival)
    # Entered the Union here, so presence is required here until the transfer (AMMR 17(4)(a)).
    chronicle.tell(reception.PresenceRequired, answered, in_state=STATE)
    adult = chronicle.party.adults[:1]
    state = chosen(chronicle.rng, _FAMILY)
    found = chronicle.after("family_found", arrival)
    chronicle.tell(FamilyTemplateGiven, lodged)
    chronicle.tell(
        facts.FamilyMemberLocated, found, adult, located_in=state, relation="child" if len(chronicle.party.adults) > 1 else "spouse",
        status="beneficiary", written_desire=True, existed_before_arrival=True,
    )  # fmt: skip
    request(chronicle, found, lodged, state, hit=False)


def minor_family_elsewhere(chronicle: Chronicle, arrival: datetime) -> None:
    """A sibling or relative of an unaccompanied minor is in another Member State."""
    answered, lodged = enter(chronicle, arrival)
    # Entered the Union here, so presence is required here until the transfer (AMMR 17(4)(a)).
    chronicle.tell(reception.PresenceRequired, answered, in_state=STATE)
    chronicle.tell(facts.RepresentativeAppointed, chronicle.after("representative", arrival))
    state = chosen(chronicle.rng, _FAMILY)
    found = chronicle.after("family_found", arrival)
    chronicle.tell(FamilyTemplateGiven, lodged)
    relative = chronicle.happens("relative")
    chronicle.tell(
        facts.FamilyMemberLocated, found, located_in=state, relation="relative" if relative else "sibling",
        status="beneficiary", able_to_care=True if relative else None, existed_before_arrival=True,
    )  # fmt: skip
    assessed = chronicle.after("best_interests", found)
    best = chronicle.happens("best_interests")
    chronicle.tell(facts.BestInterestsAssessed, assessed, concerning=state, in_best_interests=best)
    if best:
        request(chronicle, assessed, lodged, state, hit=False)
    else:
        examine(chronicle, lodged, assessed)


def take_back(chronicle: Chronicle, arrival: datetime) -> None:
    """An earlier application in another Member State, with a hit in Eurodac for everyone in the file."""
    if len(old_enough(chronicle, arrival.date())) < len(chronicle.party.persons):
        ordinary(chronicle, arrival)
        return
    answered, lodged = enter(chronicle, arrival)
    state = chosen(chronicle.rng, _APPLIED)
    chronicle.tell(
        facts.EurodacHit, answered, recorded_by=state, recorded_under="15",
        indicates_responsible=chronicle.happens("indicated"),
    )  # fmt: skip
    notify_take_back(chronicle, answered, lodged, state)


def notify_take_back(chronicle: Chronicle, hit: datetime, lodged: datetime | None, state: str) -> None:
    """From a hit on an earlier application to the transfer; ``lodged`` is None where nothing was lodged here."""
    held = len(chronicle.party.persons) == 1 and chronicle.party.kind == "single" and chronicle.happens("detained")
    start, suffix = hit, ""
    if held:
        start, suffix = chronicle.after("detain", hit), "_detained"
        detain(chronicle, start, "AMMR 44", "10(4)(g)")
    notified = chronicle.after("notify_back" + suffix, start)
    chronicle.tell(facts.TakeBackNotified, notified, to=state)
    received = chronicle.after("receive", notified)
    chronicle.tell(facts.TakeBackReceived, received)
    if not held and chronicle.happens("silent"):
        transfer(chronicle, chronicle.after("silence_short", received), lodged, state, held=False)
        return
    replied = chronicle.after("reply_back" + suffix, received)
    confirmed = held or not chronicle.happens("refused")
    chronicle.tell(facts.TakeBackReplied, replied, confirmed=confirmed)
    if confirmed:
        transfer(chronicle, chronicle.after("transfer_decision", replied), lodged, state, held=held)
    elif lodged is not None:
        examine(chronicle, lodged, replied)


def request(chronicle: Chronicle, start: datetime, lodged: datetime, state: str, *, hit: bool) -> None:
    """From a reason to ask another Member State to take charge, to the transfer or the examination here."""
    step = "request_hit" if hit else "request"
    length = chronicle.length(step)
    late = length > figures.steps()[step].high
    asked = chronicle.after(step, start, length)
    chronicle.tell(facts.TakeChargeRequested, asked, to=state)
    received = chronicle.after("receive", asked)
    chronicle.tell(facts.TakeChargeReceived, received)
    if not late and chronicle.happens("silent"):
        waited = chronicle.after("silence_short" if hit else "silence_long", received)
        transfer(chronicle, waited, lodged, state, held=False)
        return
    replied = chronicle.after("reply_hit" if hit else "reply", received)
    accepted = not late and not chronicle.happens("refused")
    chronicle.tell(facts.TakeChargeReplied, replied, accepted=accepted)
    if accepted:
        decided = chronicle.after("transfer_decision", replied)
        chronicle.tell(ResponsibilityIndicated, decided, responsible=state, basis="AMMR 40")
        transfer(chronicle, decided, lodged, state, held=False)
    else:
        examine(chronicle, lodged, replied)


def transfer(chronicle: Chronicle, decided: datetime, lodged: datetime | None, state: str, *, held: bool) -> None:
    """The transfer decision, its notification, and what comes of it."""
    chronicle.tell(facts.TransferDecisionTaken, decided)
    notified = chronicle.after("notify", decided)
    chronicle.tell(facts.TransferDecisionNotified, notified)
    chronicle.tell(reception.ReceptionEndStated, notified)
    start = max(notified, lodged) if lodged is not None else notified
    if not held and chronicle.happens("suspension"):
        court = chronicle.after("court", start)
        granted = chronicle.happens("suspension_granted")
        chronicle.tell(TransferAppealLodged, start)
        chronicle.tell(SuspensionRequested, start)
        chronicle.tell(facts.SuspensionDecided, court, granted=granted)
        if granted:
            chronicle.tell(SuspensionCommunicated, court)
            start = chronicle.after("court", court)
            chronicle.tell(facts.TransferAppealDecided, start, transfer_upheld=True)
        else:
            start = court
    adults: Sequence[Person] = chronicle.party.adults
    if adults and not held and chronicle.happens("absconds"):
        gone = chronicle.after("abscond", start)
        reason = chosen(chronicle.rng, _OBSTRUCTIONS) if chronicle.party.kind == "single" else "absconded"
        chronicle.tell(facts.TransferObstructed, gone, reason=reason)
        chronicle.tell(facts.ObstructionCommunicated, chronicle.after("communicate", gone))
        if chronicle.happens("available_again"):
            chronicle.tell(facts.AvailableAgain, chronicle.after("available", gone))
    elif held or chronicle.happens("transferred"):
        moment = chronicle.after("transfer_detained" if held else "transfer", start)
        _arrange(chronicle, start, moment, held=held)
        chronicle.tell(facts.Transferred, moment, to=state)
        chronicle.tell(ArrivalReported, moment, arrived=True)


def _arrange(chronicle: Chronicle, start: datetime, moment: datetime, *, held: bool) -> None:
    """The transfer is planned and its form sent two weeks before the arrival, or at once where less is left."""
    sent = max(start, moment - timedelta(days=_FORM_BEFORE))
    if chronicle.party.kind == "minor":
        chronicle.tell(CareForMinorConfirmed, sent)
    chronicle.tell(
        TransferPlanned, sent, how="voluntary" if chronicle.party.adults and not held else "under_escort", arrival=moment.date(),
        special_needs=False, risk_of_absconding=held, threat=False,
    )  # fmt: skip
    chronicle.tell(TransferFormSent, sent)


def _before(chronicle: Chronicle, arrival: datetime, step: str) -> datetime:
    """A moment so long before the arrival, but not before the youngest person of the file was born."""
    moment = arrival - timedelta(days=chronicle.length(step))
    youngest = max(person.born for person in chronicle.party.persons)
    earliest = arrival.replace(year=youngest.year, month=youngest.month, day=min(youngest.day, 28)) + timedelta(days=5)
    return min(arrival, max(moment, earliest)).replace(second=0, microsecond=0)
