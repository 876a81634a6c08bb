"""Grounds for withdrawing protection (Regulation (EU) 2024/1347, Articles 11, 14, 16 and 19).

The procedure of the withdrawal is that of Articles 65 and 66 of Regulation (EU) 2024/1348.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts.protection import ProtectionWithdrawn, WithdrawalGroundFound
from asylon.law.provisions import Block, obligation, prohibition, right, silence
from asylon.law.resettlement.qr_20_protection_held import protection_held
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "resettlement"

WITHDRAW = obligation(
    "withdraw-protection", _BLOCK, ("Q-11",), "QR 14(1); QR 19(1)", "determining_authority",
    ("withdraw the protection, showing the ground for this person in the procedure of Article 66 APR",
     "de bescherming intrekken en de grond voor deze persoon aantonen in de procedure van artikel 66 APR"),
    ("Until the decision the status and all rights stand.", "Tot het besluit blijven de status en alle rechten bestaan."),
)  # fmt: skip
NOT_WITHDRAWN = prohibition(
    "no-withdrawal-on-this-ground", _BLOCK, ("Q-11",), "QR 14; QR 19",
    "no withdrawal on this ground: a condition of it is not met",
    "geen intrekking op deze grond: aan een voorwaarde ervan is niet voldaan",
)  # fmt: skip
GENEVA = right(
    "geneva-rights-while-present", _BLOCK, ("Q-11",), "QR 14(3)",
    "while present: the rights of Articles 3, 4, 16, 22, 31, 32 and 33 of the Geneva Convention, or similar ones",
    "bij aanwezigheid: de rechten van de artikelen 3, 4, 16, 22, 31, 32 en 33 van het Verdrag van Genève, of vergelijkbare",
)  # fmt: skip
OTHER_STATUS = silence(
    "ground-of-the-other-status", _BLOCK, ("Q-11",), "QR 14; QR 19",
    "The ground belongs to a status that this person does not hold here.",
    "De grond hoort bij een status die deze persoon hier niet heeft.",
)  # fmt: skip

_CEASED = yes_no(
    "circumstances_ceased", "cessation because circumstances changed", "beëindiging wegens gewijzigde omstandigheden"
)
_COMPELLING = yes_no(
    "compelling_reasons", "compelling reasons out of what was suffered", "dwingende redenen uit wat is ondergaan"
)
_SIGNIFICANT = yes_no(
    "change_significant", "change significant and not temporary", "verandering ingrijpend en niet tijdelijk", open_=True
)
_DECISIVE = yes_no("decisive", "decisive for the grant", "doorslaggevend voor de verlening", open_=True)
_OUTCOMES = {
    "withdraw": Bilingual("to be withdrawn", "in te trekken"),
    "keep": Bilingual("not to be withdrawn on this ground", "niet op deze grond in te trekken"),
}
_RULES = ("Q-11",)

REFUGEE = register_table(
    DecisionTable(
        name="refugee-status-withdrawal",
        question=Bilingual("Must refugee status be withdrawn?", "Moet de vluchtelingenstatus worden ingetrokken?"),
        inputs=(
            Choice(
                "ground",
                ("14(1)(a)", "14(1)(b)", "14(1)(c)", "14(1)(d)", "14(1)(e)"),
                label=Bilingual("ground (QR)", "grond (QR)"),
            ),
            _CEASED,
            _COMPELLING,
            _SIGNIFICANT,
            _DECISIVE,
            yes_no(
                "final_judgment",
                "final judgment, particularly serious crime",
                "onherroepelijk vonnis, bijzonder ernstig misdrijf",
                open_=True,
            ),
            yes_no("danger", "danger to the community", "gevaar voor de samenleving", open_=True),
        ),
        outcomes=_OUTCOMES,
        hit_policy="first",
        rows=(
            Row(
                "compelling",
                {"ground": "14(1)(a)", "circumstances_ceased": True, "compelling_reasons": True},
                "keep",
                _RULES,
                "QR 11(1)",
            ),
            Row(
                "change-not-lasting",
                {"ground": "14(1)(a)", "circumstances_ceased": True, "change_significant": False},
                "keep",
                _RULES,
                "QR 11(2)(b)",
            ),
            Row("cessation", {"ground": "14(1)(a)"}, "withdraw", _RULES, "QR 14(1)(a)"),
            Row("exclusion", {"ground": "14(1)(b)"}, "withdraw", _RULES, "QR 14(1)(b)"),
            Row("not-decisive", {"ground": "14(1)(c)", "decisive": False}, "keep", _RULES, "QR 14(1)(c)"),
            Row("misrepresentation", {"ground": "14(1)(c)"}, "withdraw", _RULES, "QR 14(1)(c)"),
            Row("security", {"ground": "14(1)(d)"}, "withdraw", _RULES, "QR 14(1)(d)"),
            Row("no-final-judgment", {"ground": "14(1)(e)", "final_judgment": False}, "keep", _RULES, "QR 14(1)(e)"),
            Row("no-danger", {"ground": "14(1)(e)", "danger": False}, "keep", _RULES, "QR 14(1)(e)"),
            Row("crime", {"ground": "14(1)(e)"}, "withdraw", _RULES, "QR 14(1)(e)"),
        ),
    )
)
SUBSIDIARY = register_table(
    DecisionTable(
        name="subsidiary-protection-withdrawal",
        question=Bilingual(
            "Must subsidiary protection be withdrawn?", "Moet de subsidiaire bescherming worden ingetrokken?"
        ),
        inputs=(
            Choice("ground", ("19(1)(a)", "19(1)(b)", "19(1)(c)"), label=Bilingual("ground (QR)", "grond (QR)")),
            _COMPELLING,
            _SIGNIFICANT,
            _DECISIVE,
        ),
        outcomes=_OUTCOMES,
        hit_policy="first",
        rows=(
            Row("compelling", {"ground": "19(1)(a)", "compelling_reasons": True}, "keep", _RULES, "QR 16(3)"),
            Row(
                "change-not-lasting", {"ground": "19(1)(a)", "change_significant": False}, "keep", _RULES, "QR 16(2)(b)"
            ),
            Row("cessation", {"ground": "19(1)(a)"}, "withdraw", _RULES, "QR 19(1)(a)"),
            Row("exclusion", {"ground": "19(1)(b)"}, "withdraw", _RULES, "QR 19(1)(b)"),
            Row("not-decisive", {"ground": "19(1)(c)", "decisive": False}, "keep", _RULES, "QR 19(1)(c)"),
            Row("misrepresentation", {"ground": "19(1)(c)"}, "withdraw", _RULES, "QR 19(1)(c)"),
        ),
    )
)
#: Points (d) and (e) leave the rights of QR 14(3).
_DANGER = ("14(1)(d)", "14(1)(e)")


def examine(case: Case) -> None:
    """What a ground that the authority found leads to, for the status that the person holds."""
    ground = case.last(WithdrawalGroundFound)
    if ground is None:
        return
    withdrawn = case.after(ProtectionWithdrawn, ground.at)
    if withdrawn is not None:
        case.oblige(WITHDRAW, cite=f"QR {ground.ground}", met=withdrawn)
        if ground.ground in _DANGER:
            case.stand(case.rights, GENEVA)
        return
    held = protection_held(case)
    if held is None or held.refugee is not ground.ground.startswith("14"):
        case.silent("withdrawal", OTHER_STATUS, cite=f"QR {ground.ground}")
        return
    inputs = {
        "ground": ground.ground,
        "compelling_reasons": ground.compelling_reasons,
        "change_significant": ground.change_significant,
        "decisive": ground.decisive,
    }
    if held.refugee:
        inputs |= {
            "circumstances_ceased": ground.circumstances_ceased,
            "final_judgment": ground.final_judgment,
            "danger": ground.danger,
        }
    found = case.decide(REFUGEE if held.refugee else SUBSIDIARY, inputs)
    if found is None:
        return
    if found[0] == "withdraw":
        case.oblige(WITHDRAW, found[1], cite=found[1][0].cite)
        if ground.ground in _DANGER:
            case.stand(case.rights, GENEVA)
    else:
        case.stand(case.forbidden, NOT_WITHDRAWN, found[1], cite=found[1][0].cite)


chapter(1014, single=examine, when=(WithdrawalGroundFound,))
