"""Return: decisions, departure of one's own accord, removal, entry bans, risks (APR 37; RBPR 4-6; Directive 2008/115/EC)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

from asylon.law.facts.vocabulary import Fact, kind_of, told
from asylon.law.values import value_is_called


@kind_of("Return decision issued", "Terugkeerbesluit genomen", "returns")
class ReturnDecisionIssued(Fact, frozen=True, kw_only=True, tag="return_decision_issued"):
    """A return decision was issued: with the rejection, as a separate act, or before any application (APR 37, 38(1)(e))."""

    separate: Annotated[bool, told("as a separate act", "als afzonderlijke handeling")] = False


@kind_of("Return decision received", "Terugkeerbesluit ontvangen", "returns")
class ReturnDecisionReceived(Fact, frozen=True, kw_only=True, tag="return_decision_received"):
    """The person received the return decision (APR 38(1)(e), 67(8))."""

    informed_of_consequences: Annotated[
        bool | None,
        told(
            "informed of the consequences of not applying within seven working days",
            "geïnformeerd over de gevolgen van niet verzoeken binnen zeven werkdagen",
        ),
    ] = None


@kind_of("Risk for the return found", "Risico voor de terugkeer vastgesteld", "returns")
class ReturnRiskFound(Fact, frozen=True, kw_only=True, tag="return_risk_found"):
    """Found for this person on objective criteria of the law: a risk, or conduct, on which return measures hang."""

    risk: Annotated[
        Literal["risk_of_absconding", "hampering", "risk_to_public_policy", "fraudulent_application"],
        told("risk or conduct", "risico of gedrag"),
    ]


@kind_of("Period for voluntary departure asked", "Termijn voor vrijwillig vertrek gevraagd", "returns")
class VoluntaryDepartureAsked(Fact, frozen=True, kw_only=True, tag="voluntary_departure_asked"):
    """The person asked for a period for voluntary departure (RBPR 4(5); RD 7(1))."""


_Days = Annotated[int, msgspec.Meta(ge=1)]


@kind_of("Period for voluntary departure granted", "Termijn voor vrijwillig vertrek verleend", "returns")
class VoluntaryDepartureGranted(Fact, frozen=True, kw_only=True, tag="voluntary_departure_granted"):
    """A period of so many days was granted from this day on (RBPR 4(5); RD 7(1))."""

    days: Annotated[
        _Days | None, told("days; left out: the period of national law", "dagen; leeg: de termijn van nationaal recht")
    ] = None


@kind_of("Period for voluntary departure extended", "Termijn voor vrijwillig vertrek verlengd", "returns")
class VoluntaryDepartureExtended(Fact, frozen=True, kw_only=True, tag="voluntary_departure_extended"):
    """The period was extended by so many days because of the circumstances of the case (RD 7(2))."""

    days: Annotated[_Days, told("further days", "extra dagen")]
    ground: Annotated[
        Literal["length_of_stay", "children_at_school", "family_and_social_links", "other"], told("ground", "grond")
    ] = "other"


@kind_of("No period for voluntary departure", "Geen termijn voor vrijwillig vertrek", "returns")
class VoluntaryDepartureRefused(Fact, frozen=True, kw_only=True, tag="voluntary_departure_refused"):
    """No period for voluntary departure was granted (RBPR 4(5); RD 7(4))."""


@kind_of("Travel document surrendered", "Reisdocument afgegeven", "returns")
class TravelDocumentSurrendered(Fact, frozen=True, kw_only=True, tag="travel_document_surrendered"):
    """The person surrendered a valid travel document to the authority (RBPR 4(5))."""


@kind_of("Removal postponed", "Verwijdering uitgesteld", "returns")
class RemovalPostponed(Fact, frozen=True, kw_only=True, tag="removal_postponed"):
    """Removal was postponed (RD 9); ``until`` a day where one was set."""

    ground: Annotated[
        Literal["refoulement", "suspensive_effect", "health_condition", "technical_reasons"], told("ground", "grond")
    ]
    until: Annotated[date | None, told("until and including", "tot en met")] = None


@kind_of("Person told in writing that return waits", "Persoon schriftelijk bericht dat terugkeer wacht", "returns")
class WaitingConfirmed(Fact, frozen=True, kw_only=True, tag="waiting_confirmed"):
    """Written confirmation that the period was extended or the decision is not enforced for the time being (RD 14(2))."""


@kind_of("Entry ban issued", "Inreisverbod uitgevaardigd", "returns")
class EntryBanIssued(Fact, frozen=True, kw_only=True, tag="entry_ban_issued"):
    """An entry ban of so many months was issued (RD 11)."""

    months: Annotated[Annotated[int, msgspec.Meta(ge=1)], told("months", "maanden")]
    serious_threat: Annotated[
        bool,
        told("serious threat to public policy or security", "ernstige bedreiging voor openbare orde of veiligheid"),
    ] = False


@kind_of("Detention for return prolonged", "Bewaring voor terugkeer verlengd", "returns")
class ReturnDetentionProlonged(Fact, frozen=True, kw_only=True, tag="return_detention_prolonged"):
    """Detention goes on beyond the first period because the removal takes longer (RD 15(6))."""

    ground: Annotated[Literal["lack_of_cooperation", "documents_delayed"], told("ground", "grond")]


@kind_of("No reasonable prospect of removal", "Geen redelijk vooruitzicht op verwijdering", "returns")
class RemovalProspectLost(Fact, frozen=True, kw_only=True, tag="removal_prospect_lost"):
    """A reasonable prospect of removal no longer exists, or the conditions of detention no longer do (RD 15(4); RBPR 5(4))."""


@kind_of("Stay allowed under national law", "Verblijf toegestaan volgens nationaal recht", "returns")
class StayUnderNationalLaw(Fact, frozen=True, kw_only=True, tag="stay_under_national_law"):
    """A permit for compassionate, humanitarian or other reasons, or a renewal that is pending (RD 6(4), 6(5))."""

    basis: Annotated[Literal["permit_granted", "renewal_pending"], told("basis", "grondslag")]


value_is_called(
    ("risk_of_absconding", "risk of absconding", "onderduikrisico"),
    ("hampering", "avoids or hampers the preparation of return or removal", "ontwijkt of belemmert de voorbereiding van terugkeer of verwijdering"),
    ("risk_to_public_policy", "risk to public policy, public or national security", "gevaar voor openbare orde, openbare of nationale veiligheid"),
    ("fraudulent_application", "fraudulent application for legal stay", "frauduleuze aanvraag voor legaal verblijf"),
    ("length_of_stay", "length of stay", "duur van het verblijf"),
    ("children_at_school", "children who attend school", "schoolgaande kinderen"),
    ("family_and_social_links", "family and social links", "gezins- en sociale banden"),
    ("refoulement", "would violate non-refoulement", "zou non-refoulement schenden"),
    ("suspensive_effect", "suspensive effect of a remedy", "schorsende werking van een rechtsmiddel"),
    ("health_condition", "physical state or mental capacity", "lichamelijke of geestelijke gesteldheid"),
    ("technical_reasons", "technical reasons", "technische redenen"),
    ("lack_of_cooperation", "lack of cooperation by the person", "gebrek aan medewerking van de persoon"),
    ("documents_delayed", "documents of the third country delayed", "documenten van het derde land vertraagd"),
    ("permit_granted", "permit granted on compassionate, humanitarian or other grounds", "vergunning verleend om schrijnende, humanitaire of andere redenen"),
    ("renewal_pending", "renewal of a permit pending", "verlenging van een vergunning in behandeling"),
)  # fmt: skip
