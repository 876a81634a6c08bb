"""Temporary protection and asylum (Directive 2001/55/EC, Articles 17 to 19).

Whoever enjoys temporary protection may apply for international protection at any time. A Member State may rule that the
two do not go together while the application is pending; after a rejection the rest of the protection is enjoyed.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import ApplicationMade, DecisionTaken
from asylon.law.facts.temporary_protection import DisplacedPersonDescribed, TemporaryProtectionRegistered
from asylon.law.provisions import Block, obligation, right, route_step
from asylon.law.table_inputs import yes_no
from asylon.law.tables import Choice, DecisionTable, Row, register_table
from asylon.law.temporary_protection.tpd_2_7_scope import protection

_BLOCK: Block = "temporary_protection"

APPLY = right(
    "temporary-protection-apply-for-asylum", _BLOCK, ("TP-16", "TP-4"), "TPD 17(1)",
    "apply for international protection at any time", "te allen tijde om internationale bescherming verzoeken",
)  # fmt: skip
CONTINUES = route_step(
    "temporary-protection-beside-application", _BLOCK, ("TP-16",), "TPD 19(1)",
    "temporary protection goes on beside the pending application", "tijdelijke bescherming loopt door naast het lopende verzoek",
)  # fmt: skip
RESTS = route_step(
    "temporary-protection-rests", _BLOCK, ("TP-16",), "TPD 19(1)",
    "by national law temporary protection is not enjoyed together with the status of applicant while the application is examined",
    "naar nationaal recht wordt tijdelijke bescherming niet genoten samen met de status van verzoeker zolang het verzoek wordt behandeld",
)  # fmt: skip
REMAINDER = right(
    "temporary-protection-after-rejection", _BLOCK, ("TP-16",), "TPD 19(2)",
    "enjoy the rest of the temporary protection after the rejection", "na de afwijzing de rest van de tijdelijke bescherming genieten",
)  # fmt: skip
GRANTED = route_step(
    "temporary-protection-not-prejudging", _BLOCK, ("TP-16",), "TPD 3(1)",
    "international protection was granted; temporary protection did not prejudge it",
    "internationale bescherming is verleend; tijdelijke bescherming stond daaraan niet in de weg",
)  # fmt: skip
COMPLETE = obligation(
    "complete-examination-after-temporary-protection", _BLOCK, ("TP-16",), "TPD 17(2)", "determining_authority",
    ("complete the examination that was not finished when temporary protection ended", "de behandeling afronden die bij het einde van de tijdelijke bescherming niet klaar was"),
    ("The person stays an applicant until then.", "De persoon blijft tot dan verzoeker."),
)  # fmt: skip

BESIDE = register_table(
    DecisionTable(
        name="temporary-protection-and-asylum",
        question=Bilingual(
            "What becomes of temporary protection when international protection is asked?",
            "Wat gebeurt er met de tijdelijke bescherming als om internationale bescherming wordt verzocht?",
        ),
        inputs=(
            Choice("application", ("none", "pending", "rejected", "granted"), closed=True, otherwise="none", label=Bilingual("application", "verzoek"), words={
                "pending": Bilingual("pending", "in behandeling"),
                "rejected": Bilingual("rejected", "afgewezen"),
                "granted": Bilingual("protection granted", "bescherming verleend"),
            }),
            yes_no("incompatible", "national law bars holding both", "nationaal recht sluit samenloop uit"),
        ),
        outcomes={
            "nothing": Bilingual("nothing", "niets"),
            CONTINUES.id: Bilingual("it goes on", "zij loopt door"),
            RESTS.id: Bilingual("it rests meanwhile", "zij rust intussen"),
            REMAINDER.id: Bilingual("its rest is enjoyed", "de rest ervan wordt genoten"),
            GRANTED.id: Bilingual("it does not stand in the way", "zij staat niet in de weg"),
        },
        hit_policy="first",
        rows=(
            Row("none", {"application": "none"}, "nothing", ("TP-16",), "TPD 17(1)"),
            Row("granted", {"application": "granted"}, GRANTED.id, ("TP-16",), "TPD 3(1)"),
            Row("rejected", {"application": "rejected"}, REMAINDER.id, ("TP-16",), "TPD 19(2)"),
            Row("incompatible", {"incompatible": True}, RESTS.id, ("TP-16",), "TPD 19(1)"),
            Row("beside", {}, CONTINUES.id, ("TP-16",), "TPD 19(1)"),
        ),
    )
)  # fmt: skip


def examine(case: Case) -> None:
    """Applying, and the two statuses beside each other."""
    made = case.here(ApplicationMade)
    decided_on = case.after(DecisionTaken, made.at) if made is not None else None
    pending = made is not None and decided_on is None
    found = protection(case)
    if found is None:
        if pending and any(step.provision == "temporary-protection-over" for step in case.steps):
            case.oblige(COMPLETE)
        return
    case.stand(case.rights, APPLY, until=found.until)
    granted = decided_on is not None and decided_on.outcome in ("refugee_status", "subsidiary_protection")
    application = "none" if made is None else "pending" if pending else "granted" if granted else "rejected"
    outcome = case.decide(BESIDE, {"application": application, "incompatible": case.provides("TPD 19(1)")})
    if outcome is None or outcome[0] == "nothing":
        return
    if outcome[0] == REMAINDER.id:
        case.stand(case.rights, REMAINDER, outcome[1], until=found.until)
        return
    step = {item.id: item for item in (CONTINUES, RESTS, GRANTED)}[outcome[0]]
    case.stand(case.steps, step, outcome[1], cite=outcome[1][0].cite)


chapter(1117, single=examine, when=(DisplacedPersonDescribed, TemporaryProtectionRegistered))
