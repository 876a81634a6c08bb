"""Responsibility offsets, case by case (Regulation (EU) 2024/1351, Articles 63(6), (8), (9) and 69(3); CFMR 9(1)(c)).

The file is that of the contributing Member State. Which applications it takes over is its own choice among those that
fulfil every condition.
"""

from __future__ import annotations

from datetime import datetime

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts.determination import ResponsibilityIndicated
from asylon.law.facts.solidarity import ConsideredForOffset, IdentifiedForOffset, OffsetCommunicated
from asylon.law.position import Responsible
from asylon.law.procedure.apr_42_acceleration import unaccompanied_minor
from asylon.law.provisions import JudgementQuestion, Obligation, Permission, Prohibition, declare
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_COUNTING = ("AMMR 29", "AMMR 30", "AMMR 31", "AMMR 32", "AMMR 33")

CONDITIONS = register_table(
    DecisionTable(
        name="offset-case",
        question=Bilingual(
            "May the contributing Member State take over this application as an offset?",
            "Mag de bijdragende lidstaat dit verzoek als compensatie overnemen?",
        ),
        inputs=(
            Choice("unaccompanied_minor", label=Bilingual("unaccompanied minor", "niet-begeleide minderjarige")),
            Choice(
                "criterion",
                ("29_to_33", "another"),
                label=Bilingual("criterion of the benefitting Member State", "criterium van de begunstigde lidstaat"),
                words={
                    "29_to_33": Bilingual("Articles 29 to 33", "artikel 29 tot en met 33"),
                    "another": Bilingual("another", "een ander"),
                },
            ),
            Choice("limit_expired", label=Bilingual("time limit expired", "termijn verstreken")),
            Choice("absconded", label=Bilingual("absconded from here", "hier ondergedoken")),
            Choice("beneficiary", label=Bilingual("beneficiary of protection", "persoon met bescherming")),
            Choice("admitted", label=Bilingual("admitted person", "toegelaten persoon")),
            yes_no("finally_rejected", "finally rejected there", "daar definitief afgewezen"),
        ),
        outcomes={
            "not": Bilingual("no", "nee"),
            "may": Bilingual("yes", "ja"),
            "may_rejected": Bilingual(
                "yes, if it so chooses, as a subsequent application", "ja, als hij dat kiest, als volgend verzoek"
            ),
        },
        hit_policy="first",
        rows=(
            Row("minor", {"unaccompanied_minor": True}, "not", ("L-22",), "AMMR 63(8)(a)"),
            Row("criterion", {"criterion": "another"}, "not", ("L-22",), "AMMR 63(8)(b)"),
            Row("expired", {"limit_expired": True}, "not", ("L-22", "O-25"), "AMMR 63(8)(c)"),
            Row("absconded", {"absconded": True}, "not", ("L-22",), "AMMR 63(8)(d)"),
            Row("beneficiary", {"beneficiary": True}, "not", ("L-22",), "AMMR 63(8)(e)"),
            Row("admitted", {"admitted": True}, "not", ("L-22",), "AMMR 63(8)(f)"),
            Row("rejected", {"finally_rejected": True}, "may_rejected", ("L-22",), "AMMR 63(9)"),
            Row("all", {}, "may", ("L-22", "O-25"), "AMMR 63(8)"),
        ),
    )
)

MAY = declare(
    Permission(
        id="offset",
        block="solidarity",
        rules=("L-22", "L-23"),
        cite="AMMR 63(6)",
        words=Bilingual(
            "take responsibility for the application as an offset",
            "verantwoordelijkheid voor het verzoek nemen als compensatie",
        ),
        records="identified_for_offset",
    )
)
MAY_NOT = declare(
    Prohibition(
        id="no-offset",
        block="solidarity",
        rules=("L-22",),
        cite="AMMR 63(8)",
        words=Bilingual("count this application as an offset", "dit verzoek als compensatie meetellen"),
    )
)
WHICH = declare(
    JudgementQuestion(
        id="offset-chosen",
        block="solidarity",
        rules=("L-23",),
        cite="AMMR 63(6)",
        question=Bilingual(
            "Does the contributing Member State take over this application?",
            "Neemt de bijdragende lidstaat dit verzoek over?",
        ),
        who="contributing_state",
        records="identified_for_offset",
    )
)
INDICATE = declare(
    Obligation(
        id="offset-indicated-in-eurodac",
        block="solidarity",
        rules=("L-23",),
        cite="AMMR 63(6); EUD 16(3)",
        who="contributing_state",
        duty=Bilingual("indicate its responsibility in Eurodac", "zijn verantwoordelijkheid in Eurodac vermelden"),
        consequence=Bilingual(
            "The benefitting Member State still appears as responsible.",
            "De begunstigde lidstaat staat nog als verantwoordelijk vermeld.",
        ),
    )
)
TELL = declare(
    Obligation(
        id="offset-communicated",
        block="solidarity",
        rules=("L-23",),
        cite="AMMR 63(6)",
        who="contributing_state",
        duty=Bilingual(
            "inform the benefitting Member State through DubliNet", "de begunstigde lidstaat via DubliNet informeren"
        ),
        consequence=Bilingual(
            "The benefitting Member State does not know that it is relieved.",
            "De begunstigde lidstaat weet niet dat hij is ontlast.",
        ),
    )
)


def _limit_expired(case: Case, at: datetime) -> bool | None:
    """AMMR 63(8)(c): "the transfer time limit set out in Article 39(1)" (O-25); None where no such limit is known.

    A request made in time does not let the limit expire: it has been kept.
    """
    wanted = "take-charge-request" if case.book.answer("O-25") == "limit_of_39_1" else "transfer"
    limits = [duty for duty in case.duties if duty.provision.startswith(wanted) and duty.end is not None]
    if not limits:
        return None
    # Whichever of the limits of the Article ends first has expired; the one that counts is the earliest.
    return any(duty.end is not None and duty.end <= at and not duty.met_in_time for duty in limits)


def examine(case: Case) -> None:
    """One application that a contributing Member State considers, or has identified."""
    found = case.here(ConsideredForOffset)
    if found is None or not case.covers("AMMR 63(6)", found):
        return
    taken = case.after(IdentifiedForOffset, found.at)
    at = taken.at.instant(case.zone) if taken is not None else case.at
    criterion = None if found.criterion is None else "29_to_33" if found.criterion in _COUNTING else "another"
    decided = case.decide(
        CONDITIONS,
        {
            "unaccompanied_minor": unaccompanied_minor(case),
            "criterion": criterion,
            "limit_expired": _limit_expired(case, at),
            "absconded": found.absconded_from_here,
            "beneficiary": found.beneficiary,
            "admitted": found.admitted,
            "finally_rejected": found.finally_rejected,
        },
        known_as={
            "unaccompanied_minor": "born",
            "limit_expired": "application_registered",
            "absconded": "absconded_from_here",
        },
    )
    if decided is None:
        return
    outcome, why = decided
    if outcome == "not":
        case.stand(case.forbidden, MAY_NOT, why, cite=why[0].cite, rules=why[0].rules)
        return
    if taken is None:
        case.stand(case.permitted, MAY, why, rules=why[0].rules, cite=why[0].cite, about=found.benefitting)
        case.stand(case.judgements, WHICH, why, about=found.benefitting)
        return
    case.responsible = Responsible(
        state=case.state, criterion="AMMR 63(6)", settled=True, rules=("L-23",), cite="AMMR 63(6)", reasons=why
    )
    case.oblige(INDICATE, why, met=case.after(ResponsibilityIndicated, taken.at))
    case.oblige(TELL, why, met=case.after(OffsetCommunicated, taken.at))


chapter(763, single=examine, when=(ConsideredForOffset,))
