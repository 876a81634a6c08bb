"""Shift of responsibility to a Member State that acts, and what is told in Eurodac (AMMR 37(1), 38(1) to (3); EUD 16).

Who issues a residence document, uses its discretion or keeps a minor in the child's interest becomes responsible. Missed
transfer limits stand with the transfer.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import (
    ApplicationRegistered,
    ArrivedAfterRelocation,
    BestInterestsAssessed,
    DecisionTaken,
    DocumentHeld,
    Relocated,
    ResponsibilityAssumed,
    TransferObstructed,
)
from asylon.law.facts.determination import ResponsibilityIndicated, ShiftCommunicated
from asylon.law.provisions import obligation
from asylon.law.responsibility.ammr_36_38_procedure import UNIT, responsible_by
from asylon.law.responsibility.ammr_37_cessation import first_registration
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

# --- Article 37(1) -------------------------------------------------------------------------------------------------

SHIFT = register_table(
    DecisionTable(
        name="shift-of-responsibility",
        question=Bilingual(
            "Has a Member State become responsible by what it did?",
            "Is een lidstaat verantwoordelijk geworden door wat zij deed?",
        ),
        inputs=(
            Choice(
                "event",
                ("residence_document", "discretion", "minor_kept", "impossible", "threat"),
                label=Bilingual("what the Member State did", "wat de lidstaat deed"),
                words={
                    "residence_document": Bilingual("issued a residence document", "gaf een verblijfstitel af"),
                    "discretion": Bilingual("decided to apply Article 35", "besloot artikel 35 toe te passen"),
                    "minor_kept": Bilingual(
                        "found the transfer of an unaccompanied minor not to be in the child's best interests",
                        "vond overdracht van een niet-begeleide minderjarige niet in het belang van het kind",
                    ),
                    "impossible": Bilingual("found no Member State to transfer to", "vond geen lidstaat om aan over te dragen"),
                    "threat": Bilingual("found a threat in its security check", "vond een bedreiging bij haar veiligheidscontrole"),
                },
            ),
        ),
        outcomes={"acting_state": Bilingual("yes, the Member State that acted", "ja, de lidstaat die handelde")},
        rows=(
            Row("residence-document", {"event": "residence_document"}, "acting_state", ("D-32", "DEF-11"), "AMMR 37(1)"),
            Row("discretion", {"event": "discretion"}, "acting_state", ("D-32", "K-14"), "AMMR 37(1)"),
            Row("minor-kept", {"event": "minor_kept"}, "acting_state", ("D-32",), "AMMR 37(1)"),
            Row("impossible", {"event": "impossible"}, "acting_state", ("D-12",), "AMMR 16(3)"),
            Row("threat", {"event": "threat"}, "acting_state", ("D-8",), "AMMR 16(4)"),
        ),
    )
)  # fmt: skip

INFORM = obligation(
    "inform-of-shift", "responsibility", ("D-32",), "AMMR 37(1)", UNIT,
    ("inform the Member State previously responsible, determining, requested or notified that responsibility has shifted",
     "de voorheen verantwoordelijke, bepalende, aangezochte of in kennis gestelde lidstaat melden dat de verantwoordelijkheid is overgegaan"),
    ("The other Member State does not know that it is relieved.", "De andere lidstaat weet niet dat zij is ontheven."),
)  # fmt: skip


def shift(case: Case) -> None:
    """Who became responsible by an act of its own (37(1)); nothing that was accepted before holds any more."""
    assumed = case.last(ResponsibilityAssumed)
    registered = first_registration(case)
    if assumed is not None:
        _shift(case, _BY_BASIS[assumed.basis], assumed.state, assumed.basis)
        return
    if registered is None:
        return
    issued = case.last(
        DocumentHeld,
        lambda held: (
            held.document == "residence_document"
            and held.issued_on is not None
            and case.day(registered) < held.issued_on <= case.today
        ),
    )
    if issued is not None:
        _shift(case, "residence_document", issued.issued_by)
        return
    other = case.findings.get("other_state")
    if case.findings.get("child") and "acceptance" in case.findings and other is not None:
        against = case.last(BestInterestsAssessed, lambda fact: fact.concerning == other)
        if against is not None and not against.in_best_interests:
            _shift(case, "minor_kept", case.state)


_BY_BASIS = {
    "AMMR 16(3)": "impossible", "AMMR 16(4)": "threat", "AMMR 35": "discretion", "AMMR 37(1)": "residence_document",
}  # fmt: skip


def _shift(case: Case, event: str, state: str, criterion: str = "AMMR 37(1)") -> None:
    found = case.decide(SHIFT, {"event": event})
    if found is None:
        return
    responsible_by(case, state, found[1], criterion)
    case.findings["shifted"] = True
    case.findings["by_shift"] = found[1][0].cite == "AMMR 37(1)"
    case.findings["examined_elsewhere"] = state != case.state
    case.findings.pop("acceptance", None)


chapter(643, single=shift, when=(ResponsibilityAssumed, DocumentHeld, BestInterestsAssessed))

# --- Article 38(1) to (3) ------------------------------------------------------------------------------------------

DETERMINE = obligation(
    "determine-responsible-state", "responsibility", ("D-10",), "AMMR 38(1)", UNIT,
    ("start the procedure to determine the Member State responsible without delay, and bring it to an end",
     "de procedure om de verantwoordelijke lidstaat te bepalen onverwijld beginnen en afronden"),
    ("Until it ends in Eurodac, the determining Member State takes the applicant back (AMMR 38(4)).",
     "Tot de uitkomst in Eurodac staat, neemt de bepalende lidstaat de verzoeker terug (AMMR 38(4))."),
)  # fmt: skip
INDICATE = obligation(
    "indicate-responsible-state", "responsibility", ("D-13", "E3-1"), "AMMR 38(3); EUD 16(1)", UNIT,
    ("indicate in Eurodac, without delay, which Member State is responsible",
     "onverwijld in Eurodac vermelden welke lidstaat verantwoordelijk is"),
    ("Until then the determining Member State takes the applicant back (AMMR 38(4)).",
     "Tot dan neemt de bepalende lidstaat de verzoeker terug (AMMR 38(4))."),
)  # fmt: skip

INDICATE_SHIFT = obligation(
    "indicate-shift-of-responsibility", "responsibility", ("D-32", "E3-6"), "AMMR 37(1); EUD 16(3)", UNIT,
    ("indicate in Eurodac that this Member State has become responsible",
     "in Eurodac vermelden dat deze lidstaat verantwoordelijk is geworden"),
    ("Eurodac still names the other Member State.", "Eurodac noemt nog de andere lidstaat."),
)  # fmt: skip

WHO_DETERMINES = register_table(
    DecisionTable(
        name="determining-state",
        question=Bilingual("Does this Member State determine who is responsible?", "Bepaalt deze lidstaat wie verantwoordelijk is?"),
        inputs=(
            yes_no("relocated_here", "relocated to this Member State", "naar deze lidstaat herplaatst"),
            yes_no("first_registered_here", "first registered here", "hier het eerst geregistreerd"),
            yes_no("absconded", "the applicant absconded", "de verzoeker dook onder"),
        ),
        outcomes={
            "starts": Bilingual("yes, without delay", "ja, onverwijld"),
            "continues": Bilingual("yes, although the applicant absconded", "ja, hoewel de verzoeker onderdook"),
            "other": Bilingual("no", "nee"),
        },
        hit_policy="first",
        rows=(
            Row("other", {"relocated_here": False, "first_registered_here": False}, "other", ("D-10",), "AMMR 38(1)"),
            Row("absconded", {"absconded": True}, "continues", ("D-10", "DEF-10"), "AMMR 38(2)"),
            Row("first", {}, "starts", ("D-10",), "AMMR 38(1)"),
        ),
    )
)  # fmt: skip

#: By which article the responsibility is indicated; 38(3) lists them, 37(1) adds the shifts.
INDICATION = register_table(
    DecisionTable(
        name="eurodac-indication",
        question=Bilingual("What is indicated in Eurodac?", "Wat wordt in Eurodac vermeld?"),
        inputs=(
            Choice(
                "because",
                ("AMMR 16(2)", "AMMR 16(3)", "AMMR 16(4)", "AMMR 39(1)", "AMMR 40", "AMMR 37(1)", "AMMR 68(3)", "CFMR 13"),
                label=Bilingual("why responsible", "waarom verantwoordelijk"),
            ),
        ),
        outcomes={
            "own": Bilingual("its own responsibility", "de eigen verantwoordelijkheid"),
            "other": Bilingual("the Member State that accepted", "de lidstaat die aanvaardde"),
            "shift": Bilingual("that responsibility has shifted to it", "dat de verantwoordelijkheid naar haar is overgegaan"),
        },
        hit_policy="first",
        rows=(
            Row("first-registration", {"because": "AMMR 16(2)"}, "own", ("D-13", "D-11"), "AMMR 38(3)(a); EUD 16(1)"),
            Row("impossible", {"because": "AMMR 16(3)"}, "own", ("D-13", "D-12"), "AMMR 38(3)(b); EUD 16(1)"),
            Row("security", {"because": "AMMR 16(4)"}, "own", ("D-13", "D-8"), "AMMR 38(3)(c); EUD 16(1)"),
            Row("missed", {"because": "AMMR 39(1)"}, "own", ("D-13", "D-14"), "AMMR 38(3)(d); EUD 16(1)"),
            Row("accepted", {"because": "AMMR 40"}, "other", ("D-13", "D-15"), "AMMR 38(3)(e); EUD 16(1)"),
            Row("relocation", {"because": "AMMR 68(3)"}, "own", ("D-13", "E3-6"), "AMMR 38(3)(f); EUD 16(3)"),
            Row("shift", {"because": "AMMR 37(1)"}, "shift", ("D-32",), "AMMR 37(1); EUD 16(3)"),
            Row("crisis", {"because": "CFMR 13"}, "shift", ("X-17",), "CFMR 13(2)"),
        ),
    )
)  # fmt: skip


def _because(case: Case) -> str | None:
    """The ground on which Eurodac is updated by this Member State; None while nothing is settled, or others update it."""
    found = case.responsible
    if (
        found is None
        or not found.settled
        or (case.findings.get("take_back") is not None and not case.findings.get("shifted"))
    ):
        return None
    if case.findings.get("by_shift") or found.criterion == "AMMR 46(2)":
        return "AMMR 37(1)" if found.state == case.state else None
    if found.criterion.startswith("CFMR 13"):
        return "CFMR 13"
    if found.criterion in ("AMMR 36(1)(a)", "AMMR 40(8)", "AMMR 46(1)", "AMMR 35(2)"):
        return "AMMR 40"
    if found.criterion in ("CFMR 12(3)", "AMMR 39(1)"):
        return "AMMR 39(1)"
    return found.criterion if found.criterion in ("AMMR 16(2)", "AMMR 16(3)", "AMMR 16(4)") else None


def indicate(case: Case) -> None:
    """The determination, from its start to its entry in Eurodac (38(1) to (3)), and the shift that is told (37(1))."""
    if case.findings.get("asked_of_us"):
        return
    registered = first_registration(case)
    indicated = case.last(ResponsibilityIndicated, lambda fact: fact.state in (case.state, ""))
    here = case.here(ArrivedAfterRelocation) is not None and any(fact.to == case.state for fact in case.all(Relocated))
    mine = registered is not None and registered.state == case.state and case.findings.get("take_back") is None
    if indicated is not None and case.responsible is not None and not case.responsible.settled:
        found = case.decide(INDICATION, {"because": indicated.basis})
        if found is not None:
            responsible_by(case, indicated.responsible, found[1], indicated.basis)
    settled = case.responsible is not None and case.responsible.settled
    if mine or here:
        gone = case.last(TransferObstructed)
        found = case.decide(
            WHO_DETERMINES,
            {
                "relocated_here": here,
                "first_registered_here": mine,
                "absconded": gone is not None and gone.reason == "absconded",
            },
        )
        if found is not None and not settled and case.here(DecisionTaken) is None:
            case.oblige(DETERMINE, found[1], cite=found[1][0].cite)
    because = _because(case)
    if because is None or case.responsible is None:
        return
    found = case.decide(INDICATION, {"because": because})
    if found is None:
        return
    state = case.responsible.state
    told = case.last(ResponsibilityIndicated, lambda fact: fact.responsible == state)
    case.oblige(INDICATE_SHIFT if found[0] == "shift" else INDICATE, found[1], met=told, cite=found[1][0].cite)
    if found[0] == "shift" and case.findings.get("other_state"):
        case.oblige(INFORM, found[1], met=case.last(ShiftCommunicated))


chapter(649, single=indicate, when=(ApplicationRegistered, ResponsibilityAssumed, DocumentHeld))
