"""What happens during the screening: checks, the form, who assists, and what ends it early (SCR 5-18)."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from asylon.law.facts.vocabulary import Fact, kind_of, told
from asylon.law.values import value_is_called


@kind_of("Check of the screening done", "Controle van de screening gedaan", "border", governed_by="SCR")
class ScreeningCheckDone(Fact, frozen=True, kw_only=True, tag="screening_check_done"):
    """One of the checks of SCR 8(5) was done; ``not_needed`` only for health: medical staff found none necessary."""

    check: Annotated[
        Literal["health_check", "vulnerability_check", "identity_check", "security_check"], told("check", "controle")
    ]
    not_needed: Annotated[
        bool, told("no further health check needed (12(1))", "geen verdere gezondheidscontrole nodig (12(1))")
    ] = False
    support_needed: Annotated[
        bool | None,
        told(
            "signs of vulnerability or special needs (12(4))",
            "aanwijzingen voor kwetsbaarheid of bijzondere behoeften (12(4))",
        ),
    ] = None


#: The parts of the form: SCR 17(1)(a) to (i), then 17(2)(a) to (d).
Part = Literal[
    "form_person", "form_origin", "form_reason", "form_health", "form_vulnerability", "form_application", "form_family",
    "form_hits", "form_cooperation", "form_arrival", "form_route", "form_documents", "form_remarks",
]  # fmt: skip


@kind_of("Screening form completed", "Screeningsformulier ingevuld", "border", governed_by="SCR")
class ScreeningFormCompleted(Fact, frozen=True, kw_only=True, tag="screening_form_completed"):
    """The form of SCR 17 was filled in, with these ``parts``; what stands in it stays in the form."""

    parts: Annotated[tuple[Part, ...], told("parts filled in", "ingevulde onderdelen")]
    marked: Annotated[
        bool | None,
        told("points (a) and (b) marked as confirmed or declared", "punten a en b gemerkt als bevestigd of verklaard"),
    ] = None


@kind_of(
    "Screening form given to the person", "Screeningsformulier aan de persoon verstrekt", "border", governed_by="SCR"
)
class ScreeningFormGiven(Fact, frozen=True, kw_only=True, tag="screening_form_given"):
    """The person received the form without point (h) and could say what is incorrect (SCR 17(3))."""

    objections: Annotated[bool, told("objections, recorded in the form", "bezwaren, vermeld in het formulier")] = False


@kind_of(
    "Screening form transmitted", "Screeningsformulier doorgezonden", "border", governed_by="SCR",
    after=(("screening_form_completed", "SCR 17-18"),),
)  # fmt: skip
class ScreeningFormTransmitted(Fact, frozen=True, kw_only=True, tag="screening_form_transmitted"):
    """The form was transmitted to the authorities to whom the person is referred (SCR 18)."""


@kind_of("Person assists the minor in the screening", "Persoon staat de minderjarige bij in de screening", "border")
class MinorAssistedInScreening(Fact, frozen=True, kw_only=True, tag="minor_assisted_in_screening"):
    """A trained person accompanies and assists the unaccompanied minor until a representative is there (SCR 13(3))."""

    takes_part_in_screening: Annotated[
        bool,
        told(
            "is responsible for an element of the screening", "is verantwoordelijk voor een onderdeel van de screening"
        ),
    ] = False
    minors_in_charge: Annotated[
        Annotated[int, msgspec.Meta(ge=1)] | None,
        told("minors for whom this person cares at one time", "minderjarigen voor wie deze persoon tegelijk zorgt"),
    ] = None


@kind_of(
    "Return of own will accepted by the third country", "Terugkeer uit vrije wil door het derde land aanvaard", "border"
)
class VoluntaryReturnAccepted(Fact, frozen=True, kw_only=True, tag="voluntary_return_accepted"):
    """The person decided to leave for a third country that accepts the return (SCR 5(3), third subparagraph)."""


@kind_of("Sent back to another Member State", "Teruggezonden naar een andere lidstaat", "border")
class SentBackToMemberState(Fact, frozen=True, kw_only=True, tag="sent_back_to_member_state"):
    """Immediately after the apprehension, under a bilateral agreement or arrangement (SCR 7(2); RD 6(3))."""

    to: Annotated[str, told("to", "naar", pattern="^[A-Z]{2}$")]


@kind_of("Criminal or extradition proceedings", "Strafprocedure of uitlevering", "border")
class ProceedingsOpened(Fact, frozen=True, kw_only=True, tag="proceedings_opened"):
    """The person is subject to national criminal law procedures or to an extradition procedure (SCR 18(6))."""

    proceedings: Annotated[Literal["criminal_law", "extradition"], told("proceedings", "procedure")] = "criminal_law"


value_is_called(
    ("health_check", "preliminary health check", "voorlopige gezondheidscontrole"),
    ("vulnerability_check", "preliminary vulnerability check", "voorlopige kwetsbaarheidscontrole"),
    ("identity_check", "identification or verification of identity", "identificatie of verificatie van de identiteit"),
    ("security_check", "security check", "veiligheidscontrole"),
    ("form_person", "(1)(a) name, birth, gender", "(1)(a) naam, geboorte, geslacht"),
    ("form_origin", "(1)(b) nationality, residence, languages", "(1)(b) nationaliteit, verblijf, talen"),
    ("form_reason", "(1)(c) reason for the screening", "(1)(c) reden van de screening"),
    ("form_health", "(1)(d) health check", "(1)(d) gezondheidscontrole"),
    ("form_vulnerability", "(1)(e) vulnerability check", "(1)(e) kwetsbaarheidscontrole"),
    ("form_application", "(1)(f) application made or not", "(1)(f) verzoek gedaan of niet"),
    ("form_family", "(1)(g) family in a Member State", "(1)(g) gezin in een lidstaat"),
    ("form_hits", "(1)(h) hit in a database", "(1)(h) treffer in een gegevensbank"),
    ("form_cooperation", "(1)(i) cooperation", "(1)(i) medewerking"),
    ("form_arrival", "(2)(a) reason of irregular arrival", "(2)(a) reden van irreguliere aankomst"),
    ("form_route", "(2)(b) route", "(2)(b) reisroute"),
    ("form_documents", "(2)(c) documents carried", "(2)(c) meegebrachte documenten"),
    ("form_remarks", "(2)(d) remarks", "(2)(d) opmerkingen"),
    ("criminal_law", "criminal law procedure", "strafrechtelijke procedure"),
    ("extradition", "extradition procedure", "uitleveringsprocedure"),
)
