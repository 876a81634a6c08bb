"""Reception beside the procedure: information, needs, placement, school, detention reviewed, conditions that end."""

from __future__ import annotations

from datetime import datetime

from asylon.demonstration.chronicle import Chronicle
from asylon.demonstration.figures import SCHOOL_AGE
from asylon.demonstration.people import Person, chosen
from asylon.law.facts import Detained, reception, safeguards
from asylon.law.periods import full_years

#: Needs found in fictional assessments, with weights (assumption), and where children alone live.
_NEEDS = (
    ("pregnant", 2.0),
    ("seriously_ill", 2.0),
    ("mental_disorder", 3.0),
    ("tortured_or_abused", 3.0),
    ("disabled", 1.0),
)
_PLACES = (("centre_for_minors", 7.0), ("foster_family", 2.0), ("adult_relatives", 1.0))


def receive(chronicle: Chronicle, made: datetime) -> None:
    """From the making: information, the assessment of reception needs, a place for a child alone."""
    informed = chronicle.after("reception_information", made)
    chronicle.tell(reception.ReceptionInformationGiven, informed, consequences_told=True)
    if chronicle.party.kind == "minor":
        chronicle.tell(safeguards.ProvisionalRepresentativeDesignated, chronicle.after("provisional", made))
        place = chosen(chronicle.rng, _PLACES)
        chronicle.tell(reception.MinorPlaced, chronicle.after("place", made), placement=place, best_interests=True)
        chronicle.tell(reception.FamilyTracingStarted, chronicle.after("trace", made))
    assessed = chronicle.after("assess_reception", made)
    needs = chronicle.happens("special_needs")
    category = chosen(chronicle.rng, _NEEDS) if needs and chronicle.party.adults else None
    chronicle.tell(safeguards.ReceptionNeedsAssessed, assessed, needs=needs, category=category)
    if needs:
        chronicle.tell(safeguards.ReceptionNeedsAddressed, chronicle.after("address_needs", assessed))


def school(chronicle: Chronicle, lodged: datetime) -> None:
    """Children of school age go to school."""
    pupils = [person for person in chronicle.party.children if _years(person, lodged) >= SCHOOL_AGE]
    if pupils:
        chronicle.tell(reception.SchoolAccessGiven, chronicle.after("school", lodged), pupils)


def detain(chronicle: Chronicle, moment: datetime, ground: str, listed: str) -> None:
    """Detention is ordered on a listed ground and reviewed by a court."""
    chronicle.tell(Detained, moment, ground=ground)
    chronicle.tell(
        reception.DetentionOrdered, moment, ground=listed, by="administrative", necessary=True, alternatives_fail=True,
        place="specialised_facility",
    )  # fmt: skip
    chronicle.tell(reception.DetentionReviewed, chronicle.after("review_detention", moment), lawful=True)


def _years(person: Person, moment: datetime) -> int:
    return full_years(person.born, moment)
