"""Detention to secure a transfer (Regulation (EU) 2024/1351, Article 44): grounds, form, review.

The shorter limits for detained persons (Article 45) stand with the limits that they shorten.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import Detained
from asylon.law.facts.reception import DetentionOrdered, DetentionReviewed
from asylon.law.facts.transfers import TransferDetentionGrounded
from asylon.law.moments import Moment
from asylon.law.provisions import JudgementQuestion, Obligation, Prohibition, Right, declare
from asylon.law.responsibility.ammr_36_38_procedure import RELEASE, detained
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

GROUND = declare(
    JudgementQuestion(
        id="ground-for-transfer-detention",
        block="responsibility",
        rules=("D-28",),
        cite="AMMR 44(2)",
        who="responsibility_unit",
        records="transfer_detention_grounded",
        question=Bilingual(
            "Is there a risk of absconding or a need of national security or public order, is detention proportional, and can nothing less coercive be applied?",
            "Bestaat er onderduikrisico of noodzaak van nationale veiligheid of openbare orde, is bewaring evenredig, en volstaat niets minder dwingends?",
        ),
    )
)
NOT_FOR_PROCEDURE = declare(
    Prohibition(
        id="no-detention-for-the-procedure-alone",
        block="responsibility",
        rules=("D-28",),
        cite="AMMR 44(1)",
        words=Bilingual(
            "no detention for the sole reason that a person is subject to this procedure",
            "geen bewaring enkel omdat iemand aan deze procedure is onderworpen",
        ),
    )
)
ORDER = declare(
    Right(
        id="written-reasoned-detention-order",
        block="responsibility",
        rules=("D-28",),
        cite="AMMR 44(5)",
        words=Bilingual(
            "a written detention order with its reasons in fact and in law",
            "een schriftelijk bewaringsbevel met feitelijke en juridische gronden",
        ),
    )
)
REVIEW = declare(
    Obligation(
        id="review-transfer-detention",
        block="responsibility",
        rules=("D-28",),
        cite="AMMR 44(5)",
        who="court",
        duty=Bilingual(
            "review speedily whether the detention ordered by an administrative authority is lawful",
            "spoedig toetsen of de door een bestuurlijke autoriteit bevolen bewaring rechtmatig is",
        ),
        consequence=Bilingual(
            "Detention without a speedy review is unlawful.", "Bewaring zonder spoedige toetsing is onrechtmatig."
        ),
    )
)

LAWFUL = register_table(
    DecisionTable(
        name="detention-for-transfer",
        question=Bilingual(
            "May this person be detained for the transfer?", "Mag deze persoon voor de overdracht in bewaring?"
        ),
        inputs=(
            Choice(
                "transfer_detention_grounded",
                ("risk_of_absconding", "security_or_order", "procedure_alone"),
                label=Bilingual("ground found individually", "individueel vastgestelde grond"),
            ),
            yes_no(
                "alternatives_fail",
                "no less coercive measure can be applied effectively",
                "geen minder dwingende maatregel is doeltreffend",
                open_=True,
            ),
        ),
        outcomes={
            "may": Bilingual("yes, for as short as possible", "ja, zo kort mogelijk"),
            "may_not": Bilingual("no", "nee"),
        },
        hit_policy="first",
        rows=(
            Row(
                "procedure-alone",
                {"transfer_detention_grounded": "procedure_alone"},
                "may_not",
                ("D-28",),
                "AMMR 44(1)",
            ),
            Row("alternative", {"alternatives_fail": False}, "may_not", ("D-28",), "AMMR 44(2)"),
            Row("ground", {}, "may", ("D-28",), "AMMR 44(2)"),
        ),
    )
)


def examine(case: Case) -> None:
    """The grounds and guarantees while a detention under Article 44 lasts."""
    held = detained(case, Moment(case.at))
    if held is None:
        return
    grounded = case.last(TransferDetentionGrounded)
    order = case.last(DetentionOrdered)
    reviewed = case.after(DetentionReviewed, held.at)
    case.stand(case.forbidden, NOT_FOR_PROCEDURE)
    case.stand(case.rights, ORDER)
    if order is None or order.by == "administrative":
        case.oblige(REVIEW, met=reviewed)
    if reviewed is not None and not reviewed.lawful:
        case.oblige(RELEASE, cite="AMMR 44(5)")
    found = case.decide(
        LAWFUL,
        {
            "transfer_detention_grounded": grounded.ground if grounded else None,
            "alternatives_fail": order.alternatives_fail if order else None,
        },
        known_as={"alternatives_fail": "detention_ordered"},
    )
    if found is None:
        case.stand(case.judgements, GROUND)
    elif found[0] == "may_not":
        case.oblige(RELEASE, found[1], cite=found[1][0].cite)


chapter(645, single=examine, when=(Detained,))
