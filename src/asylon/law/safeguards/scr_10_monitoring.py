"""Independent monitoring of fundamental rights (Regulations (EU) 2024/1356, Article 10, and 2024/1348, Articles 43(4) and 45(4))."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances import FamilySuspensionRecommended
from asylon.law.circumstances.safeguards import (
    AllegationInvestigated,
    AllegationSubstantiated,
    FamilyMeasuresReported,
    MonitoringMechanism,
    MonitoringRecommendations,
)
from asylon.law.citations import Bilingual
from asylon.law.provisions import Block, obligation, permission
from asylon.law.tables import DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "safeguards"
_RULES = ("F-1",)
#: Article 43(4) of the Asylum Procedure Regulation has an Id of its own beside that of the mechanism.
_BORDER = ("F-1", "B-12")

COMPLETE = obligation(
    "monitoring-mechanism", _BLOCK, _RULES, "SCR 10(2); APR 43(4)", "member_state",
    ("have an independent monitoring mechanism with everything that the article asks",
     "een onafhankelijk toezichtmechanisme hebben met alles wat het artikel vraagt"),
    ("Failures are the Member State's; the Commission weighs the findings (SCR 10(2)).",
     "Tekortkomingen komen voor rekening van de lidstaat; de Commissie weegt de bevindingen (SCR 10(2))."),
)  # fmt: skip
INVESTIGATE = obligation(
    "investigate-allegation", _BLOCK, _RULES, "SCR 10(1); SCR 10(2)(b)", "member_state",
    ("deal with the substantiated allegation effectively and without undue delay, investigate and refer to the courts where needed",
     "de onderbouwde klacht doeltreffend en zonder onnodige vertraging afhandelen, onderzoeken en zo nodig naar de rechter brengen"),
    ("The monitoring mechanism follows the investigation.", "Het toezichtmechanisme volgt het onderzoek."),
)  # fmt: skip
RECOMMEND = permission(
    "monitoring-recommendations", _BLOCK, _RULES, "SCR 10(2)",
    "the mechanism may issue its recommendations of the year to the Member State",
    "het mechanisme kan zijn aanbevelingen van het jaar aan de lidstaat doen",
    "monitoring_recommendations",
)  # fmt: skip
# APR 45(4), 54(2): families with minors at the border.
FAMILIES = obligation(
    "follow-family-recommendation", _BLOCK, ("F-5",), "APR 45(4)", "member_state",
    ("take utmost account of the recommendation to suspend the border procedure for families with minors, mend the shortcomings,"
     " and inform the Commission of the measures taken",
     "zoveel mogelijk rekening houden met de aanbeveling de grensprocedure voor gezinnen met minderjarigen op te schorten, de"
     " tekortkomingen verhelpen en de Commissie de maatregelen melden"),
    ("The recommendation is public; without suitable facilities the border procedure ends for families (APR 53(2)(b)).",
     "De aanbeveling is openbaar; zonder geschikte voorzieningen eindigt de grensprocedure voor gezinnen (APR 53(2)(b))."),
)  # fmt: skip

_PARTS = (
    ("covers_screening", "covers the screening", "ziet op de screening", "SCR 10(2)"),
    ("covers_border_procedure", "covers the border procedure", "ziet op de grensprocedure", "APR 43(4)"),
    ("independent", "safeguards of its independence", "waarborgen voor onafhankelijkheid", "SCR 10(2)"),
    ("institutions_take_part", "ombuds and human rights institutions take part", "ombuds- en mensenrechteninstellingen nemen deel", "SCR 10(2)"),
    ("unannounced_checks", "random and unannounced checks", "steekproeven en onaangekondigde controles", "SCR 10(2)"),
    ("full_access", "access to places, persons and documents", "toegang tot plaatsen, personen en documenten", "SCR 10(2)"),
    ("financial_means", "appropriate financial means", "passende financiële middelen", "SCR 10(4)"),
)  # fmt: skip

MECHANISM = register_table(
    DecisionTable(
        name="monitoring-mechanism",
        question=Bilingual("Is the monitoring mechanism complete?", "Is het toezichtmechanisme volledig?"),
        inputs=tuple(yes_no(name, en, nl) for name, en, nl, _ in _PARTS),
        outcomes={
            "complete": Bilingual("complete", "volledig"),
            "incomplete": Bilingual("something is missing", "er ontbreekt iets"),
        },
        hit_policy="first",
        rows=(
            *(
                Row(
                    f"without-{name.replace('_', '-')}",
                    {name: False},
                    "incomplete",
                    _BORDER if cite == "APR 43(4)" else _RULES,
                    cite,
                )
                for name, _, _, cite in _PARTS
            ),
            Row("complete", {}, "complete", _RULES, "SCR 10(2)"),
        ),
    )
)


def _mechanism(case: Case) -> None:
    mechanism = case.last(MonitoringMechanism)
    if mechanism is None:
        return
    found = case.decide(MECHANISM, {name: getattr(mechanism, name) for name, _, _, _ in _PARTS})
    if found is None:
        return
    case.oblige(COMPLETE, found[1], cite=found[1][0].cite, met=mechanism if found[0] == "complete" else None)
    this_year = case.last(MonitoringRecommendations, lambda item: case.day(item).year == case.today.year)
    if this_year is None:
        case.stand(case.permitted, RECOMMEND)


def examine(case: Case) -> None:
    """Mechanism, allegations and recommendations of a Member State."""
    if case.today < case.book.applies["SCR"]:
        return
    _mechanism(case)
    allegation = case.last(AllegationSubstantiated)
    if allegation is not None:
        case.oblige(INVESTIGATE, met=case.after(AllegationInvestigated, allegation.at))
    recommended = case.last(FamilySuspensionRecommended)
    if recommended is not None:
        case.oblige(FAMILIES, met=case.after(FamilyMeasuresReported, recommended.at))


chapter(910, state=examine, when=(MonitoringMechanism, AllegationSubstantiated, FamilySuspensionRecommended))
