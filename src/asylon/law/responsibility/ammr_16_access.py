"""Security first, and transfers that are impossible (Regulation (EU) 2024/1351, Article 16(3) and (4)).

Where nobody can be designated the Member State of first registration is responsible (16(2)): a row of the criteria.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import ApplicationRegistered
from asylon.law.facts.determination import SecurityCheckCarriedOut, SecurityCheckJustified, TransferFoundImpossible
from asylon.law.facts.screening import ScreeningCheckDone
from asylon.law.provisions import Obligation, Prohibition, declare
from asylon.law.responsibility.ammr_36_38_procedure import responsible_by
from asylon.law.responsibility.ammr_37_cessation import first_registration
from asylon.law.tables import DecisionTable, Row, register_table, yes_no

CHECK = declare(
    Obligation(
        id="security-check-before-criteria",
        block="responsibility",
        rules=("D-8",),
        cite="AMMR 16(4)",
        who="responsibility_unit",
        duty=Bilingual(
            "examine, as soon as possible after the registration and before the criteria, whether the applicant poses a threat to internal security",
            "zo spoedig mogelijk na de registratie en vóór de criteria onderzoeken of de verzoeker een bedreiging voor de binnenlandse veiligheid vormt",
        ),
        consequence=Bilingual(
            "The criteria may not be applied before; who checks and finds a threat is responsible.",
            "De criteria mogen niet eerder worden toegepast; wie controleert en een bedreiging vindt is verantwoordelijk.",
        ),
    )
)
NO_TAKE_CHARGE = declare(
    Prohibition(
        id="no-take-charge-of-a-threat",
        block="responsibility",
        rules=("D-8",),
        cite="AMMR 16(4)",
        words=Bilingual(
            "no request to take charge: the Member State that carried out the security check is responsible",
            "geen overnameverzoek: de lidstaat die de veiligheidscontrole uitvoerde is verantwoordelijk",
        ),
    )
)
CONTINUE = declare(
    Obligation(
        id="continue-criteria-after-impossible-transfer",
        block="responsibility",
        rules=("D-12",),
        cite="AMMR 16(3)",
        who="responsibility_unit",
        duty=Bilingual(
            "examine the remaining criteria and clauses to find another Member State",
            "de overige criteria en bepalingen onderzoeken om een andere lidstaat te vinden",
        ),
        consequence=Bilingual(
            "Where no other Member State can be found the determining one becomes responsible.",
            "Als geen andere lidstaat kan worden gevonden, wordt de bepalende lidstaat verantwoordelijk.",
        ),
    )
)

SECURITY = register_table(
    DecisionTable(
        name="security-check-first",
        question=Bilingual(
            "What does security ask for before the criteria?", "Wat vraagt de veiligheid vóór de criteria?"
        ),
        inputs=(
            yes_no("threat", "a check showed a threat", "een controle toonde een bedreiging"),
            yes_no("checked", "a security check was carried out", "er is een veiligheidscontrole uitgevoerd"),
            yes_no("again", "justified reasons to check again", "gegronde redenen om opnieuw te controleren"),
        ),
        outcomes={
            "responsible": Bilingual(
                "the checking Member State is responsible", "de controlerende lidstaat is verantwoordelijk"
            ),
            "check": Bilingual("check first", "eerst controleren"),
            "criteria": Bilingual("on to the criteria", "door naar de criteria"),
        },
        hit_policy="first",
        rows=(
            Row("threat", {"threat": True}, "responsible", ("D-8",), "AMMR 16(4)"),
            Row("unchecked", {"checked": False}, "check", ("D-8",), "AMMR 16(4)"),
            Row("justified", {"again": True}, "check", ("D-8",), "AMMR 16(4)"),
            Row("checked", {}, "criteria", ("D-8",), "AMMR 16(4)"),
        ),
    )
)


def examine(case: Case) -> None:
    """The security check before the criteria, for the Member State of first registration; a threat ends the question."""
    registered = first_registration(case)
    if registered is None or case.day(registered) < case.book.applies["AMMR"]:
        return
    checks = case.all(SecurityCheckCarriedOut)
    threat = next((fact for fact in checks if fact.threat), None)
    reasons = case.last(SecurityCheckJustified)
    again = reasons is not None and case.after(SecurityCheckCarriedOut, reasons.at) is None
    screened = case.first(ScreeningCheckDone, lambda fact: fact.check == "security_check")
    found = case.decide(
        SECURITY, {"threat": threat is not None, "checked": bool(checks) or screened is not None, "again": again}
    )
    if found is None:
        return
    outcome, why = found
    if outcome == "responsible" and threat is not None:
        case.findings["decided"] = True
        responsible_by(case, threat.state, why, "AMMR 16(4)")
        case.stand(case.forbidden, NO_TAKE_CHARGE, why)
    elif registered.state == case.state:
        case.oblige(CHECK, why, met=checks[-1] if outcome == "criteria" and checks else screened)
    impossible = case.last(TransferFoundImpossible)
    if impossible is not None:
        case.oblige(CONTINUE, state=case.state)


chapter(616, single=examine, when=(ApplicationRegistered,))
