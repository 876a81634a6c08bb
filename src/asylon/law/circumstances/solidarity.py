"""The solidarity cycle: situations found, pool, use, deductions, offsets between Member States."""

from __future__ import annotations

from typing import Annotated, Literal

from asylon.law.circumstances.vocabulary import Circumstance, circumstance_of
from asylon.law.facts.vocabulary import told
from asylon.law.values import value_is_called

Situation = Literal["under_pressure", "at_risk", "significant_situation"]


@circumstance_of("Migratory situation determined", "Migratiesituatie vastgesteld")
class MigratorySituationDetermined(Circumstance, frozen=True, kw_only=True, tag="migratory_situation_determined"):
    """The Commission determined the situation of the Member State (AMMR 11(1); after a notification: 59(4)).

    ``at`` is the day of adoption, for 59(4) that of transmission. No situation: none of the three was found.
    """

    situations: Annotated[tuple[Situation, ...], told("situations", "situaties")] = ()
    rescue: Annotated[
        bool, told("through recurring disembarkations after rescue", "door terugkerende ontschepingen na redding")
    ] = False
    after_notification: Annotated[bool, told("after a notification", "na een kennisgeving")] = False
    shortcomings: Annotated[
        bool, told("systemic shortcomings in Part III found", "systeemtekortkomingen in deel III vastgesteld")
    ] = False


@circumstance_of("Recurring disembarkations", "Terugkerende ontschepingen")
class RecurringDisembarkations(Circumstance, frozen=True, kw_only=True, tag="recurring_disembarkations"):
    """In the twelve months before ``at`` many arrived through recurring disembarkations after rescue (AMMR 11(3))."""

    disproportionate: Annotated[
        bool | None,
        told(
            "disproportionate obligations even on a well-prepared system",
            "onevenredige verplichtingen, zelfs voor een goed voorbereid stelsel",
        ),
    ] = None


@circumstance_of("Annual package adopted", "Jaarlijks pakket vastgesteld")
class AnnualPackageAdopted(Circumstance, frozen=True, kw_only=True, tag="annual_package_adopted"):
    """Annual report, decision on Member States and proposal for the pool are all adopted (AMMR 9, 11, 12)."""

    relocations: Annotated[int | None, told("relocations proposed", "voorgestelde herplaatsingen")] = None
    financial: Annotated[float | None, told("contributions proposed (EUR)", "voorgestelde bijdragen (EUR)")] = None


@circumstance_of("High-Level Forum convened", "Forum op hoog niveau bijeengeroepen")
class HighLevelForumConvened(Circumstance, frozen=True, kw_only=True, tag="high_level_forum_convened"):
    """The Council convened the High-Level EU Solidarity Forum (AMMR 13(2)); ``again``: reconvened (13(4))."""

    again: Annotated[bool, told("reconvened", "opnieuw")] = False


@circumstance_of("Contributions found insufficient", "Bijdragen ontoereikend bevonden")
class ContributionsInsufficient(Circumstance, frozen=True, kw_only=True, tag="contributions_insufficient"):
    """The Council considers the contributions to the pool insufficient for the needs (AMMR 13(4))."""


@circumstance_of("Solidarity pool established", "Solidariteitspool ingesteld")
class PoolEstablished(Circumstance, frozen=True, kw_only=True, tag="solidarity_pool_established"):
    """The Council adopted the act that establishes the pool of a year (AMMR 57)."""

    year: Annotated[int, told("year", "jaar", ge=2025)]
    relocations: Annotated[int | None, told("reference number of relocations", "referentieaantal herplaatsingen")] = (
        None
    )
    financial: Annotated[float | None, told("reference amount (EUR)", "referentiebedrag (EUR)")] = None


@circumstance_of("Solidarity contribution pledged", "Solidariteitsbijdrage toegezegd")
class ContributionPledged(Circumstance, frozen=True, kw_only=True, tag="solidarity_contribution_pledged"):
    """What the Member State pledged to the pool of a year (AMMR 57(3) and (4))."""

    year: Annotated[int, told("year", "jaar", ge=2025)]
    relocations: Annotated[int, told("relocations", "herplaatsingen", ge=0)] = 0
    financial: Annotated[float, told("financial contribution (EUR)", "financiële bijdrage (EUR)", ge=0)] = 0
    alternative: Annotated[float, told("alternative measures (EUR)", "alternatieve maatregelen (EUR)", ge=0)] = 0


@circumstance_of("Use of the pool announced", "Gebruik van de pool aangekondigd")
class PoolUseAnnounced(Circumstance, frozen=True, kw_only=True, tag="pool_use_announced"):
    """A Member State found under pressure told Commission and Council that it uses the pool (AMMR 58(1))."""


@circumstance_of("Need for the pool notified", "Behoefte aan de pool gemeld")
class PoolNeedNotified(Circumstance, frozen=True, kw_only=True, tag="pool_need_notified"):
    """A Member State that considers itself under pressure notified its need to use the pool (AMMR 59(1))."""


@circumstance_of("Access to the pool denied", "Toegang tot de pool geweigerd")
class PoolAccessDenied(Circumstance, frozen=True, kw_only=True, tag="pool_access_denied"):
    """Access was denied for lack of capacity or other objective reasons (AMMR 59(6))."""

    by: Annotated[Literal["commission", "council"], told("by", "door")]
    reason: Annotated[Literal["insufficient_capacity", "other_objective_reasons"], told("reason", "reden")]


@circumstance_of("Technical-Level Forum convened", "Forum op technisch niveau bijeengeroepen")
class TechnicalForumConvened(Circumstance, frozen=True, kw_only=True, tag="technical_forum_convened"):
    """The Coordinator convened the Technical-Level Forum for this Member State (AMMR 58(3), 59(6))."""


@circumstance_of("Deduction requested", "Korting gevraagd")
class DeductionRequested(Circumstance, frozen=True, kw_only=True, tag="deduction_requested"):
    """The Member State asked to be relieved of its pledged contributions, in part or in full (AMMR 61, 62)."""

    because: Annotated[Literal["under_pressure", "significant_situation"], told("because of", "wegens")]
    full: Annotated[bool, told("in full", "volledig")] = False


@circumstance_of("Deduction assessed", "Korting beoordeeld")
class DeductionAssessed(Circumstance, frozen=True, kw_only=True, tag="deduction_assessed"):
    """The Commission informed the Council of its assessment of the request (AMMR 61(3), 62(4))."""


@circumstance_of("Deduction decided", "Over korting beslist")
class DeductionDecided(Circumstance, frozen=True, kw_only=True, tag="deduction_decided"):
    """The Council decided by implementing act (AMMR 61(4), 62(5))."""

    granted: Annotated[Literal["full", "partial", "refused"], told("granted", "toegestaan")]


@circumstance_of("Offsets requested", "Compensaties gevraagd")
class OffsetsRequested(Circumstance, frozen=True, kw_only=True, tag="offsets_requested"):
    """The Member State received the request of ``benefitting`` to take over applications (AMMR 69(1))."""

    benefitting: Annotated[str, told("benefitting Member State", "begunstigde lidstaat", pattern="^[A-Z]{2}$")]
    number: Annotated[int, told("applications", "verzoeken", ge=1)]


@circumstance_of("Reply on offsets", "Antwoord over compensaties")
class OffsetsAnswered(Circumstance, frozen=True, kw_only=True, tag="offsets_answered"):
    """The Member State replied to the request of ``benefitting``; it may accept fewer (AMMR 69(2))."""

    benefitting: Annotated[str, told("benefitting Member State", "begunstigde lidstaat", pattern="^[A-Z]{2}$")]
    accepted: Annotated[int, told("accepted", "aanvaard", ge=0)]


value_is_called(
    ("under_pressure", "under migratory pressure", "onder migratiedruk"),
    ("at_risk", "at risk of migratory pressure", "met een risico op migratiedruk"),
    ("significant_situation", "in a significant migratory situation", "in een significante migratiesituatie"),
    ("commission", "the Commission", "de Commissie"),
    ("council", "the Council", "de Raad"),
    ("insufficient_capacity", "insufficient capacity", "onvoldoende capaciteit"),
    ("other_objective_reasons", "other objective reasons", "andere objectieve redenen"),
    ("full", "in full", "volledig"),
    ("partial", "in part", "gedeeltelijk"),
    ("refused", "refused", "geweigerd"),
)
