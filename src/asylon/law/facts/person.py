"""Persons and families: who someone is, and who belongs together."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from asylon.law.facts.vocabulary import Code, Fact, kind_of, told


@kind_of("Person described", "Persoon beschreven", "person")
class PersonDescribed(Fact, frozen=True, kw_only=True, tag="person_described"):
    """What is known of a person. A field left out says nothing; a later description adds or replaces."""

    name: Annotated[str | None, told("name", "naam")] = None
    born: Annotated[date | None, told("date of birth", "geboortedatum")] = None
    sex: Annotated[Literal["female", "male", "unspecified"] | None, told("sex", "geslacht")] = None
    nationality: Annotated[
        Code | None, told("nationality (ISO code; XX stateless)", "nationaliteit (ISO-code; XX staatloos)")
    ] = None
    married: Annotated[bool | None, told("married", "gehuwd")] = None
    unaccompanied: Annotated[
        bool | None,
        told(
            "without an adult responsible for the minor",
            "zonder volwassene die voor de minderjarige verantwoordelijk is",
        ),
    ] = None


Relation = Literal["spouse", "partner", "child", "parent", "responsible_adult", "sibling"]


@kind_of("Family link", "Gezinsband", "person")
class FamilyLink(Fact, frozen=True, kw_only=True, tag="family_link"):
    """``other`` is the ``relation`` of ``person``; both are persons of this file."""

    other: Annotated[str, told("other person of this file", "andere persoon in dit dossier", min_length=1)]
    relation: Annotated[Relation, told("the other person is the …", "de ander is de …")]
    existed_before_arrival: Annotated[
        bool | None,
        told("link existed before arrival in the Member States", "band bestond voor aankomst in de lidstaten"),
    ] = None
    dependent: Annotated[
        bool | None, told("adult child who depends on the person", "volwassen kind dat van de persoon afhankelijk is")
    ] = None


@kind_of("Family member located in a Member State", "Gezinslid in een lidstaat gevonden", "person")
class FamilyMemberLocated(Fact, frozen=True, kw_only=True, tag="family_member_located"):
    """A family member, sibling or relative outside this file is present in the Member State ``located_in``."""

    located_in: Annotated[
        str, told("Member State where the family member is", "lidstaat waar het gezinslid is", pattern="^[A-Z]{2}$")
    ]
    relation: Annotated[
        Literal["spouse", "partner", "child", "parent", "responsible_adult", "sibling", "relative"],
        told("family member", "gezinslid"),
    ]
    status: Annotated[
        Literal[
            "beneficiary",
            "citizen_formerly_beneficiary",
            "long_term_resident",
            "applicant_without_first_decision",
            "legally_present",
        ],
        told("position of the family member there", "positie van het gezinslid daar"),
    ]
    minor_unmarried: Annotated[
        bool | None, told("minor and unmarried (a child)", "minderjarig en ongehuwd (een kind)")
    ] = None
    written_desire: Annotated[bool | None, told("desire expressed in writing", "wens schriftelijk geuit")] = None
    able_to_care: Annotated[
        bool | None,
        told(
            "relative can take care of the minor (individual examination)",
            "familielid kan voor de minderjarige zorgen (individueel onderzoek)",
        ),
    ] = None
    existed_before_arrival: Annotated[
        bool | None,
        told("link existed before arrival in the Member States", "band bestond voor aankomst in de lidstaten"),
    ] = None


@kind_of("Best interests of the child assessed", "Belang van het kind beoordeeld", "person")
class BestInterestsAssessed(Fact, frozen=True, kw_only=True, tag="best_interests_assessed"):
    """Whether being in the Member State ``concerning`` is in the best interests of the child (AMMR 23, 25)."""

    concerning: Annotated[str, told("Member State concerned", "betrokken lidstaat", pattern="^[A-Z]{2}$")]
    in_best_interests: Annotated[bool, told("in the best interests of the child", "in het belang van het kind")]


@kind_of("Representative appointed", "Vertegenwoordiger aangewezen", "person")
class RepresentativeAppointed(Fact, frozen=True, kw_only=True, tag="representative_appointed"):
    """A representative of an unaccompanied minor was appointed (APR 23)."""


@kind_of("Minor taken into care", "Minderjarige onder de hoede genomen", "person")
class TakenIntoCare(Fact, frozen=True, kw_only=True, tag="taken_into_care"):
    """A responsible adult has effectively taken the minor into care: no longer unaccompanied (APR 3(7))."""


@kind_of("Citizenship of a Member State acquired", "Nationaliteit van een lidstaat verkregen", "person")
class CitizenshipAcquired(Fact, frozen=True, kw_only=True, tag="citizenship_acquired"):
    """The person acquired the citizenship of the Member State ``of`` (EUD 30(1); URF 9(12))."""

    of: Annotated[str, told("Member State of the citizenship", "lidstaat van de nationaliteit", pattern="^[A-Z]{2}$")]
    known_on: Annotated[
        date | None, told("day on which this Member State learned of it", "dag waarop deze lidstaat ervan wist")
    ] = None
