"""The admission procedure: consent, conclusion, entry (Regulation (EU) 2024/1350, Articles 1, 7 and 9)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts.resettlement import (
    AdmissionConcluded,
    AdmissionConsentGiven,
    AdmissionConsentWithdrawn,
    AdmissionCooperationFailed,
    AdmissionCooperationMade,
    AdmissionDiscontinued,
    AdmissionInformationGiven,
    AdmissionLimitExtended,
    AdmissionRegistered,
    EnteredAfterAdmission,
)
from asylon.law.provisions import Block, TimeLimit, declare, judgement, obligation, permission, prohibition, route_step
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "resettlement"
_REGISTERED = Bilingual("the registration for admission", "de registratie voor toelating")
_CONCLUDE = Bilingual("reach a conclusion on the admission", "tot een conclusie over de toelating komen")

# URF 1(2)-(4): nobody has a right to be admitted, no State has to admit.
VOLUNTARY = permission(
    "admit-voluntarily", _BLOCK, ("U-1",), "URF 1(2); URF 1(3); URF 1(4)",
    "admit the person or not: contributing is voluntary, and there is no right to be admitted",
    "de persoon toelaten of niet: bijdragen is vrijwillig en er is geen recht op toelating", "admission_concluded",
)  # fmt: skip
ADMISSION = route_step(
    "route:admission_procedure", _BLOCK, ("U-1", "U-6"), "URF 9",
    "admission procedure in a third country", "toelatingsprocedure in een derde land",
)  # fmt: skip
ENTRY_ROUTE = route_step(
    "route:entry_after_admission", _BLOCK, ("U-7",), "URF 9(20)",
    "accepted for admission, not yet entered", "voor toelating aanvaard, nog niet binnengekomen",
)  # fmt: skip

# URF 7: consent, its withdrawal, and what may count as its withdrawal.
INFORM = obligation(
    "admission-information", _BLOCK, ("U-5",), "URF 9(4)", "member_state",
    ("inform the person of the steps and of the consequences of withdrawing consent",
     "de persoon informeren over de stappen en over de gevolgen van intrekking van de instemming"),
    ("Without it no implicit withdrawal, and no refusal for a withdrawal, can rest on the person's conduct (URF 6(2)(a), 7(2)).",
     "Zonder die informatie kan gedrag niet als impliciete intrekking gelden en niet tot weigering leiden (URF 6(2)(a), 7(2))."),
)  # fmt: skip
NO_PROCEDURE = prohibition(
    "no-admission-without-consent", _BLOCK, ("U-5",), "URF 7(1)",
    "no admission procedure without the person's consent", "geen toelatingsprocedure zonder instemming van de persoon",
)  # fmt: skip
DISCONTINUE = obligation(
    "discontinue-admission", _BLOCK, ("U-5",), "URF 9(11)", "member_state",
    ("discontinue the admission procedure: consent was withdrawn",
     "de toelatingsprocedure stopzetten: de instemming is ingetrokken"),
    ("The data are kept for three years from the discontinuation (URF 9(12)).",
     "De gegevens worden drie jaar vanaf de stopzetting bewaard (URF 9(12))."),
)  # fmt: skip
IMPLICIT = judgement(
    "implicit-withdrawal-of-consent", _BLOCK, ("U-5",), "URF 7(2)", "member_state",
    "is the failure to cooperate to be considered an implicit withdrawal of consent?",
    "moet het gebrek aan medewerking als impliciete intrekking van de instemming worden beschouwd?",
    "admission_discontinued",
)  # fmt: skip

# URF 9(9)-(10): the conclusion.
CONCLUSION = declare(
    TimeLimit(
        id="admission-conclusion", block=_BLOCK, rules=("U-6",), cite="URF 9(9)", who="member_state", duty=_CONCLUDE,
        starts=_REGISTERED, length="admission-conclusion", by=Counting.REG_1182_71, records="admission_concluded",
        consequence=Bilingual(
            "The conclusion stays due; what cannot be finished for reasons beyond control may be discontinued (URF 9(11)(c)).",
            "De conclusie blijft verschuldigd; wat door overmacht niet tijdig lukt mag worden stopgezet (URF 9(11)(c)).",
        ),
    )
)  # fmt: skip
EMERGENCY = declare(
    TimeLimit(
        id="admission-conclusion-emergency", block=_BLOCK, rules=("U-6",), cite="URF 9(10)", who="member_state",
        duty=Bilingual(
            "endeavour to reach a conclusion on the emergency admission",
            "ernaar streven tot een conclusie over de spoedtoelating te komen",
        ),
        starts=_REGISTERED, length="admission-conclusion-emergency", by=Counting.REG_1182_71,
        records="admission_concluded",
        consequence=Bilingual(
            "An aim, no limit: the conclusion stays due as soon as possible.",
            "Een streven, geen termijn: de conclusie blijft zo snel mogelijk verschuldigd.",
        ),
    )
)  # fmt: skip
EXTEND = permission(
    "extend-admission-conclusion", _BLOCK, ("U-6",), "URF 9(9)",
    "extend the limit for the conclusion once because of complex issues of fact or law",
    "de termijn voor de conclusie verlengen wegens ingewikkelde feitelijke of juridische kwesties",
    "admission_limit_extended",
)  # fmt: skip
NOT_ADMITTED = prohibition(
    "no-entry-after-negative-conclusion", _BLOCK, ("U-6",), "URF 9(13)",
    "not admitted to this Member State: the conclusion was negative",
    "niet toegelaten tot deze lidstaat: de conclusie was negatief",
)  # fmt: skip

# URF 9(20): entry.
ENTRY = declare(
    TimeLimit(
        id="admission-entry", block=_BLOCK, rules=("U-7",), cite="URF 9(20)", who="member_state",
        duty=Bilingual(
            "make every effort to have the person enter the territory",
            "alles in het werk stellen om de persoon te laten binnenkomen",
        ),
        starts=Bilingual("the positive conclusion", "de positieve conclusie"), length="admission-entry",
        by=Counting.REG_1182_71, records="entered_after_admission",
        consequence=Bilingual(
            "The effort stays due; the act attaches no loss of the admission to the delay.",
            "De inspanning blijft verschuldigd; de verordening verbindt aan vertraging geen verlies van de toelating.",
        ),
    )
)  # fmt: skip
SWIFT = obligation(
    "swift-transfer-emergency", _BLOCK, ("U-7",), "URF 9(20)", "member_state",
    ("transfer the person admitted as an emergency swiftly", "de met spoed toegelaten persoon snel overbrengen"),
    ("The twelve months are the outer limit of the effort.", "De twaalf maanden zijn de uiterste grens van de inspanning."),
)  # fmt: skip

CONSENT = register_table(
    DecisionTable(
        name="admission-consent",
        question=Bilingual("Does the consent to admission stand?", "Bestaat de instemming met toelating nog?"),
        inputs=(
            Choice(
                "consent",
                ("given", "withdrawn", "none"),
                closed=True,
                otherwise="none",
                label=Bilingual("consent", "instemming"),
                words={
                    "given": Bilingual("given", "gegeven"),
                    "withdrawn": Bilingual("withdrawn", "ingetrokken"),
                    "none": Bilingual("none recorded", "geen vastgelegd"),
                },
            ),
            yes_no("cooperation_failed", "cooperation failed", "niet meegewerkt"),
            yes_no("informed", "informed under 9(4)", "geïnformeerd volgens 9(4)"),
            yes_no("made_good", "made good in reasonable time", "binnen redelijke tijd alsnog verleend"),
            yes_no(
                "beyond_control", "shown to be beyond the person's control", "aangetoond buiten de macht van de persoon"
            ),
        ),
        outcomes={
            "stands": Bilingual("consent stands", "de instemming bestaat"),
            "withdrawn": Bilingual("consent is withdrawn", "de instemming is ingetrokken"),
            "judge": Bilingual("may be considered withdrawn", "mag als ingetrokken worden beschouwd"),
            "missing": Bilingual("no consent", "geen instemming"),
        },
        hit_policy="first",
        rows=(
            Row("withdrawn", {"consent": "withdrawn"}, "withdrawn", ("U-5",), "URF 7(1)"),
            Row("missing", {"consent": "none"}, "missing", ("U-5",), "URF 7(1)"),
            Row("cooperates", {"cooperation_failed": False}, "stands", ("U-5",), "URF 7(1)"),
            Row("not-informed", {"informed": False}, "stands", ("U-5",), "URF 7(2)"),
            Row("made-good", {"made_good": True}, "stands", ("U-5",), "URF 7(2)"),
            Row("beyond-control", {"beyond_control": True}, "stands", ("U-5",), "URF 7(2)"),
            Row("failed", {}, "judge", ("U-5",), "URF 7(2)"),
        ),
    )
)


def _consent(case: Case, registered: AdmissionRegistered) -> None:
    """URF 7, 9(4), 9(11): while the procedure runs."""
    informed = case.first(AdmissionInformationGiven)
    case.oblige(INFORM, met=informed)
    withdrawn = case.after(AdmissionConsentWithdrawn, registered.at)
    failed = case.last(AdmissionCooperationFailed)
    given = case.first(AdmissionConsentGiven)
    found = case.decide(
        CONSENT,
        {
            "consent": "withdrawn" if withdrawn is not None else "given" if given is not None else "none",
            "cooperation_failed": failed is not None,
            "informed": informed is not None,
            "made_good": failed is not None and case.after(AdmissionCooperationMade, failed.at) is not None,
            "beyond_control": failed is not None and failed.beyond_control,
        },
    )
    if found is None:
        return
    outcome, why = found
    if outcome == "withdrawn":
        case.oblige(DISCONTINUE, why, met=case.after(AdmissionDiscontinued, registered.at))
    elif outcome == "missing":
        case.stand(case.forbidden, NO_PROCEDURE, why)
    elif outcome == "judge":
        case.stand(case.judgements, IMPLICIT, why)


def examine(case: Case) -> None:
    """From the registration to the entry."""
    registered = case.last(AdmissionRegistered)
    if registered is None:
        return
    concluded = case.after(AdmissionConcluded, registered.at)
    ended = case.after(AdmissionDiscontinued, registered.at)
    if concluded is None:
        _consent(case, registered)
    extended = case.after(AdmissionLimitExtended, registered.at) is not None
    over = ended is not None and concluded is None
    duty = case.limit(
        CONCLUSION, registered, met=concluded, lapsed=over, extra="admission-conclusion-extension" if extended else "",
        hangs_on=("O-7",) if extended else (),
    )  # fmt: skip
    if registered.emergency:
        aim = case.count(registered.at, EMERGENCY.length, EMERGENCY.by)
        case.limit(EMERGENCY, registered, met=concluded, counted=aim, lapsed=over or aim.end <= case.now)
    if concluded is None:
        if duty.status in ("open", "late"):
            case.stand(case.permitted, VOLUNTARY)
            if not extended:
                case.stand(case.permitted, EXTEND)
            case.propose_route(10, ADMISSION)
        return
    if not concluded.positive:
        case.stand(case.forbidden, NOT_ADMITTED)
        return
    entered = case.after(EnteredAfterAdmission, concluded.at)
    case.limit(ENTRY, concluded, met=entered, lapsed=ended is not None and entered is None)
    if registered.emergency:
        case.oblige(SWIFT, met=entered)
    if entered is None and ended is None:
        case.propose_route(10, ENTRY_ROUTE)


chapter(1007, single=examine, when=(AdmissionRegistered,))
