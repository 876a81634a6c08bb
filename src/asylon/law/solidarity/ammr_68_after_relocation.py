"""After relocation, and between its confirmation and the transfer (Regulation (EU) 2024/1351, Articles 38(5) and 68)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import ApplicationRegistered, ArrivedAfterRelocation, DocumentHeld, FoundIllegallyStaying
from asylon.law.facts.determination import ResponsibilityIndicated
from asylon.law.facts.responsibility import Relocated
from asylon.law.facts.solidarity import RelocationReplied
from asylon.law.position import Reason, Responsible
from asylon.law.provisions import Obligation, Right, RouteStep, declare
from asylon.law.tables import Choice, DecisionTable, Row, register_table

#: Criteria that do not count after a relocation (AMMR 68(2)); the determination itself goes on.
_LEFT_OUT = ("AMMR 16(2)", "AMMR 25(5)", "AMMR 29", "AMMR 30", "AMMR 33(1)", "AMMR 33(2)")

AFTER = register_table(
    DecisionTable(
        name="after-relocation",
        question=Bilingual(
            "Which Member State examines, and how, once the person has been relocated?",
            "Welke lidstaat behandelt, en hoe, nadat de persoon is herplaatst?",
        ),
        inputs=(
            Choice(
                "came_as",
                ("undetermined_applicant", "determined_applicant", "relocated_beneficiary"),
                label=Bilingual("came as", "kwam als"),
            ),
        ),
        outcomes={
            "determine": Bilingual(
                "the Member State of relocation determines, and is responsible if no other can be found",
                "de lidstaat van herplaatsing bepaalt, en is verantwoordelijk als geen andere wordt gevonden",
            ),
            "responsible": Bilingual(
                "responsibility passes to the Member State of relocation",
                "de verantwoordelijkheid gaat over op de lidstaat van herplaatsing",
            ),
            "status": Bilingual(
                "the Member State of relocation grants the same status",
                "de lidstaat van herplaatsing verleent dezelfde status",
            ),
        },
        rows=(
            Row("undetermined", {"came_as": "undetermined_applicant"}, "determine", ("L-28",), "AMMR 68(2)"),
            Row("determined", {"came_as": "determined_applicant"}, "responsible", ("L-28",), "AMMR 68(3)"),
            Row("beneficiary", {"came_as": "relocated_beneficiary"}, "status", ("L-28",), "AMMR 68(4)"),
        ),
    )
)

WITHOUT = declare(
    RouteStep(
        id="determination-after-relocation",
        block="solidarity",
        rules=("L-28",),
        cite="AMMR 68(2)",
        words=Bilingual(
            "the determination goes on here, without Articles 16(2), 17(1) and (2), 25(5), 29, 30 and 33(1) and (2)",
            "de bepaling gaat hier verder, zonder artikel 16(2), 17(1) en (2), 25(5), 29, 30 en 33(1) en (2)",
        ),
    )
)
LATER_APPLICATIONS = declare(
    RouteStep(
        id="later-applications-after-relocation",
        block="solidarity",
        rules=("L-28",),
        cite="AMMR 68(3)",
        words=Bilingual(
            "further representations and subsequent applications are examined here too",
            "ook nadere verklaringen en volgende verzoeken worden hier behandeld",
        ),
    )
)
SAME_STATUS = declare(
    Right(
        id="same-status-after-relocation",
        block="solidarity",
        rules=("L-28",),
        cite="AMMR 68(4)",
        words=Bilingual(
            "is granted automatically the status that the benefitting Member State had granted",
            "krijgt van rechtswege de status die de begunstigde lidstaat had verleend",
        ),
    )
)
INDICATE = declare(
    Obligation(
        id="relocation-responsibility-indicated",
        block="solidarity",
        rules=("L-28",),
        cite="AMMR 68",
        who="relocation_state",
        duty=Bilingual("indicate its responsibility in Eurodac", "zijn verantwoordelijkheid in Eurodac vermelden"),
        consequence=Bilingual(
            "Other Member States do not see who is responsible.", "Andere lidstaten zien niet wie verantwoordelijk is."
        ),
    )
)
TAKE_BACK = declare(
    Obligation(
        id="take-back-before-relocation",
        block="solidarity",
        rules=("L-29",),
        cite="AMMR 38(5)",
        who="relocation_state",
        duty=Bilingual(
            "take back the person who turned up here after the relocation was confirmed and before the transfer",
            "de persoon terugnemen die hier opdook na bevestiging van de herplaatsing en vóór de overdracht",
        ),
        consequence=Bilingual(
            "The duty to take back stays, under Articles 41 and 46.",
            "De plicht tot terugname blijft, volgens de artikelen 41 en 46.",
        ),
    )
)


def arrived(case: Case) -> None:
    """AMMR 68(2) to (4), in the file of the Member State of relocation."""
    fact = case.here(ArrivedAfterRelocation)
    if fact is None or not case.covers("AMMR 68(2)", fact):
        return
    decided = case.decide(AFTER, {"came_as": fact.came_as})
    if decided is None:
        return
    outcome, why = decided
    if outcome == "status":
        case.stand(case.rights, SAME_STATUS, why)
        return
    indicated = case.after(ResponsibilityIndicated, fact.at)
    if outcome == "responsible":
        _responsible(case, "AMMR 68(3)", why, settled=True)
        case.stand(case.steps, LATER_APPLICATIONS, why)
        case.oblige(INDICATE, why, cite="AMMR 68(3); EUD 16(3)", rules=("E3-6",), met=indicated)
        return
    case.stand(case.steps, WITHOUT, why)
    found = case.responsible
    if found is None or found.criterion.startswith(_LEFT_OUT):
        _responsible(case, "AMMR 68(2)", why, settled=False)
        case.oblige(INDICATE, why, cite="AMMR 68(2); EUD 16(1)", rules=("E3-1",), met=indicated)


def _responsible(case: Case, criterion: str, why: tuple[Reason, ...], *, settled: bool) -> None:
    case.responsible = Responsible(
        state=case.state, criterion=criterion, settled=settled, rules=("L-28",), cite=criterion, reasons=why
    )


def found_elsewhere(case: Case) -> None:
    """AMMR 38(5), in the file of a third Member State: the one that confirmed the relocation takes the person back."""
    confirmed = case.last(RelocationReplied, lambda fact: fact.confirmed and fact.state not in ("", case.state))
    if confirmed is None or not case.covers("AMMR 38(5)", confirmed):
        return
    presence = [
        fact
        for fact in (case.here(ApplicationRegistered), case.here(FoundIllegallyStaying))
        if fact is not None and fact.at.utc(case.zone) >= confirmed.at.utc(case.zone)
    ]
    if not presence or case.first(Relocated) is not None:
        return
    why = (Reason(TAKE_BACK.id, "before-transfer", confirmed.state, ("L-29",), "AMMR 38(5)"),)
    # The duty ends where that Member State establishes a residence document of another one.
    document = case.last(DocumentHeld, lambda fact: fact.document == "residence_document")
    elsewhere = document is not None and document.issued_by not in (confirmed.state, "")
    case.oblige(TAKE_BACK, why, state=confirmed.state)
    if elsewhere:
        case.end_obligations(TAKE_BACK)
        return
    case.responsible = Responsible(
        state=confirmed.state, criterion="AMMR 38(5)", settled=True, rules=("L-29",), cite="AMMR 38(5)", reasons=why
    )


chapter(768, single=arrived, when=(ArrivedAfterRelocation,))
chapter(769, single=found_elsewhere, when=(RelocationReplied,))
