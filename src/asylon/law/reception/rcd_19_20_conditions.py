"""Material reception conditions and health care (Directive (EU) 2024/1346, Articles 19, 20 and 22)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances.reception import HousingUnavailable
from asylon.law.citations import Bilingual
from asylon.law.facts.reception import DifferentConditionsEnded, DifferentConditionsProvided, MeansAssessed
from asylon.law.facts.safeguards import ReceptionNeedsAssessed
from asylon.law.provisions import Block, obligation, permission, prohibition, right
from asylon.law.reception.rcd_2_applicant import BEGINS, applicant_since
from asylon.law.reception.rcd_21_transfer import conditions_ended
from asylon.law.resettlement.qr_20_protection_held import protection_held
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "reception"

# RCD 19(1)-(2): from the making on.
MATERIAL = right(
    "material-reception-conditions", _BLOCK, ("RC-1",), "RCD 19(1)",
    "housing, food, clothing, hygiene products and a daily allowance at an adequate standard of living, from the making on",
    "huisvesting, voedsel, kleding, hygiëneproducten en een dagvergoeding met een passende levensstandaard, vanaf het doen van het verzoek",
)  # fmt: skip
# RCD 19(3)-(6): means.
CONTRIBUTE = permission(
    "contribution-to-conditions", _BLOCK, ("RC-19",), "RCD 19(3); RCD 19(4)",
    "make conditions depend on a lack of means, or ask a contribution, in proportion and with respect for dignity and needs",
    "voorzieningen van ontbrekende middelen laten afhangen of een bijdrage vragen, evenredig en met respect voor waardigheid en behoeften",
)  # fmt: skip
REFUND = permission(
    "refund-of-conditions", _BLOCK, ("RC-19",), "RCD 19(5)",
    "ask a refund for conditions received while the means were there, in proportion",
    "terugbetaling vragen van voorzieningen die zijn ontvangen terwijl de middelen er waren, evenredig",
)  # fmt: skip
# RCD 20(10): different conditions, exceptionally and for as short a time as possible.
DIFFERENT = permission(
    "different-conditions", _BLOCK, ("RC-20",), "RCD 20(10)",
    "provide different conditions exceptionally, for as short a time as possible, with health care and a Charter standard of living",
    "uitzonderlijk en zo kort mogelijk andere voorzieningen verstrekken, met zorg en een levensstandaard volgens het Handvest",
)  # fmt: skip
NOT_DIFFERENT = prohibition(
    "no-different-conditions", _BLOCK, ("RC-20",), "RCD 20(10)",
    "no conditions other than those of Article 20: the reason does not, or no longer, exist",
    "geen andere voorzieningen dan die van artikel 20: de reden bestaat niet of niet meer",
)  # fmt: skip
ORDINARY = obligation(
    "ordinary-conditions-again", _BLOCK, ("RC-20",), "RCD 20(10)", "reception_authority",
    ("provide the ordinary conditions of Article 20 again", "weer de gewone voorzieningen van artikel 20 verstrekken"),
    ("The exception has no ground any more.", "De uitzondering heeft geen grond meer."),
)  # fmt: skip
# RCD 22: health care, wherever presence is required.
HEALTH = right(
    "health-care-of-applicant", _BLOCK, ("RC-28",), "RCD 22(1)",
    "necessary health care wherever presence is required: emergency care, essential treatment, serious mental disorders too",
    "noodzakelijke zorg waar aanwezigheid ook vereist is: spoedzorg, essentiële behandeling, ook van ernstige psychische stoornissen",
)  # fmt: skip
HEALTH_MINOR = right(
    "health-care-of-minor", _BLOCK, ("RC-28",), "RCD 22(2)",
    "the same health care as minors who are nationals; treatment begun goes on after majority",
    "dezelfde zorg als minderjarige onderdanen; begonnen behandeling gaat na de meerderjarigheid door",
)  # fmt: skip

DIFFERENT_TABLE = register_table(
    DecisionTable(
        name="different-conditions",
        question=Bilingual(
            "May different material conditions be provided?", "Mogen andere materiële voorzieningen worden verstrekt?"
        ),
        inputs=(
            Choice(
                "reason",
                ("needs_assessment", "housing_exhausted", "too_many_persons", "disaster", "other"),
                label=Bilingual("reason", "reden"),
            ),
            yes_no("assessed", "reception needs are assessed", "opvangbehoeften zijn beoordeeld"),
            yes_no(
                "housing_unavailable",
                "ordinary housing is not available now",
                "gewone huisvesting is nu niet beschikbaar",
            ),
        ),
        outcomes={
            "allowed": Bilingual("allowed", "toegestaan"),
            "not_allowed": Bilingual("not, or no longer, allowed", "niet of niet meer toegestaan"),
        },
        hit_policy="first",
        rows=(
            Row("assessing", {"reason": "needs_assessment", "assessed": False}, "allowed", ("RC-20",), "RCD 20(10)(a)"),
            Row("assessed", {"reason": "needs_assessment"}, "not_allowed", ("RC-20",), "RCD 20(10)(a)"),
            Row("no-reason", {"reason": "other"}, "not_allowed", ("RC-20",), "RCD 20(10)"),
            Row("no-housing", {"housing_unavailable": True}, "allowed", ("RC-20",), "RCD 20(10)(b)"),
            Row("housing-there", {}, "not_allowed", ("RC-20",), "RCD 20(10)(b)"),
        ),
    )
)


def _means(case: Case) -> None:
    means = case.last(MeansAssessed)
    if means is None or not means.sufficient:
        return
    case.stand(case.permitted, CONTRIBUTE)
    if means.already_then:
        case.stand(case.permitted, REFUND)


def _different(case: Case) -> None:
    provided = case.last(DifferentConditionsProvided)
    if provided is None:
        return
    ended = case.after(DifferentConditionsEnded, provided.at)
    found = case.decide(
        DIFFERENT_TABLE,
        {
            "reason": provided.reason,
            "assessed": case.after(ReceptionNeedsAssessed, provided.at) is not None,
            "housing_unavailable": bool(case.circumstances.on(HousingUnavailable, case.today, case.state)),
        },
    )
    if found is None:
        return
    if found[0] == "allowed":
        if ended is None:
            case.stand(case.permitted, DIFFERENT, found[1], cite=found[1][0].cite)
    else:
        if ended is None:
            case.stand(case.forbidden, NOT_DIFFERENT, found[1], cite=found[1][0].cite)
        case.oblige(ORDINARY, found[1], met=ended)


def examine(case: Case) -> None:
    """What an applicant receives here."""
    if applicant_since(case) is None or protection_held(case) is not None:
        return
    case.stand(case.rights, HEALTH_MINOR if case.minor_on(case.today) else HEALTH)
    if conditions_ended(case):
        return
    case.stand(case.rights, MATERIAL)
    _means(case)
    _different(case)


chapter(782, single=examine, when=BEGINS)
