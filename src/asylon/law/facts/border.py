"""Entry, screening, detention and Eurodac."""

from __future__ import annotations

from typing import Annotated, Literal

from asylon.law.facts.vocabulary import Fact, kind_of, told
from asylon.law.values import value_is_called


@kind_of("Apprehended at the external border", "Aangehouden aan de buitengrens", "border", hours=True)
class ApprehendedAtExternalBorder(Fact, frozen=True, kw_only=True, tag="apprehended_at_external_border"):
    """Apprehended in connection with an unauthorised crossing of the external border (SCR 5(1)(a))."""

    border: Annotated[Literal["land", "sea", "air"] | None, told("kind of border", "soort grens")] = None
    turned_back: Annotated[bool, told("turned back at once", "meteen teruggestuurd")] = False


@kind_of("Disembarked after search and rescue", "Ontscheept na opsporing en redding", "border", hours=True)
class Disembarked(Fact, frozen=True, kw_only=True, tag="disembarked"):
    """Disembarked in ``state`` after a search and rescue operation (SCR 5(1)(b))."""


@kind_of("Presented at a border crossing point", "Gemeld bij een grensdoorlaatpost", "border", hours=True)
class PresentedAtCrossingPoint(Fact, frozen=True, kw_only=True, tag="presented_at_crossing_point"):
    """Presented at an external border crossing point or in a transit zone (SCR 5(2), 8(3))."""


@kind_of("Found illegally staying", "Illegaal verblijf vastgesteld", "border", hours=True)
class FoundIllegallyStaying(Fact, frozen=True, kw_only=True, tag="found_illegally_staying"):
    """Found illegally staying within the territory and apprehended (SCR 7; EUD 23)."""

    unauthorised_crossing: Annotated[
        bool | None,
        told(
            "entered by an unauthorised crossing of an external border",
            "binnengekomen door onrechtmatige overschrijding van een buitengrens",
        ),
    ] = None
    screened_before: Annotated[
        bool | None, told("already screened in a Member State", "al gescreend in een lidstaat")
    ] = None


@kind_of("Entry conditions assessed", "Toegangsvoorwaarden beoordeeld", "border")
class EntryConditionsAssessed(Fact, frozen=True, kw_only=True, tag="entry_conditions_assessed"):
    """Whether the entry conditions of SBC 6 are fulfilled."""

    fulfilled: Annotated[bool, told("entry conditions fulfilled", "aan toegangsvoorwaarden voldaan")]


@kind_of("Entry authorised", "Toegang verleend", "border")
class EntryAuthorised(Fact, frozen=True, kw_only=True, tag="entry_authorised"):
    """Entry to the territory was authorised, and on which basis."""

    basis: Annotated[
        Literal["SBC 6(5)(a)", "SBC 6(5)(b)", "SBC 6(5)(c)", "APR 51(2)", "APR 53(2)", "other"],
        told("basis", "grondslag"),
    ] = "other"


@kind_of("Detained", "In bewaring gesteld", "border", hours=True)
class Detained(Fact, frozen=True, kw_only=True, tag="detained"):
    """Kept in custody, confinement or detention from this moment on."""

    ground: Annotated[Literal["border", "RCD 10", "AMMR 44", "return", "criminal"], told("ground", "grond")]


@kind_of("Released", "In vrijheid gesteld", "border", hours=True)
class Released(Fact, frozen=True, kw_only=True, tag="released"):
    """Detention ended."""


@kind_of("Screening started", "Screening begonnen", "border", governed_by="SCR")
class ScreeningStarted(Fact, frozen=True, kw_only=True, tag="screening_started"):
    """The screening began."""


@kind_of(
    "Screening ended", "Screening beëindigd", "border", governed_by="SCR", after=(("screening_started", "SCR 8, 18"),)
)
class ScreeningEnded(Fact, frozen=True, kw_only=True, tag="screening_ended"):
    """The screening ended with the referral, or for another reason (SCR 5(3), 18)."""

    reason: Annotated[
        Literal["referred", "entry_conditions_met", "voluntary_departure", "criminal_proceedings"],
        told("reason", "reden"),
    ] = "referred"


@kind_of("Biometric data taken", "Biometrische gegevens afgenomen", "eurodac", hours=True)
class BiometricsTaken(Fact, frozen=True, kw_only=True, tag="biometrics_taken"):
    """Fingerprints and facial image were taken."""

    fingerprints: Annotated[
        Literal["usable", "unusable", "not_available"] | None, told("fingerprints", "vingerafdrukken")
    ] = None


@kind_of("Data transmitted to Eurodac", "Gegevens verzonden naar Eurodac", "eurodac", hours=True)
class EurodacTransmitted(Fact, frozen=True, kw_only=True, tag="eurodac_transmitted"):
    """The data set was transmitted to Eurodac; without ``recorded_under`` under the article of the latest event."""

    recorded_under: Annotated[
        Literal["15", "16(2)(a)", "18(1)", "18(2)", "20", "22", "23", "24", "25(2)", "26"] | None,
        told("recorded under article (EUD)", "geregistreerd op grond van artikel (EUD)"),
    ] = None


value_is_called(
    ("usable", "usable for comparison", "bruikbaar voor vergelijking"),
    ("unusable", "not usable for comparison", "niet bruikbaar voor vergelijking"),
    ("not_available", "not available", "niet beschikbaar"),
)
