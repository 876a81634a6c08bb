"""Form, remedies and safeguards pending return (Directive 2008/115/EC, Articles 12 to 14)."""

from __future__ import annotations

from asylon.law.border.rbpr_4_6_return_border_procedure import directive_applies
from asylon.law.case import Case
from asylon.law.facts.determination import LeftTerritory
from asylon.law.facts.returns import ReturnDecisionIssued, VoluntaryDepartureExtended, WaitingConfirmed
from asylon.law.provisions import obligation, right
from asylon.law.returns.rd_2_6_return_decision import Stay
from asylon.law.returns.rd_7_9_departure_and_removal import Departure
from asylon.law.returns.rule_set import directive_chapter

FORM = right(
    "written-return-decision", "returns", ("RT-15",), "RD 12(1)",
    "a written decision with the reasons in fact and in law and the remedies available",
    "een schriftelijk besluit met de redenen in feite en in rechte en de rechtsmiddelen",
)  # fmt: skip
TRANSLATION = right(
    "return-decision-translated", "returns", ("RT-15",), "RD 12(2)",
    "on request a translation of the main elements, in a language understood",
    "op verzoek een vertaling van de hoofdzaken in een begrijpelijke taal",
)  # fmt: skip
REMEDY = right(
    "remedy-against-return-decision", "returns", ("RT-15",), "RD 13(1)",
    "a remedy before a court or an independent body that can suspend the decision, with legal advice, interpretation and, on request, free legal aid",
    "een rechtsmiddel bij een rechter of onafhankelijke instantie die het besluit kan schorsen, met juridisch advies, vertolking en, op verzoek, kosteloze rechtsbijstand",
)  # fmt: skip
PENDING = right(
    "safeguards-pending-return", "returns", ("RT-16",), "RD 14(1)",
    "family unity, emergency health care, schooling for minors and account of special needs until the return",
    "eenheid van het gezin, dringende medische zorg, onderwijs voor minderjarigen en aandacht voor bijzondere behoeften tot de terugkeer",
)  # fmt: skip
CONFIRM = obligation(
    "confirm-waiting-in-writing", "returns", ("RT-16",), "RD 14(2)", "return_authority",
    ("confirm in writing that the period was extended or the decision is not enforced for the time being",
     "schriftelijk bevestigen dat de termijn is verlengd of het besluit voorlopig niet wordt uitgevoerd"),
    ("The person cannot show to anyone that he or she may wait.", "De persoon kan niemand tonen dat hij of zij mag wachten."),
)  # fmt: skip


def examine(case: Case) -> None:
    """What the person is given with a return decision, and while return waits."""
    stay: Stay | None = case.findings.get("return_directive")
    issued = case.last(ReturnDecisionIssued)
    if stay is None or issued is None or case.after(LeftTerritory, stay.since.at) is not None:
        return
    why = directive_applies(case, "RD 12")
    if why is not None:
        case.stand(case.rights, FORM, why)
        case.stand(case.rights, TRANSLATION, why)
    # Where the return decision came with a rejection, the remedy is that of the Asylum Procedure Regulation (APR 67).
    if stay.kind != "right_ended" and directive_applies(case, "RD 13") is not None:
        case.stand(case.rights, REMEDY)
    departure: Departure | None = case.findings.get("departure")
    if departure is None:
        return
    waits = departure.state == "running" or departure.postponed is not None
    why = directive_applies(case, "RD 14(1)") if waits else None
    if why is not None:
        case.stand(case.rights, PENDING, why)
    cause = departure.postponed or (case.last(VoluntaryDepartureExtended) if departure.extended else None)
    if waits and cause is not None and directive_applies(case, "RD 14(2)") is not None:
        case.oblige(CONFIRM, met=case.after(WaitingConfirmed, cause.at))


directive_chapter(785, examine, (ReturnDecisionIssued,))
