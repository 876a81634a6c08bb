"""Obligations of the applicant (Regulation (EU) 2024/1351, Articles 17 and 18(2)): where to apply, to tell, to be.

What the loss of reception conditions means (18(1), (3), (4)) stands with Article 21 of the Reception Conditions Directive.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts import (
    ApplicationRegistered,
    ApplicationWithdrawn,
    ApprehendedAtExternalBorder,
    ArrivedAfterRelocation,
    Disembarked,
    DocumentHeld,
    Fact,
    IrregularEntry,
    TakeBackNotified,
    TransferDecisionNotified,
    Transferred,
)
from asylon.law.facts.determination import (
    EnteredVisaFree,
    EvidenceSubmitted,
    EvidenceTimeLimitSet,
    ResponsibilityInterviewHeld,
)
from asylon.law.facts.reception import PresenceRequired
from asylon.law.lengths import Length, Unit
from asylon.law.periods import count
from asylon.law.provisions import judgement, obligation, permission, prohibition, route_step
from asylon.law.responsibility.ammr_36_38_procedure import acts, limit
from asylon.law.responsibility.ammr_37_cessation import first_registration
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

# --- Article 17(1) and (2): where the application is made ------------------------------------------------------------

HERE = permission(
    "apply-where-present", "responsibility", ("D-1",), "AMMR 17(2)",
    "make and register the application in the Member State where the person is: the document that was held has ended",
    "het verzoek doen en registreren in de lidstaat waar de persoon is: het document dat werd gehouden is geëindigd",
)  # fmt: skip
ELSEWHERE = route_step(
    "application-belonged-elsewhere", "responsibility", ("D-1",), "AMMR 17(1)",
    "the application was to be made in another Member State: that of first entry, or the one that issued a valid document",
    "het verzoek had in een andere lidstaat moeten worden gedaan: die van eerste binnenkomst, of die welke een geldig document afgaf",
)  # fmt: skip

WHERE = register_table(
    DecisionTable(
        name="where-to-apply",
        question=Bilingual("Where must the application be made and registered?", "Waar moet het verzoek worden gedaan en geregistreerd?"),
        inputs=(
            Choice(
                "document",
                ("none", "valid", "ended"),
                closed=True,
                otherwise="none",
                label=Bilingual("residence document or visa of a Member State", "verblijfstitel of visum van een lidstaat"),
                words={"ended": Bilingual("expired, annulled, withdrawn or revoked", "verlopen, nietig verklaard of ingetrokken")},
            ),
            yes_no("entry_known", "the Member State of first entry is known", "de lidstaat van eerste binnenkomst is bekend"),
        ),
        outcomes={
            "issuer": Bilingual("in the Member State that issued the document", "in de lidstaat die het document afgaf"),
            "present": Bilingual("where the person is present", "waar de persoon aanwezig is"),
            "first_entry": Bilingual("in the Member State of first entry", "in de lidstaat van eerste binnenkomst"),
            "unknown": Bilingual("in the Member State of first entry, which is not known", "in de lidstaat van eerste binnenkomst, die niet bekend is"),
        },
        hit_policy="first",
        rows=(
            Row("valid", {"document": "valid"}, "issuer", ("D-1",), "AMMR 17(2)"),
            Row("ended", {"document": "ended"}, "present", ("D-1",), "AMMR 17(2)"),
            Row("entry", {"entry_known": True}, "first_entry", ("D-1",), "AMMR 17(1)"),
            Row("unknown", {}, "unknown", ("D-1",), "AMMR 17(1)"),
        ),
    )
)  # fmt: skip


def where_to_apply(case: Case) -> None:
    """Where the application belonged; findings keep it for the presence that 17(4)(a) asks for."""
    registered = first_registration(case)
    if registered is None:
        return
    day = case.day(registered)
    held = case.last(DocumentHeld, lambda fact: fact.document != "diploma" and fact.valid_until is not None)
    document = "none"
    if held is not None and held.valid_until is not None:
        ended = held.valid_until < day or (held.ended_on is not None and held.ended_on <= day)
        document = "ended" if ended else "valid"
    entries: list[Fact] = [
        *case.all(IrregularEntry), *case.all(ApprehendedAtExternalBorder), *case.all(Disembarked), *case.all(EnteredVisaFree),
    ]  # fmt: skip
    before = [fact for fact in entries if case.day(fact) <= day]
    entry = min(before, key=lambda fact: fact.at.utc(case.zone), default=None)
    if document == "none" and entry is None:
        return
    found = case.decide(WHERE, {"document": document, "entry_known": entry is not None})
    if found is None or found[0] == "unknown":
        return
    outcome, why = found
    state = {
        "issuer": (held.on_behalf_of or held.issued_by) if held else "",
        "present": registered.state,
        "first_entry": entry.state if entry else "",
    }[outcome]
    case.findings["applies_in"] = state
    if outcome == "present":
        case.stand(case.permitted, HERE, why)
    elif state != registered.state:
        case.stand(case.steps, ELSEWHERE, why, about=state, cite=why[0].cite)


# --- Article 17(3) and 18(2): cooperation and evidence ---------------------------------------------------------------

DISCLOSE = obligation(
    "disclose-by-interview", "responsibility", ("D-3",), "AMMR 17(3)", "applicant",
    ("cooperate and disclose, at the latest in the interview, all elements and identity documents relevant for the Member State responsible",
     "meewerken en uiterlijk in het onderhoud alle gegevens en identiteitsdocumenten overleggen die van belang zijn voor de verantwoordelijke lidstaat"),
    ("What comes after the time limit counts only if it is decisive (AMMR 18(2)).",
     "Wat na de termijn komt telt alleen als het doorslaggevend is (AMMR 18(2))."),
)  # fmt: skip
EVIDENCE = limit(
    "responsibility-evidence", ("D-3",), "AMMR 17(3)", "applicant",
    Bilingual("submit the evidence or the template", "het bewijs of het formulier indienen"),
    Bilingual("the time limit being set", "het stellen van de termijn"),
    Bilingual(
        "Later evidence counts only if it is decisive, above all for unaccompanied minors and families (AMMR 18(2)).",
        "Later bewijs telt alleen als het doorslaggevend is, vooral bij niet-begeleide minderjarigen en gezinnen (AMMR 18(2)).",
    ),
    length="take-charge-request", records="evidence_submitted",
)  # fmt: skip
DECISIVE = judgement(
    "late-evidence-decisive", "responsibility", ("D-3",), "AMMR 18(2)", "responsibility_unit",
    "Is the evidence that came late decisive for the correct application of the Regulation?",
    "Is het te late bewijs doorslaggevend voor de juiste toepassing van de verordening?",
    records="evidence_submitted",
)  # fmt: skip
LATE = register_table(
    DecisionTable(
        name="late-evidence",
        question=Bilingual("Is this evidence taken into account?", "Wordt dit bewijs in aanmerking genomen?"),
        inputs=(
            yes_no("late", "submitted after the time limit", "na de termijn ingediend"),
            yes_no(
                "decisive",
                "decisive for the correct application",
                "doorslaggevend voor de juiste toepassing",
                open_=True,
            ),
        ),
        outcomes={"counts": Bilingual("yes", "ja"), "ignored": Bilingual("no", "nee")},
        hit_policy="first",
        rows=(
            Row("in-time", {"late": False}, "counts", ("D-3",), "AMMR 17(3)"),
            Row("decisive", {"decisive": True}, "counts", ("D-3",), "AMMR 18(2)"),
            Row("late", {}, "ignored", ("D-3",), "AMMR 18(2)"),
        ),
    )
)
COUNTS = route_step(
    "evidence-taken-into-account", "responsibility", ("D-3",), "AMMR 18(2)",
    "the evidence on responsibility is taken into account", "het bewijs over de verantwoordelijkheid wordt in aanmerking genomen",
)  # fmt: skip
IGNORED = prohibition(
    "late-evidence-not-taken-into-account", "responsibility", ("D-3",), "AMMR 18(2)",
    "the late evidence is not taken into account: it is not decisive",
    "het te late bewijs wordt niet in aanmerking genomen: het is niet doorslaggevend",
)  # fmt: skip


def evidence(case: Case) -> None:
    """Disclosure by the interview, and the time that was given for evidence: always inside the period of Article 39(1)."""
    registered = case.here(ApplicationRegistered)
    if registered is None or case.first(ApplicationWithdrawn) is not None:
        return
    given = case.last(EvidenceTimeLimitSet)
    if first_registration(case) is registered and case.responsible is not None and not case.responsible.settled:
        case.oblige(DISCLOSE, met=case.first(ResponsibilityInterviewHeld))
    if given is None:
        return
    own = count(given.at.value, Length(given.within_days, Unit.DAYS), Counting.AMMR_75, case.calendar)
    longest = case.count(registered.at, EVIDENCE.length, EVIDENCE.by)
    counted = own if own.end <= longest.end else longest
    submitted = case.after(EvidenceSubmitted, given.at)
    duty = case.limit(EVIDENCE, given, met=submitted, counted=counted, expires=True)
    if submitted is None:
        return
    found = case.decide(LATE, {"late": duty.met_in_time is False, "decisive": submitted.decisive})
    if found is None:
        case.stand(case.judgements, DECISIVE)
    elif found[0] == "counts":
        case.stand(case.steps, COUNTS, found[1], cite=found[1][0].cite)
    else:
        case.stand(case.forbidden, IGNORED, found[1])


# --- Article 17(4) and (5): where the applicant must be --------------------------------------------------------------

PRESENT = obligation(
    "be-present", "responsibility", ("D-2",), "AMMR 17(4)", "applicant",
    ("be present in this Member State", "in deze lidstaat aanwezig zijn"),
    ("Elsewhere the reception conditions of Articles 17 to 20 of Directive 2024/1346 end once a transfer decision is notified (AMMR 18(1)).",
     "Elders eindigen de opvangvoorzieningen van de artikelen 17 tot en met 20 van Richtlijn 2024/1346 zodra een overdrachtsbesluit is bekendgemaakt (AMMR 18(1))."),
)  # fmt: skip
COMPLY = obligation(
    "comply-with-transfer-decision", "responsibility", ("D-2",), "AMMR 17(5)", "applicant",
    ("cooperate and comply with the transfer decision", "meewerken en het overdrachtsbesluit naleven"),
    ("Absconding or obstruction lets the transfer limit be extended to three years (AMMR 46(2)).",
     "Onderduiken of verhindering laat de overdrachtstermijn tot drie jaar verlengen (AMMR 46(2))."),
)  # fmt: skip
PRESENCE = register_table(
    DecisionTable(
        name="required-presence",
        question=Bilingual("In which Member State must the applicant be?", "In welke lidstaat moet de verzoeker zijn?"),
        inputs=(
            yes_no("relocated", "transferred for relocation", "overgebracht wegens herplaatsing"),
            yes_no("transferred", "transferred, taken back, or responsible here", "overgedragen, terug te nemen, of hier verantwoordelijk"),
            yes_no("first_state_known", "the Member State of 17(1) or (2) is known", "de lidstaat van 17(1) of (2) is bekend"),
        ),
        outcomes={
            "relocation": Bilingual("in the Member State of relocation", "in de lidstaat van herplaatsing"),
            "responsible": Bilingual("in the Member State responsible", "in de verantwoordelijke lidstaat"),
            "first": Bilingual(
                "in the Member State of first entry, or that issued the document, or where present with one that ended",
                "in de lidstaat van eerste binnenkomst, die het document afgaf, of waar men is met een geëindigd document",
            ),
            "unknown": Bilingual("not known", "niet bekend"),
        },
        hit_policy="first",
        rows=(
            Row("relocated", {"relocated": True}, "relocation", ("D-2",), "AMMR 17(4)(c)"),
            Row("responsible", {"transferred": True}, "responsible", ("D-2",), "AMMR 17(4)(b)"),
            Row("pending", {"first_state_known": True}, "first", ("D-2",), "AMMR 17(4)(a)"),
            Row("unknown", {}, "unknown", ("D-2",), "AMMR 17(4)(a)"),
        ),
    )
)  # fmt: skip


def presence(case: Case) -> None:
    """Where the applicant must be, and what a notified transfer decision changes."""
    if case.first(ApplicationWithdrawn) is not None or case.findings.get("asked_of_us"):
        return
    found = case.responsible
    relocated = case.last(ArrivedAfterRelocation)
    done = acts(case, Transferred).last(Transferred)
    settled_here = found is not None and found.settled and found.state == case.state
    recorded = case.last(PresenceRequired)
    notified_back = case.last(TakeBackNotified, lambda fact: fact.to != case.state)
    taken_back = notified_back is not None or case.findings.get("take_back") is not None
    decided = case.decide(
        PRESENCE,
        {
            "relocated": relocated is not None,
            "transferred": done is not None or settled_here or taken_back,
            "first_state_known": recorded is not None or "applies_in" in case.findings,
        },
    )
    notified = acts(case, TransferDecisionNotified).last(TransferDecisionNotified)
    if notified is not None and done is None and case.findings.get("other_state") and not case.findings.get("shifted"):
        case.oblige(COMPLY)
    if decided is None or decided[0] == "unknown":
        return
    state = {
        "relocation": relocated.state if relocated else "",
        "responsible": found.state if found else notified_back.to if notified_back else "",
        "first": case.findings.get("applies_in", ""),
    }[decided[0]]
    # What somebody has established counts before what these facts suggest.
    state = recorded.in_state if recorded is not None else state
    if not state:
        return
    case.findings["must_be_in"] = state
    if case.here(ApplicationRegistered) is not None:
        case.oblige(PRESENT, decided[1], state=state, cite=decided[1][0].cite)


chapter(
    617,
    single=where_to_apply,
    when=(DocumentHeld, IrregularEntry, ApprehendedAtExternalBorder, Disembarked, EnteredVisaFree),
)
chapter(638, single=evidence, when=(ApplicationRegistered,))
chapter(650, single=presence, when=(ApplicationRegistered, TransferDecisionNotified, PresenceRequired))
