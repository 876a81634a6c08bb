"""Reduction or withdrawal of material reception conditions (Directive (EU) 2024/1346, Article 23)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import ApplicationLodged, Fact
from asylon.law.facts.reception import (
    ConditionsReinstated,
    ReductionDecided,
    ReductionGroundCeased,
    ReductionGroundFound,
)
from asylon.law.position import Reason
from asylon.law.provisions import Block, obligation, permission, prohibition
from asylon.law.reception.rcd_2_applicant import applicant_since, last_here
from asylon.law.reception.rcd_21_transfer import STANDARD, conditions_ended, required_here
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "reception"

ALLOWANCE = permission(
    "reduce-or-withdraw-allowance", _BLOCK, ("RC-23",), "RCD 23(1)",
    "reduce or withdraw the daily allowance by an individual reasoned decision",
    "de dagvergoeding verlagen of intrekken bij individueel gemotiveerd besluit", "reduction_decided",
)  # fmt: skip
REDUCE = permission(
    "reduce-other-conditions", _BLOCK, ("RC-23",), "RCD 23(1)(a)",
    "reduce other material conditions if duly justified and proportionate",
    "andere materiële voorzieningen beperken als dat gerechtvaardigd en evenredig is", "reduction_decided",
)  # fmt: skip
WITHDRAW = permission(
    "withdraw-other-conditions", _BLOCK, ("RC-23",), "RCD 23(1)(b)",
    "withdraw other material conditions if duly justified and proportionate",
    "andere materiële voorzieningen intrekken als dat gerechtvaardigd en evenredig is", "reduction_decided",
)  # fmt: skip
NO_FULL = prohibition(
    "no-withdrawal-of-other-conditions", _BLOCK, ("RC-23",), "RCD 23(1)(b)",
    "conditions other than the allowance may not be withdrawn: only serious breach of the centre's rules or violence allows that",
    "andere voorzieningen dan de dagvergoeding mogen niet worden ingetrokken: alleen ernstige overtreding van centrumregels of geweld laat dat toe",
)  # fmt: skip
BEFORE_DECISION = prohibition(
    "no-reduction-before-decision", _BLOCK, ("RC-24",), "RCD 23(5)",
    "nothing may be reduced or withdrawn before a decision is taken", "niets mag worden beperkt of ingetrokken voordat een besluit is genomen",
)  # fmt: skip
REASONS = obligation(
    "reasoned-reduction", _BLOCK, ("RC-24",), "RCD 23(4)", "reception_authority",
    ("state the reasons of the decision, drawn from the applicant's own situation, special needs and proportion",
     "het besluit motiveren vanuit de eigen situatie van de verzoeker, bijzondere behoeften en evenredigheid"),
    ("A decision without individual reasons does not stand on appeal (RCD 29).",
     "Een besluit zonder individuele motivering houdt in beroep geen stand (RCD 29)."),
)  # fmt: skip
CONSIDER = obligation(
    "consider-reinstatement", _BLOCK, ("RC-24",), "RCD 23(3)", "reception_authority",
    ("consider whether some or all of the conditions are to be given again",
     "overwegen of sommige of alle voorzieningen worden hersteld"),
    ("The ground has gone; what is not given again needs a duly justified decision.",
     "De grond is vervallen; wat niet wordt hersteld vergt een gemotiveerd besluit."),
)  # fmt: skip
JUSTIFY = obligation(
    "justify-partial-reinstatement", _BLOCK, ("RC-24",), "RCD 23(3)", "reception_authority",
    ("take and notify a duly justified decision on what is not given again",
     "een gemotiveerd besluit nemen en bekendmaken over wat niet wordt hersteld"),
    ("The decision can be appealed (RCD 29).", "Tegen het besluit staat beroep open (RCD 29)."),
)  # fmt: skip

_GROUNDS = ("23(2)(a)", "23(2)(b)", "23(2)(c)", "23(2)(d)", "23(2)(e)", "23(2)(f)")

MEASURES = register_table(
    DecisionTable(
        name="reduction-of-conditions",
        question=Bilingual(
            "Which material conditions may be reduced or withdrawn?", "Welke materiële voorzieningen mogen worden beperkt of ingetrokken?"
        ),
        inputs=(
            Choice("ground", _GROUNDS, label=Bilingual("situation (RCD)", "situatie (RCD)")),
            Choice(
                "required_here", closed=True, otherwise=True,
                label=Bilingual("presence is required here", "aanwezigheid is hier vereist"),
            ),
            yes_no("beyond_control", "beyond the applicant's control (f)", "buiten de macht van de verzoeker (f)"),
        ),
        outcomes={
            "reduce": Bilingual("allowance withdrawn or reduced, other conditions reduced", "dagvergoeding ingetrokken of verlaagd, overige beperkt"),
            "withdraw": Bilingual("all may be withdrawn, the Charter standard apart", "alles mag worden ingetrokken, behalve de standaard van het Handvest"),
            "nothing": Bilingual("nothing", "niets"),
        },
        hit_policy="first",
        rows=(
            Row("elsewhere", {"required_here": False}, "nothing", ("RC-23",), "RCD 23(1)"),
            Row("left", {"ground": "23(2)(a)"}, "reduce", ("RC-23",), "RCD 23(2)(a)"),
            Row("no-cooperation", {"ground": "23(2)(b)"}, "reduce", ("RC-23",), "RCD 23(2)(b)"),
            Row("subsequent", {"ground": "23(2)(c)"}, "reduce", ("RC-23",), "RCD 23(2)(c)"),
            Row("concealed", {"ground": "23(2)(d)"}, "reduce", ("RC-23",), "RCD 23(2)(d)"),
            Row("breach", {"ground": "23(2)(e)"}, "withdraw", ("RC-23",), "RCD 23(2)(e)"),
            Row("no-fault", {"ground": "23(2)(f)", "beyond_control": True}, "nothing", ("RC-23",), "RCD 23(2)(f)"),
            Row("integration", {"ground": "23(2)(f)"}, "reduce", ("RC-23",), "RCD 23(2)(f)"),
        ),
    )
)  # fmt: skip
#: 23(3): the situations in which reinstatement must be considered once they end.
_MAY_END = ("23(2)(a)", "23(2)(b)", "23(2)(f)")


def _ground(case: Case) -> tuple[str, bool, Fact] | None:
    """The situation found last, or the subsequent application that is one by itself (23(2)(c))."""
    found = case.last(ReductionGroundFound)
    if found is not None:
        return found.ground, found.beyond_control, found
    lodged = last_here(case, ApplicationLodged)
    if lodged is not None and lodged.subsequent:
        return "23(2)(c)", False, lodged
    return None


def _decision(case: Case, decided: ReductionDecided, outcome: str, why: tuple[Reason, ...]) -> None:
    case.oblige(REASONS, met=decided if decided.reasoned else None)
    case.stand(case.rights, STANDARD, rules=("RC-24",))
    if decided.measure == "other_withdrawn" and outcome != "withdraw":
        case.stand(case.forbidden, NO_FULL, why)


def _reinstatement(case: Case, ceased: ReductionGroundCeased, why: tuple[Reason, ...]) -> None:
    given = case.after(ConditionsReinstated, ceased.at)
    case.oblige(CONSIDER, why, met=given)
    if given is not None and not given.everything:
        case.oblige(JUSTIFY, why, met=given if given.justified else None)


def examine(case: Case) -> None:
    """From the situation found, over the decision, to reinstatement."""
    if applicant_since(case) is None or conditions_ended(case):
        return
    situation = _ground(case)
    if situation is None:
        return
    ground, beyond_control, since = situation
    found = case.decide(
        MEASURES, {"ground": ground, "required_here": required_here(case), "beyond_control": beyond_control}
    )
    if found is None:
        return
    outcome, why = found
    decided = case.after(ReductionDecided, since.at)
    ceased = case.after(ReductionGroundCeased, since.at)
    if decided is None:
        case.stand(case.forbidden, BEFORE_DECISION, why)
    else:
        _decision(case, decided, outcome, why)
        if ceased is not None and ground in _MAY_END:
            _reinstatement(case, ceased, why)
    if outcome == "nothing" or ceased is not None:
        return
    case.stand(case.permitted, ALLOWANCE, why)
    case.stand(case.permitted, REDUCE, why)
    if outcome == "withdraw":
        case.stand(case.permitted, WITHDRAW, why)
    else:
        case.stand(case.forbidden, NO_FULL, why)


chapter(783, single=examine, when=(ReductionGroundFound, ReductionDecided, ApplicationLodged))
