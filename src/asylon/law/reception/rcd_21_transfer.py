"""Reception after a transfer decision (Directive (EU) 2024/1346, Article 21; Regulation (EU) 2024/1351, Articles 17(4) and 18)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import TransferAppealDecided, TransferDecisionNotified
from asylon.law.facts.reception import ReceptionEndStated, ReceptionInformationGiven
from asylon.law.facts.safeguards import TraffickingIndicated
from asylon.law.provisions import Block, judgement, obligation, right, route_step
from asylon.law.reception.rcd_2_applicant import applicant_since
from asylon.law.tables import DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "reception"
_RULES = ("RC-21", "D-4")

ENDED = route_step(
    "conditions-ended-by-transfer-decision", _BLOCK, _RULES, "RCD 21",
    "not entitled here to work, courses and material conditions since the transfer decision was notified",
    "hier geen recht op werk, cursussen en materiële voorzieningen sinds het overdrachtsbesluit is bekendgemaakt",
)  # fmt: skip
STANDARD = right(
    "charter-standard-of-living", _BLOCK, ("RC-21", "RC-24"), "RCD 21; AMMR 18(1); RCD 23(4)",
    "a standard of living in accordance with Union law, the Charter and international obligations",
    "een levensstandaard overeenkomstig het Unierecht, het Handvest en internationale verplichtingen",
)  # fmt: skip
STATE_IT = obligation(
    "state-end-of-conditions", _BLOCK, ("RC-21",), "RCD 21", "responsibility_unit",
    ("state in the transfer decision, or in a separate decision, that the conditions are withdrawn, and inform the applicant",
     "in het overdrachtsbesluit of een afzonderlijk besluit vermelden dat de voorzieningen zijn ingetrokken, en de verzoeker inlichten"),
    ("A withdrawal that was never stated can be appealed (RCD 29(1)).", "Tegen een nooit vermelde intrekking staat beroep open (RCD 29(1))."),
)  # fmt: skip
PROPORTIONATE = judgement(
    "measures-after-transfer-decision", _BLOCK, ("RC-21", "D-4"), "AMMR 18(4)", "member_state",
    "are the measures proportionate in this person's circumstances, with any real risk where presence is required in view?",
    "zijn de maatregelen evenredig in de omstandigheden van deze persoon, met oog voor elk reëel risico waar aanwezigheid vereist is?",
)  # fmt: skip

AFTER_DECISION = register_table(
    DecisionTable(
        name="conditions-after-transfer-decision",
        question=Bilingual(
            "Is the applicant still entitled to the reception conditions of Articles 17 to 20 here?",
            "Heeft de verzoeker hier nog recht op de opvangvoorzieningen van de artikelen 17 tot en met 20?",
        ),
        inputs=(
            yes_no("notified", "transfer decision notified", "overdrachtsbesluit bekendgemaakt"),
            yes_no("required_here", "presence is required here", "aanwezigheid is hier vereist", open_=True),
            yes_no(
                "trafficking", "reasonable grounds to believe trafficking", "redelijke aanwijzingen voor mensenhandel"
            ),
            yes_no(
                "informed", "informed of the consequence beforehand", "vooraf over het gevolg geïnformeerd", open_=True
            ),
        ),
        outcomes={
            "entitled": Bilingual("entitled", "heeft recht"),
            "ended": Bilingual("no longer entitled", "heeft geen recht meer"),
        },
        hit_policy="first",
        rows=(
            Row("no-decision", {"notified": False}, "entitled", ("RC-1",), "RCD 19(1)"),
            Row("required-here", {"required_here": True}, "entitled", _RULES, "RCD 21"),
            Row("trafficking", {"trafficking": True}, "entitled", ("RC-22", "O-29"), "AMMR 18(3)"),
            Row("not-informed", {"informed": False}, "entitled", ("RC-22", "D-4"), "AMMR 18(1)"),
            Row("ended", {}, "ended", _RULES, "RCD 21"),
        ),
    )
)


def required_here(case: Case) -> bool | None:
    """Whether presence is required in this Member State, as AMMR 17(4) found before; None where the facts do not tell."""
    must_be_in: str = case.findings.get("must_be_in", "")
    return must_be_in == case.state if must_be_in else None


def _informed(case: Case) -> bool | None:
    told = [fact.consequences_told for fact in case.all(ReceptionInformationGiven)]
    if True in told:
        return True
    return False if told and None not in told else None


def conditions_ended(case: Case) -> bool:
    """Whether Articles 17 to 20 no longer apply here because of a transfer decision; asked after responsibility is settled."""
    found: bool | None = case.findings.get("conditions_ended")
    if found is None:
        found = case.findings["conditions_ended"] = _ended(case)
    return found


def _ended(case: Case) -> bool:
    notified = case.last(TransferDecisionNotified)
    if notified is None:
        return False
    annulled = case.after(TransferAppealDecided, notified.at)
    decided = case.decide(
        AFTER_DECISION,
        {
            "notified": annulled is None or annulled.transfer_upheld,
            "required_here": required_here(case),
            "trafficking": case.first(TraffickingIndicated) is not None,
            "informed": _informed(case),
        },
        known_as={"required_here": "presence_required", "informed": "reception_information_given"},
    )
    if decided is None or decided[0] == "entitled":
        return False
    why = decided[1]
    case.stand(case.steps, ENDED, why)
    case.stand(case.rights, STANDARD, why)
    case.oblige(STATE_IT, why, met=case.last(ReceptionEndStated))
    case.stand(case.judgements, PROPORTIONATE, why)
    return True


def examine(case: Case) -> None:
    """From the notification of a transfer decision."""
    if applicant_since(case) is not None:
        conditions_ended(case)


chapter(780, single=examine, when=(TransferDecisionNotified,))
