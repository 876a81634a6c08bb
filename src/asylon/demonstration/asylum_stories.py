"""Applications made in the territory: from the first contact to the decision."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from asylon.demonstration import figures
from asylon.demonstration.chronicle import STATE, Chronicle
from asylon.demonstration.people import Person, chosen
from asylon.demonstration.reception_stories import receive, school
from asylon.gazette import book
from asylon.law import facts
from asylon.law.book import Book
from asylon.law.facts import determination, guarantees, protection
from asylon.law.facts.appeals import AppealLodged, AskedToRemain
from asylon.law.facts.eurodac import EurodacInformationGiven, EurodacUpdated
from asylon.law.facts.returns import ReturnDecisionIssued
from asylon.law.periods import full_years

_GROUNDS = (("42(1)(a)", 3.0), ("42(1)(b)", 3.0), ("42(1)(d)", 1.0), ("42(1)(e)", 2.0), ("42(1)(h)", 1.0))
#: Years for which a first permit is issued in the stories: the least that QR 24(4) allows.
_PERMITS = {"refugee_status": 3, "subsidiary_protection": 1}
_INADMISSIBLE = (("38(1)(a)", 2.0), ("38(1)(b)", 2.0), ("38(1)(c)", 5.0))


def old_enough(chronicle: Chronicle, day: date) -> list[Person]:
    """The persons of whom biometric data are taken on a day (the age stands in the gazette: EUD 14(1))."""
    years = _book().length("eurodac-age", day).count
    return [person for person in chronicle.party.persons if _age(person, day) >= years]


def describe(chronicle: Chronicle, moment: datetime, *, age_known: bool = True) -> None:
    """Who the persons are and how they are related, as told at the first contact; the rest follows later."""
    party = chronicle.party
    nationality = party.nationality if party.known else None
    alone = True if party.kind == "minor" else None
    couple = len(party.adults) > 1
    for person in party.persons:
        chronicle.tell(
            facts.PersonDescribed, moment, [person], name=person.name, born=person.born if age_known else None,
            sex=person.sex, nationality=nationality, unaccompanied=alone,
            married=True if couple and person.adult else None,
        )  # fmt: skip
    if couple:
        first, second = party.adults
        chronicle.tell(
            facts.FamilyLink, moment, [second], other=first.id, relation="spouse", existed_before_arrival=True
        )
    if party.adults:
        for child in party.children:
            for adult in party.adults:
                chronicle.tell(
                    facts.FamilyLink, moment, [child], other=adult.id, relation="parent", existed_before_arrival=True
                )
    if not age_known:
        later = chronicle.after("describe_later", moment)
        for person in party.persons:
            chronicle.tell(facts.PersonDescribed, later, [person], born=person.born)
    if party.nationality is not None and not party.known:
        chronicle.tell(facts.PersonDescribed, chronicle.after("describe_later", moment), nationality=party.nationality)


def make(chronicle: Chronicle, moment: datetime, place: str = "territory") -> datetime:
    """The application is made in the territory; returns the moment of the registration."""
    elsewhere = chronicle.happens("made_elsewhere") or place != "territory"
    chronicle.tell(facts.ApplicationMade, moment, place=place, authority_registers=not elsewhere)
    receive(chronicle, moment)
    if elsewhere:
        moment = chronicle.after("inform", moment)
        chronicle.tell(facts.RegisteringAuthorityInformed, moment)
    return register(chronicle, moment, chronicle.after("register", moment))


def register(chronicle: Chronicle, earliest: datetime, moment: datetime) -> datetime:
    """The registration, in some files recorded with the day before and corrected later."""
    wrong = moment - timedelta(days=1)
    if wrong > earliest and chronicle.happens("correction"):
        seen = chronicle.after("correct", moment)
        for draft in chronicle.tell(facts.ApplicationRegistered, wrong, known=moment):
            person = next(p for p in chronicle.party.persons if p.id == draft.fields["person"])
            chronicle.tell(
                facts.FactCorrected, seen, [person], about=draft, replace={"at": moment.isoformat()},
                reason="The day was copied wrongly from the paper form.",
            )  # fmt: skip
    else:
        chronicle.tell(facts.ApplicationRegistered, moment)
    chronicle.tell(guarantees.ApplicantInformed, moment, confirmed=True)
    chronicle.tell(determination.ResponsibilityInformationGiven, moment)
    chronicle.tell(determination.SecurityCheckCarriedOut, moment, threat=False)
    chronicle.tell(guarantees.ApplicantDocumentIssued, moment, document="registration_document")
    needs = chronicle.happens("support_needed")
    chronicle.tell(guarantees.ProceduralNeedsAssessed, chronicle.after("assess_needs", earliest), support_needed=needs)
    return moment


def identify(chronicle: Chronicle, moment: datetime, step: str = "biometrics") -> datetime:
    """Biometric data are taken and transmitted; returns the moment of Eurodac's answer."""
    persons = old_enough(chronicle, moment.date())
    taken = chronicle.after(step, moment)
    sent = chronicle.after("transmit", taken)
    if persons:
        chronicle.tell(facts.BiometricsTaken, taken, persons)
        for person in persons:
            told = {"age_appropriate": True} if _age(person, moment.date()) < _majority(moment.date()) else {}
            chronicle.tell(EurodacInformationGiven, taken, [person], **told)
        chronicle.tell(facts.EurodacTransmitted, sent, persons)
    return chronicle.after("hit", sent)


def mistaken_hit(chronicle: Chronicle, moment: datetime) -> None:
    """In some files the hit of another person is recorded, and taken back when it is seen."""
    persons = old_enough(chronicle, moment.date())[:1]
    if persons and chronicle.happens("withdrawn_fact"):
        told = chronicle.tell(facts.EurodacHit, moment, persons, recorded_by="IT", recorded_under="22")
        chronicle.tell(
            facts.FactWithdrawn, chronicle.after("correct", moment), persons, about=told[0],
            reason="The hit belongs to another person's file.",
        )  # fmt: skip


def lodge(chronicle: Chronicle, registered: datetime, step: str = "lodge", **fields: Any) -> datetime:
    """The application is lodged."""
    moment = chronicle.after(step, registered)
    chronicle.tell(facts.ApplicationLodged, moment, **fields)
    chronicle.tell(determination.ResponsibilityInterviewHeld, moment, recorded=True)
    chronicle.tell(determination.InterviewSummaryGiven, moment)
    chronicle.tell(guarantees.ApplicantDocumentIssued, moment, document="applicant_document")
    school(chronicle, moment)
    return moment


def fast(chronicle: Chronicle, day: date) -> bool:
    """Whether the story goes at the pace of an accelerated examination (the rate stands in the gazette)."""
    rate = _rate(chronicle)
    return rate is not None and rate.percent <= _book().number("low-recognition-rate", day)


def examine(chronicle: Chronicle, lodged: datetime, earliest: datetime | None = None) -> None:
    """The examination on the merits, and its end. ``earliest``: something that comes before the decision."""
    accelerated = fast(chronicle, lodged.date())
    earliest = earliest or lodged
    marked = old_enough(chronicle, earliest.date())
    basis = "AMMR 39(1)" if chronicle.party.kind == "minor" else "AMMR 16(2)"
    chronicle.tell(determination.ResponsibilityIndicated, earliest, marked, responsible=STATE, basis=basis)
    if chronicle.happens("ground"):
        found = chronicle.after("ground", lodged)
        chronicle.tell(facts.AccelerationGroundFound, found, ground=chosen(chronicle.rng, _GROUNDS))
        accelerated, earliest = True, max(earliest, found)
    if accelerated and chronicle.happens("too_complex"):
        continued = chronicle.after("ground", earliest)
        chronicle.tell(facts.ContinuedInNormalProcedure, continued)
        accelerated, earliest = False, continued
    if not accelerated and chronicle.happens("extended"):
        earliest = max(earliest, chronicle.after("extend", lodged))
        chronicle.tell(facts.ExaminationExtended, earliest, ground="complexity")
    decided = chronicle.after("decide_accelerated" if accelerated else "decide_normal", lodged)
    decide(chronicle, max(decided, chronicle.after("prepare", earliest)), outcome(chronicle, accelerated))


def outcome(chronicle: Chronicle, accelerated: bool) -> str:
    """The outcome of a fictional examination, drawn at the public rate of the nationality."""
    rate = _rate(chronicle)
    positive = rate.percent / 100 if rate is not None else figures.shares()["unknown_positive"]
    if chronicle.rng.random() < positive:
        refugee = rate is None or chronicle.rng.random() < rate.recognised / (rate.recognised + rate.other)
        return "refugee_status" if refugee else "subsidiary_protection"
    return "manifestly_unfounded" if accelerated and chronicle.happens("manifestly") else "unfounded"


def decide(chronicle: Chronicle, moment: datetime, result: str) -> tuple[datetime, datetime | None]:
    """A decision is taken, notified and, unless challenged, final; returns its notification and the appeal.

    A rejection comes with a return decision, and whoever challenges it asks to be allowed to remain as well.
    """
    chronicle.tell(facts.DecisionTaken, moment, outcome=result)
    if result not in ("refugee_status", "subsidiary_protection"):
        chronicle.tell(ReturnDecisionIssued, moment)
    notified = chronicle.after("notify", moment)
    chronicle.tell(facts.DecisionNotified, notified)
    if result in _PERMITS:
        marked = old_enough(chronicle, notified.date())
        chronicle.tell(EurodacUpdated, notified, marked, entry="marked")
        protect(chronicle, moment, notified, result)
    if result in ("refugee_status", "explicitly_withdrawn") or not chronicle.happens("appealed"):
        chronicle.tell(facts.DecisionBecameFinal, chronicle.after("become_final", notified))
        return notified, None
    appealed = chronicle.after("appeal", notified)
    chronicle.tell(AppealLodged, appealed)
    if result != "subsidiary_protection":
        chronicle.tell(AskedToRemain, appealed)
    return notified, appealed


def protect(chronicle: Chronicle, granted: datetime, notified: datetime, status: str) -> None:
    """What follows a grant: information, measures until the permit is there, permit, travel document, guardian."""
    chronicle.tell(protection.ProtectionInformationGiven, chronicle.after("explain_rights", notified))
    chronicle.tell(protection.ProvisionalMeasuresTaken, chronicle.after("measures", granted), measure="document_issued")
    obtainable = False
    if status == "subsidiary_protection":
        obtainable = chronicle.happens("passport_obtainable")
        chronicle.tell(
            protection.NationalPassportAsked, chronicle.after("ask_passport", notified), obtainable=obtainable
        )
    issued = chronicle.after("permit", notified)
    until = issued.date().replace(year=issued.year + _PERMITS[status]) - timedelta(days=1)
    chronicle.tell(protection.ResidencePermitIssued, issued, valid_until=until)
    if not obtainable:
        chronicle.tell(protection.TravelDocumentIssued, issued, valid_until=until + timedelta(days=30))
    if chronicle.party.kind == "minor":
        chronicle.tell(protection.GuardianAppointed, chronicle.after("guardian", notified))


def enter(chronicle: Chronicle, arrival: datetime) -> tuple[datetime, datetime]:
    """First contact, making, registration, biometrics, lodging; returns Eurodac's answer and the lodging."""
    describe(chronicle, arrival)
    registered = make(chronicle, arrival)
    answered = identify(chronicle, registered)
    mistaken_hit(chronicle, answered)
    return answered, lodge(chronicle, registered)


# --- stories ----------------------------------------------------------------------------------------------------


def ordinary(chronicle: Chronicle, arrival: datetime) -> None:
    """Made, registered, lodged, examined on the merits."""
    answered, lodged = enter(chronicle, arrival)
    persons = old_enough(chronicle, answered.date())
    through = chronicle.party.entered_through
    if persons and through and chronicle.happens("other_hit"):
        state = chronicle.rng.choice(through)
        chronicle.tell(facts.EurodacHit, answered, persons, recorded_by=state, recorded_under="23")
    examine(chronicle, lodged)


def subsequent(chronicle: Chronicle, arrival: datetime) -> None:
    """A subsequent application, mostly inadmissible for want of new elements."""
    describe(chronicle, arrival)
    registered = make(chronicle, arrival)
    identify(chronicle, registered)
    lodged = lodge(chronicle, registered, subsequent=True)
    decided = chronicle.after("decide_subsequent", lodged)
    if chronicle.happens("same_inadmissible"):
        examined = chronicle.after("examine_admissibility", lodged)
        chronicle.tell(facts.InadmissibilityExamined, examined, ground="38(2)")
        decide(chronicle, chronicle.after("decide_admissibility", examined), "inadmissible")
    else:
        decide(chronicle, decided, outcome(chronicle, True))


def inadmissible(chronicle: Chronicle, arrival: datetime) -> None:
    """Admissibility is examined first, and the application found inadmissible."""
    _, lodged = enter(chronicle, arrival)
    examined = chronicle.after("examine_admissibility", lodged)
    chronicle.tell(facts.InadmissibilityExamined, examined, ground=chosen(chronicle.rng, _INADMISSIBLE))
    decide(chronicle, chronicle.after("decide_admissibility", examined), "inadmissible")


def withdrawn(chronicle: Chronicle, arrival: datetime) -> None:
    """The applicant withdraws in writing after the lodging."""
    _, lodged = enter(chronicle, arrival)
    moment = chronicle.after("withdraw", lodged)
    chronicle.tell(facts.ApplicationWithdrawn, moment)
    decide(chronicle, chronicle.after("notify", moment), "explicitly_withdrawn")


def minor_ordinary(chronicle: Chronicle, arrival: datetime) -> None:
    """An unaccompanied minor is examined in the Netherlands."""
    _, lodged = enter(chronicle, arrival)
    chronicle.tell(facts.RepresentativeAppointed, chronicle.after("representative", arrival))
    examine(chronicle, lodged)


def minor_taken_into_care(chronicle: Chronicle, arrival: datetime) -> None:
    """A responsible adult effectively takes the minor into care."""
    minor_ordinary(chronicle, arrival)
    chronicle.tell(facts.TakenIntoCare, chronicle.after("take_into_care", arrival))


def minor_age_unknown(chronicle: Chronicle, arrival: datetime) -> None:
    """The date of birth of the minor is not known at first."""
    describe(chronicle, arrival, age_known=False)
    registered = make(chronicle, arrival)
    identify(chronicle, registered)
    chronicle.tell(facts.RepresentativeAppointed, chronicle.after("representative", arrival))
    examine(chronicle, lodge(chronicle, registered))


@lru_cache(maxsize=1)
def _book() -> Book:
    return book()


def _majority(day: date) -> int:
    return _book().length("majority", day).count


def _age(person: Person, day: date) -> int:
    return full_years(person.born, day)


def _rate(chronicle: Chronicle) -> figures.Rate | None:
    nationality = chronicle.party.nationality
    return next((rate for rate in figures.rates() if rate.nationality == nationality), None)
