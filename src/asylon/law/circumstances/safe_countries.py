"""Safe countries: designations of the Union and of Member States, their suspension and removal (APR 59-64)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from asylon.law.circumstances.vocabulary import Circumstance, circumstance_of
from asylon.law.facts.vocabulary import told
from asylon.law.values import value_is_called

Concept = Literal["safe_origin", "safe_third_country"]

value_is_called(
    ("safe_origin", "safe country of origin", "veilig land van herkomst"),
    ("in_whole", "in whole", "geheel"),
    ("in_part", "in part: parts of the territory or categories of persons", "gedeeltelijk: delen van het grondgebied of groepen personen"),
    ("62(1b)(a)", "indiscriminate violence in conflict (62(1b)(a))", "willekeurig geweld in een conflict (62(1b)(a))"),
    ("62(1b)(b)", "relevant restrictive measures (62(1b)(b))", "relevante beperkende maatregelen (62(1b)(b))"),
    ("62(1b)(c)", "recognition rate too high (62(1b)(c))", "te hoog erkenningspercentage (62(1b)(c))"),
    ("removed", "designation removed (63(3)(b))", "aanwijzing geschrapt (63(3)(b))"),
    ("amended", "exceptions added to the designation (63(3)(a))", "uitzonderingen aan de aanwijzing toegevoegd (63(3)(a))"),
)  # fmt: skip

_COUNTRY = told("country", "land", pattern="^[A-Z]{2}$")


class OfCountry(Circumstance, frozen=True, kw_only=True):
    """What is said of one country under one concept."""

    country: Annotated[str, _COUNTRY]
    concept: Annotated[Concept, told("concept", "begrip")]


@circumstance_of("Safe country designated", "Veilig land aangewezen")
class SafeCountryDesignated(OfCountry, frozen=True, kw_only=True, tag="safe_country_designated"):
    """Designated by the Union (``EU``) beside Annex II, or by a Member State (APR 60, 62, 64)."""

    with_exceptions: Annotated[
        bool,
        told(
            "except for parts of the territory or categories of persons",
            "behalve voor delen van het grondgebied of groepen personen",
        ),
    ] = False


@circumstance_of("Candidate for accession", "Kandidaat-lidstaat")
class CandidateForAccession(Circumstance, frozen=True, kw_only=True, tag="candidate_for_accession"):
    """The country was granted the status of candidate State for accession to the Union (APR 62(1b))."""

    country: Annotated[str, _COUNTRY]


@circumstance_of("Exception for a candidate State", "Uitzondering voor een kandidaat-lidstaat")
class CandidateExcepted(Circumstance, frozen=True, kw_only=True, tag="candidate_excepted"):
    """The Commission informed that a circumstance of APR 62(1b) applies to a candidate State, from then until it ceases."""

    country: Annotated[str, _COUNTRY]
    ground: Annotated[Literal["62(1b)(a)", "62(1b)(b)", "62(1b)(c)"], told("circumstance", "omstandigheid")]


@circumstance_of("Designation suspended by delegated act", "Aanwijzing geschorst bij gedelegeerde handeling")
class DesignationSuspended(OfCountry, frozen=True, kw_only=True, tag="designation_suspended"):
    """The Commission adopted the delegated act; ``effective_from`` where it took effect on a later day (APR 63(1), 74(6))."""

    extent: Annotated[Literal["in_whole", "in_part"], told("extent", "omvang")] = "in_whole"
    effective_from: Annotated[date | None, told("takes effect on", "wordt van kracht op")] = None


@circumstance_of("Removal or amendment proposed", "Schrapping of wijziging voorgesteld")
class DesignationChangeProposed(OfCountry, frozen=True, kw_only=True, tag="designation_change_proposed"):
    """The Commission proposed to remove or amend the designation (APR 63(3))."""


@circumstance_of("Suspension of a designation extended", "Schorsing van een aanwijzing verlengd")
class SuspensionExtended(OfCountry, frozen=True, kw_only=True, tag="suspension_extended"):
    """The Commission extended the validity of the delegated act, or renewed that extension (APR 63(4))."""


@circumstance_of("Designation changed by the legislator", "Aanwijzing gewijzigd door de wetgever")
class DesignationChanged(OfCountry, frozen=True, kw_only=True, tag="designation_changed"):
    """The legislator removed the designation, or added exceptions to it (APR 63(3))."""

    change: Annotated[Literal["removed", "amended"], told("change", "wijziging")]


@circumstance_of("National designation notified", "Nationale aanwijzing gemeld")
class NationalDesignationNotified(OfCountry, frozen=True, kw_only=True, tag="national_designation_notified"):
    """The Member State notified that the country again fulfils the conditions (APR 64(3))."""


@circumstance_of(
    "Commission objected to a national designation", "Commissie maakte bezwaar tegen een nationale aanwijzing"
)
class NationalDesignationObjected(OfCountry, frozen=True, kw_only=True, tag="national_designation_objected"):
    """The Commission objected to the designation that the Member State notified (APR 64(3))."""
