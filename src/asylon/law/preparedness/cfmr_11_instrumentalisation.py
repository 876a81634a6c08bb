"""Instrumentalised persons in the border procedure (Regulation (EU) 2024/1359, Articles 1(4) and 11(6) to (9)).

Where the Council authorised it, the merits of every such application may be decided at the border; young children with
their families and persons with special needs are spared, in the way that the Council decision specifies.
"""

from __future__ import annotations

from asylon.law.border.apr_43_54_border_procedure import MAY_MERITS, NOT_MERITS
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import (
    ApplicationRegistered,
    ApprehendedAtExternalBorder,
    BorderExceptionFound,
    Disembarked,
    PresentedAtCrossingPoint,
)
from asylon.law.facts.guarantees import PriorityGroundFound, ProceduralNeedsAssessed
from asylon.law.facts.preparedness import InstrumentalisationExamined
from asylon.law.preparedness.cfmr_10_13_derogations import derogation_in_force
from asylon.law.provisions import judgement, obligation, prohibition
from asylon.law.tables import Choice, DecisionTable, Row, register_table

SCOPE = register_table(
    DecisionTable(
        name="instrumentalised-at-the-border",
        question=Bilingual(
            "May the merits be decided at the border because the person was instrumentalised?",
            "Mag aan de grens ten gronde worden beslist omdat de persoon is geïnstrumentaliseerd?",
        ),
        inputs=(
            Choice("subject", label=Bilingual("subject to instrumentalisation", "geïnstrumentaliseerd")),
            Choice(
                "near_the_border",
                closed=True,
                label=Bilingual("found near the border, rescued at sea or at a crossing point", "bij de grens aangetroffen, op zee gered of aan een doorlaatpost"),
            ),
            Choice("exception", closed=True, label=Bilingual("medical reasons, or support not possible", "medische redenen, of steun niet mogelijk")),
            Choice(
                "spared",
                closed=True,
                label=Bilingual("child under 12 or family of one, or special needs", "kind onder 12 of familie ervan, of bijzondere behoeften"),
            ),
            Choice(
                "children",
                ("CFMR 11(7)(a)", "CFMR 11(7)(b)"),
                label=Bilingual("specified by the Council decision", "bepaald in het Raadsbesluit"),
            ),
            Choice("likely_founded", closed=True, label=Bilingual("assessed as likely well-founded", "waarschijnlijk gegrond bevonden")),
        ),
        outcomes={
            "not": Bilingual("no: not within the derogation", "nee: buiten de afwijking"),
            "excluded": Bilingual("no: excluded from the border procedure", "nee: uitgesloten van de grensprocedure"),
            "ceases": Bilingual("no: the border procedure ceases", "nee: de grensprocedure eindigt"),
            "may_assess": Bilingual("yes, unless it is likely well-founded", "ja, tenzij het waarschijnlijk gegrond is"),
            "may": Bilingual("yes", "ja"),
        },
        hit_policy="first",
        rows=(
            Row("not-subject", {"subject": False}, "not", ("X-2", "X-14"), "CFMR 1(4)"),
            Row("elsewhere", {"near_the_border": False}, "not", ("X-2", "X-14"), "CFMR 1(4)"),
            Row("exception", {"exception": True}, "ceases", ("X-14",), "CFMR 11(9)"),
            Row("excluded", {"spared": True, "children": "CFMR 11(7)(a)"}, "excluded", ("X-14",), "CFMR 11(7)(a)"),
            Row("likely-founded", {"spared": True, "likely_founded": True}, "ceases", ("X-14",), "CFMR 11(7)(b)"),
            Row("to-be-assessed", {"spared": True}, "may_assess", ("X-14",), "CFMR 11(7)(b)"),
            Row("all-others", {}, "may", ("X-14",), "CFMR 11(6)"),
        ),
    )
)  # fmt: skip
SPARED = prohibition(
    "no-border-procedure-for-spared", "preparedness", ("X-14",), "CFMR 11(7)",
    "decide on the merits at the border under the derogation for instrumentalisation",
    "aan de grens ten gronde beslissen op grond van de afwijking voor instrumentalisering",
)  # fmt: skip
LIKELY = judgement(
    "likely-well-founded", "preparedness", ("X-14",), "CFMR 11(7)(b)", "determining_authority",
    "Is the application likely to be well-founded, on an individual assessment? The border procedure then ceases",
    "Is het verzoek op grond van een individuele beoordeling waarschijnlijk gegrond? Dan eindigt de grensprocedure",
    "priority_ground_found",
)  # fmt: skip
PRIORITISE = obligation(
    "prioritise-in-crisis", "preparedness", ("X-12", "X-13"), "CFMR 11(5)", "determining_authority",
    ("examine the applications of persons with special needs, and of minors with their families, first",
     "verzoeken van personen met bijzondere behoeften en van minderjarigen met hun familie het eerst behandelen"),
    ("The derogation presupposes this priority.", "De afwijking veronderstelt deze voorrang."),
)  # fmt: skip


def _child(case: Case) -> bool:
    """Under twelve today; with an unknown birth this cannot be said."""
    birthday = case.birthday("crisis-children")
    return birthday is not None and case.today < birthday


def _spared(case: Case) -> bool:
    """AMMR and CFMR 11(7): a child under twelve, a member of its family, or a person with special procedural needs."""
    relatives = case.relatives("child", "parent", "sibling", "spouse", "partner", "responsible_adult", "charge")
    family = any(_child(case.family[person]) for person in relatives if person in case.family)
    needs = case.last(ProceduralNeedsAssessed)
    return _child(case) or family or (needs is not None and needs.support_needed)


def examine(case: Case) -> None:
    """The derogation of CFMR 11(6) for an application registered while it applies."""
    registered = case.here(ApplicationRegistered)
    if registered is None or not case.governs("CFMR 11(6)"):
        return
    decision = derogation_in_force(case.circumstances, "CFMR 11(6)", case.day(registered), case.state)
    if decision is None:
        return
    examined = case.last(InstrumentalisationExamined)
    subject = examined.subject if examined is not None else None
    if decision.nationalities and case.nationality is not None and case.nationality not in decision.nationalities:
        subject = False
    exception = case.last(BorderExceptionFound)
    found = case.decide(
        SCOPE,
        {
            "subject": subject,
            "near_the_border": case.has((ApprehendedAtExternalBorder, Disembarked, PresentedAtCrossingPoint)),
            "exception": exception is not None,
            "spared": _spared(case),
            "children": decision.children,
            "likely_founded": case.first(PriorityGroundFound, lambda fact: fact.ground == "34(5)(a)") is not None,
        },
        known_as={"subject": "instrumentalisation_examined"},
    )
    if found is None or found[0] == "not":
        return
    outcome, why = found
    if outcome in ("excluded", "ceases"):
        case.stand(case.forbidden, SPARED, why, cite=why[0].cite)
        return
    case.forbidden.leave_out(NOT_MERITS.id)
    case.stand(case.permitted, MAY_MERITS, why, rules=why[0].rules, cite=why[0].cite)
    if outcome == "may_assess":
        case.stand(case.judgements, LIKELY, why)


def priority(case: Case) -> None:
    """CFMR 11(5): who comes first where a threshold of the recognition rate was changed."""
    if any(
        derogation_in_force(case.circumstances, article, case.today, case.state) is not None
        for article in ("CFMR 11(3)", "CFMR 11(4)")
    ):
        case.oblige(PRIORITISE)


chapter(245, single=examine, when=(ApplicationRegistered,))
chapter(811, state=priority)
