"""Disproportionate numbers, crisis and force majeure."""

from __future__ import annotations

from typing import Annotated, Literal

from asylon.law.circumstances.vocabulary import Circumstance, circumstance_of
from asylon.law.facts.vocabulary import told
from asylon.law.values import value_is_called

Derogation = Literal[
    "CFMR 10(1)", "CFMR 11(1)", "CFMR 11(2)", "CFMR 11(3)", "CFMR 11(4)", "CFMR 11(6)", "CFMR 12", "CFMR 13", "RBPR 6"
]
Situation = Literal["mass_arrivals", "instrumentalisation", "force_majeure"]
Period = Literal["initial_period", "extended_period", "new_decision", "extended_new_decision"]


@circumstance_of("Disproportionate number of applications", "Onevenredig aantal verzoeken")
class DisproportionateNumbers(Circumstance, frozen=True, kw_only=True, tag="disproportionate_numbers"):
    """Disproportionate numbers within the same period make a limit unfeasible (APR 27(5), 28(5), 35)."""


@circumstance_of("Crisis derogation authorised", "Crisisafwijking toegestaan")
class CrisisDerogation(Circumstance, frozen=True, kw_only=True, tag="crisis_derogation"):
    """The Council authorised derogations for the Member State, which applies them (CFMR 4), from ``at`` until ``until``.

    ``period`` is that of CFMR 5: each extension and each new decision is recorded as one of its own. ``children`` is what
    the decision specifies under CFMR 11(8), ``nationalities`` whom it identifies (4(5)(c); none: everybody concerned).
    """

    situation: Annotated[Situation, told("situation (CFMR 1)", "situatie (CFMR 1)")]
    derogations: Annotated[tuple[Derogation, ...], told("derogations", "afwijkingen")]
    period: Annotated[Period, told("period (CFMR 5)", "periode (CFMR 5)")] = "initial_period"
    extraordinary: Annotated[
        bool, told("of extraordinary scale and intensity (CFMR 13)", "van buitengewone omvang en intensiteit (CFMR 13)")
    ] = False
    children: Annotated[
        Literal["CFMR 11(7)(a)", "CFMR 11(7)(b)"] | None,
        told("for children and special needs", "voor kinderen en bijzondere behoeften"),
    ] = None
    nationalities: Annotated[tuple[str, ...], told("nationalities identified", "aangewezen nationaliteiten")] = ()


@circumstance_of("Crisis: reasoned request", "Crisis: gemotiveerd verzoek")
class CrisisRequested(Circumstance, frozen=True, kw_only=True, tag="crisis_requested"):
    """The Member State submitted a reasoned request to the Commission (CFMR 2).

    ``early_registration``: it notified with it that it applies the longer registration at once (10(6)).
    """

    situation: Annotated[Situation, told("situation (CFMR 1)", "situatie (CFMR 1)")]
    early_registration: Annotated[
        bool, told("longer registration applied at once", "langere registratie meteen toegepast")
    ] = False


@circumstance_of("Crisis: Commission decision", "Crisis: besluit van de Commissie")
class CrisisDetermined(Circumstance, frozen=True, kw_only=True, tag="crisis_determined"):
    """The Commission decided on the situation; where it found one, the Council received its proposal (CFMR 3(8), 4(1))."""

    found: Annotated[bool, told("situation found", "situatie vastgesteld")] = True


@circumstance_of("Crisis: persistence confirmed", "Crisis: voortduren bevestigd")
class CrisisPersistenceConfirmed(Circumstance, frozen=True, kw_only=True, tag="crisis_persistence_confirmed"):
    """The Commission confirmed that the situation persists, so that the period is extended once (CFMR 5(1), (2))."""


@circumstance_of("Crisis: report", "Crisis: verslag")
class CrisisReported(Circumstance, frozen=True, kw_only=True, tag="crisis_reported"):
    """The Commission reported to Parliament and Council on the decision for the Member State (CFMR 6(4))."""


@circumstance_of("Crisis: circumstances ceased", "Crisis: omstandigheden vervallen")
class CrisisCeased(Circumstance, frozen=True, kw_only=True, tag="crisis_ceased"):
    """The Commission considers that the circumstances have ceased to exist (CFMR 6(3))."""


@circumstance_of("Crisis: repeal proposed", "Crisis: intrekking voorgesteld")
class CrisisRepealProposed(Circumstance, frozen=True, kw_only=True, tag="crisis_repeal_proposed"):
    """The Commission proposed to repeal the Council decision (CFMR 6(3))."""


@circumstance_of("Crisis ended", "Crisis beëindigd")
class CrisisEnded(Circumstance, frozen=True, kw_only=True, tag="crisis_ended"):
    """The situation of crisis ended in accordance with CFMR 5 (CFMR 16(3))."""


@circumstance_of("National strategy revised", "Nationale strategie herzien")
class StrategyRevised(Circumstance, frozen=True, kw_only=True, tag="strategy_revised"):
    """The Member State revised its national strategy after the crisis (CFMR 16(3))."""


@circumstance_of("Crisis measures explained", "Crisismaatregelen uitgelegd")
class CrisisMeasuresExplained(Circumstance, frozen=True, kw_only=True, tag="crisis_measures_explained"):
    """Persons were informed of measures, registration points and duration, in a language they understand (CFMR 10(5), 15)."""


@circumstance_of("Solidarity Response Plan", "Solidariteitsresponsplan")
class SolidarityResponsePlan(Circumstance, frozen=True, kw_only=True, tag="solidarity_response_plan"):
    """The Council decision sets the relocations needed for the Member State in crisis (CFMR 4(5)(b)).

    ``pool`` are pledges taken from the annual pool, ``additional`` those pledged anew; ``directive`` that Directive
    2001/55/EC is activated for the same situation and its Article 11 left unapplied (9(1)).
    """

    relocations: Annotated[int, told("relocations needed", "benodigde herplaatsingen", ge=0)]
    pool: Annotated[int, told("from the annual pool", "uit de jaarlijkse pool", ge=0)] = 0
    additional: Annotated[int, told("pledged in addition", "aanvullend toegezegd", ge=0)] = 0
    directive: Annotated[
        bool,
        told(
            "Directive 2001/55/EC activated without its Article 11",
            "Richtlijn 2001/55/EG in werking zonder artikel 11 ervan",
        ),
    ] = False


@circumstance_of("Responsibility above the fair share", "Verantwoordelijkheid boven het billijke aandeel")
class AboveFairShare(Circumstance, frozen=True, kw_only=True, tag="above_fair_share"):
    """The Member State became responsible for so many applications above its fair share (CFMR 9(4)).

    ``at`` is the day on which the Council decision that led to it is no longer in force.
    """

    applications: Annotated[int, told("applications", "verzoeken", ge=1)]


@circumstance_of("Reduction of the fair share notified", "Vermindering van het aandeel gemeld")
class ShareReductionNotified(Circumstance, frozen=True, kw_only=True, tag="share_reduction_notified"):
    """The Member State notified the Commission that it makes use of the reduction (CFMR 9(5))."""


value_is_called(
    ("mass_arrivals", "mass arrivals", "massale aankomst"),
    ("instrumentalisation", "instrumentalisation", "instrumentalisering"),
    ("force_majeure", "force majeure", "overmacht"),
    ("initial_period", "initial period", "eerste periode"),
    ("extended_period", "extension of it", "verlenging ervan"),
    ("new_decision", "new decision", "nieuw besluit"),
    ("extended_new_decision", "extension of the new decision", "verlenging van het nieuwe besluit"),
)
