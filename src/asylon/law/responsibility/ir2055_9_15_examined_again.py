"""Refused, and examined again (Implementing Regulation (EU) 2025/2055, Articles 9, 15 and 16).

A refusal of a take charge request may be put to the requested Member State once more, and so may a take back that was not
confirmed because responsibility had ceased. In both, silence of the other Member State is no consent.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts import TakeBackNotified, TakeBackReplied, TakeChargeReplied, TakeChargeRequested
from asylon.law.facts.transfers import (
    ReconsiderationAnswered,
    ReconsiderationRequested,
    ReExaminationAnswered,
    ReExaminationRequested,
)
from asylon.law.provisions import Obligation, Prohibition, declare
from asylon.law.responsibility.ammr_36_38_procedure import ENDEAVOUR, NOTIFIED, REQUESTED, UNIT, limit
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_REFUSAL = Bilingual("the receipt of the refusal", "de ontvangst van de weigering")
_ASKED = Bilingual("the receipt of that request", "de ontvangst van dat verzoek")
_OVER = Bilingual(
    "The refusal stands; nothing else follows from not asking.", "De weigering blijft staan; meer volgt er niet uit."
)

RE_EXAMINE = limit(
    "re-examination-request", ("D-44",), "IR2055 9(2)", UNIT,
    Bilingual("ask for re-examination, if the refusal is thought wrong", "heroverweging vragen, als de weigering onjuist wordt geacht"),
    _REFUSAL, _OVER, by=Counting.REG_1182_71, records="re_examination_requested",
)  # fmt: skip
RE_EXAMINED = limit(
    "re-examination-reply", ("D-44",), "IR2055 9(2)", REQUESTED,
    Bilingual("endeavour to answer the request for re-examination", "ernaar streven op het verzoek om heroverweging te antwoorden"),
    _ASKED, ENDEAVOUR, by=Counting.REG_1182_71, records="re_examination_answered",
)  # fmt: skip
RECONSIDER = limit(
    "reconsideration-request", ("D-45",), "IR2055 15(3)", UNIT,
    Bilingual("ask for reconsideration, if the non-confirmation is thought wrong", "heroverweging vragen, als de niet-bevestiging onjuist wordt geacht"),
    Bilingual("the non-confirmation", "de niet-bevestiging"), _OVER,
    by=Counting.REG_1182_71, records="reconsideration_requested",
)  # fmt: skip
RECONSIDERED = limit(
    "reconsideration-reply", ("D-45",), "IR2055 15(3)", NOTIFIED,
    Bilingual("endeavour to confirm or to maintain the non-confirmation", "ernaar streven te bevestigen of bij de niet-bevestiging te blijven"),
    _ASKED, ENDEAVOUR, by=Counting.REG_1182_71, records="reconsideration_answered",
)  # fmt: skip

NO_SILENCE = declare(
    Prohibition(
        id="no-acceptance-by-silence-on-re-examination",
        block="responsibility",
        rules=("D-44", "D-45"),
        cite="IR2055 9(2)",
        words=Bilingual(
            "silence on this request counts neither as acceptance nor as confirmation, and lengthens no other limit",
            "stilzwijgen op dit verzoek geldt niet als aanvaarding of bevestiging en verlengt geen andere termijn",
        ),
    )
)
NEW_NOTIFICATION = declare(
    Obligation(
        id="new-take-back-notification",
        block="responsibility",
        rules=("D-46",),
        cite="IR2055 15(2)",
        who=UNIT,
        duty=Bilingual(
            "send a new take back notification, with the evidence, to the Member State that is responsible now",
            "een nieuwe kennisgeving van terugname met het bewijs zenden aan de lidstaat die nu verantwoordelijk is",
        ),
        consequence=Bilingual(
            "Without it no Member State is bound to take back.",
            "Zonder die kennisgeving is geen lidstaat gebonden tot terugname.",
        ),
    )
)

OBJECTION = register_table(
    DecisionTable(
        name="take-back-objection",
        question=Bilingual(
            "What follows from a take back notification that was not confirmed?",
            "Wat volgt uit een kennisgeving van terugname die niet is bevestigd?",
        ),
        inputs=(
            Choice(
                "objection",
                ("AMMR 37(1)", "AMMR 37(2)", "AMMR 37(4)", "AMMR 37(5)", "wrong_indication", "other"),
                label=Bilingual("objection", "bezwaar"),
            ),
            yes_no(
                "without_biometrics",
                "notified without comparable biometric data (12(6))",
                "kennisgeving zonder vergelijkbare biometrie (12, lid 6)",
            ),
        ),
        hit_policy="first",
        outcomes={
            "new_notification": Bilingual(
                "a new notification to the other Member State", "een nieuwe kennisgeving aan de andere lidstaat"
            ),
            "reconsideration": Bilingual("reconsideration may be asked", "heroverweging kan worden gevraagd"),
            "inadmissible": Bilingual("no ground on which to object", "geen grond voor bezwaar"),
        },
        rows=(
            Row("shifted", {"objection": "AMMR 37(1)"}, "new_notification", ("D-46", "D-18"), "IR2055 15(2)"),
            Row(
                "wrong-indication",
                {"objection": "wrong_indication"},
                "new_notification",
                ("D-46", "D-18"),
                "IR2055 16(2)",
            ),
            Row(
                "ceased",
                {"objection": ("AMMR 37(2)", "AMMR 37(4)", "AMMR 37(5)")},
                "reconsideration",
                ("D-45", "D-18"),
                "IR2055 15(3)",
            ),
            Row("without-biometrics", {"without_biometrics": True}, "reconsideration", ("D-45",), "IR2055 15(4)"),
            Row("other", {"objection": "other"}, "inadmissible", ("D-18",), "AMMR 41(3)"),
        ),
    )
)


def finally_refused(case: Case) -> frozenset[str]:
    """Member States that refused to take charge and whose refusal can no longer be examined again."""
    if TakeChargeReplied not in case.kinds:
        return frozenset()
    found = set()
    for requested in case.all(TakeChargeRequested):
        replied = case.after(TakeChargeReplied, requested.at)
        if requested.humanitarian or replied is None or replied.accepted:
            continue
        asked = case.after(ReExaminationRequested, replied.at)
        answered = case.after(ReExaminationAnswered, asked.at) if asked else None
        if answered is not None:
            over = not answered.accepted
        elif asked is not None:
            over = case.count(asked.at, RE_EXAMINED.length, RE_EXAMINED.by).end <= case.now
        else:
            over = case.count(replied.at, RE_EXAMINE.length, RE_EXAMINE.by).end <= case.now
        if over:
            found.add(requested.to)
    return frozenset(found)


def re_examination(case: Case, refused: TakeChargeReplied, state: str) -> ReExaminationAnswered | None:
    """The clocks after a refusal; the answer that accepts after all, if there is one."""
    asked = case.after(ReExaminationRequested, refused.at)
    over = case.count(refused.at, RE_EXAMINE.length, RE_EXAMINE.by).end <= case.now
    case.limit(RE_EXAMINE, refused, met=asked, lapsed=over)
    if asked is None:
        return None
    answered = case.after(ReExaminationAnswered, asked.at)
    calendar = case.book.calendar(state)
    over = case.count(asked.at, RE_EXAMINED.length, RE_EXAMINED.by, calendar=calendar).end <= case.now
    case.limit(RE_EXAMINED, asked, met=answered, state=state, lapsed=over)
    case.stand(case.forbidden, NO_SILENCE)
    return answered if answered is not None and answered.accepted else None


def reconsideration(case: Case, notified: TakeBackNotified, refused: TakeBackReplied) -> ReconsiderationAnswered | None:
    """What may follow a non-confirmation; the answer that confirms after all, if there is one."""
    if refused.objection is None:
        return None
    found = case.decide(OBJECTION, {"objection": refused.objection, "without_biometrics": notified.without_biometrics})
    if found is None:
        return None
    outcome, why = found
    if outcome == "new_notification":
        other = case.after(TakeBackNotified, refused.at)
        case.oblige(NEW_NOTIFICATION, why, met=other, cite=why[0].cite)
    if outcome != "reconsideration":
        return None
    asked = case.after(ReconsiderationRequested, refused.at)
    over = case.count(refused.at, RECONSIDER.length, RECONSIDER.by).end <= case.now
    case.limit(RECONSIDER, refused, met=asked, lapsed=over, reasons=why)
    if asked is None:
        return None
    answered = case.after(ReconsiderationAnswered, asked.at)
    calendar = case.book.calendar(notified.to)
    over = case.count(asked.at, RECONSIDERED.length, RECONSIDERED.by, calendar=calendar).end <= case.now
    case.limit(RECONSIDERED, asked, met=answered, state=notified.to, lapsed=over)
    case.stand(case.forbidden, NO_SILENCE, cite="IR2055 15(3)")
    return answered if answered is not None and answered.confirmed else None
