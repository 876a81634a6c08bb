"""Information, counselling and interview (Regulation (EU) 2024/1351, Articles 19 to 22; IR 2025/2055, Article 32).

The interview comes before any request to take charge; it may be omitted on three grounds, and on the third the applicant
may still present everything.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import (
    ApplicationRegistered,
    ApplicationWithdrawn,
    DecisionTaken,
    FamilyMemberLocated,
    TakeChargeRequested,
)
from asylon.law.facts.determination import (
    FamilyTemplateGiven,
    InterviewSummaryGiven,
    ResponsibilityInformationGiven,
    ResponsibilityInterviewHeld,
    ResponsibilityInterviewOmitted,
)
from asylon.law.provisions import obligation, permission, prohibition, right
from asylon.law.responsibility.ammr_36_38_procedure import UNIT
from asylon.law.responsibility.ammr_37_cessation import first_registration, taking_back
from asylon.law.responsibility.ir2055_5_12_forms import form
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

# --- Articles 19 to 21 ---------------------------------------------------------------------------------------------

INFORM = obligation(
    "inform-on-responsibility", "responsibility", ("D-5",), "AMMR 19(1); AMMR 20", "registering_authority",
    ("inform the applicant, by the date of the registration, of this Regulation, the rights, the obligations and their consequences, in writing and plain language",
     "de verzoeker uiterlijk op de datum van registratie schriftelijk en in duidelijke taal informeren over deze verordening, de rechten, de plichten en de gevolgen"),
    ("The consequences of Article 18 presuppose that the applicant was informed.",
     "De gevolgen van artikel 18 veronderstellen dat de verzoeker is geïnformeerd."),
)  # fmt: skip
CHILD_FRIENDLY = right(
    "child-friendly-information", "responsibility", ("D-5",), "AMMR 20(3)",
    "information in a child-friendly manner, by trained staff and in the presence of the representative",
    "informatie op kindvriendelijke wijze, door opgeleid personeel en in aanwezigheid van de vertegenwoordiger",
)  # fmt: skip
COUNSELLING = right(
    "counselling-on-responsibility", "responsibility", ("D-7",), "AMMR 21",
    "free legal counselling on request at all stages of the determination, unless a legal adviser already assists and represents",
    "op verzoek kosteloze juridische counseling in alle fasen van de bepaling, tenzij een raadsman al bijstaat en vertegenwoordigt",
)  # fmt: skip

# --- Article 22 ----------------------------------------------------------------------------------------------------

INTERVIEW = obligation(
    "hold-responsibility-interview", "responsibility", ("D-6",), "AMMR 22(1)", UNIT,
    ("conduct the personal interview on the Member State responsible in good time, and before any request to take charge",
     "tijdig, en vóór elk overnameverzoek, het persoonlijk onderhoud over de verantwoordelijke lidstaat houden"),
    ("No request to take charge may be made before (AMMR 22(3)).", "Eerder mag geen overnameverzoek worden gedaan (AMMR 22(3))."),
)  # fmt: skip
NO_REQUEST = prohibition(
    "no-request-before-interview", "responsibility", ("D-6",), "AMMR 22(3)",
    "no request to take charge before the interview, where no ground to omit it was found",
    "geen overnameverzoek vóór het onderhoud, als er geen grond is vastgesteld om het weg te laten",
)  # fmt: skip
OMIT = permission(
    "omit-responsibility-interview", "responsibility", ("D-6",), "AMMR 22(2)",
    "omit the interview if the applicant absconded, did not attend without justified reasons, or has already given the information by other means after being informed",
    "het onderhoud weglaten als de verzoeker onderdook, zonder gegronde reden niet verscheen, of na te zijn geïnformeerd de informatie al anders gaf",
    records="responsibility_interview_omitted",
)  # fmt: skip
INVITE = obligation(
    "invite-further-information", "responsibility", ("D-6",), "AMMR 22(2)", UNIT,
    ("give the applicant the opportunity to present all further relevant information within the period of Article 39(1), with reasons why an interview is needed",
     "de verzoeker gelegenheid geven om binnen de termijn van artikel 39, lid 1, alle verdere relevante informatie te geven, met redenen waarom een onderhoud nodig is"),
    ("Without it the interview may not be omitted on this ground.", "Zonder dit mag het onderhoud op deze grond niet worden weggelaten."),
)  # fmt: skip
RECORD = obligation(
    "record-responsibility-interview", "responsibility", ("D-6",), "AMMR 22(7)", UNIT,
    ("make an audio recording of the interview, and tell the applicant beforehand",
     "een geluidsopname van het onderhoud maken en dat de verzoeker vooraf zeggen"),
    ("In doubt about what was said the recording prevails; without it the summary stands alone.",
     "Bij twijfel over wat is gezegd gaat de opname voor; zonder opname staat de samenvatting alleen."),
)  # fmt: skip
SUMMARY = obligation(
    "give-interview-summary", "responsibility", ("D-6",), "AMMR 22(7)", UNIT,
    ("give timely access to the written summary, in any event before a decision on the Member State responsible, with the opportunity to comment",
     "tijdig toegang geven tot de schriftelijke samenvatting, in elk geval vóór een beslissing over de verantwoordelijke lidstaat, met gelegenheid tot opmerkingen"),
    ("A decision taken before can be challenged.", "Een eerder genomen beslissing is aanvechtbaar."),
)  # fmt: skip
TEMPLATE = obligation(
    "give-family-template", "responsibility", ("D-6",), "AMMR 22(1)", UNIT,
    ("give the applicant the template on family members and relatives, where possible before the interview",
     "de verzoeker het formulier over gezinsleden en familieleden geven, zo mogelijk vóór het onderhoud"),
    ("Family links may come out too late for a request in time.", "Familiebanden kunnen te laat blijken voor een tijdig verzoek."),
)  # fmt: skip

OMISSION = register_table(
    DecisionTable(
        name="responsibility-interview",
        question=Bilingual("Is the interview due, done or omitted?", "Is het onderhoud verschuldigd, gehouden of weggelaten?"),
        inputs=(
            yes_no("held", "held", "gehouden"),
            Choice(
                "omitted",
                ("none", "absconded", "not_attended", "information_given_otherwise"),
                closed=True,
                otherwise="none",
                label=Bilingual("ground for omission", "grond voor weglaten"),
            ),
            yes_no("informed", "informed under Article 19", "geïnformeerd volgens artikel 19"),
            yes_no("further_information_invited", "further information invited", "om verdere informatie gevraagd"),
        ),
        outcomes={
            "held": Bilingual("held", "gehouden"),
            "omitted": Bilingual("omitted", "weggelaten"),
            "invite": Bilingual("omitted once further information is invited", "weggelaten zodra om verdere informatie is gevraagd"),
            "due": Bilingual("due", "verschuldigd"),
        },
        hit_policy="first",
        rows=(
            Row("held", {"held": True}, "held", ("D-6",), "AMMR 22(1)"),
            Row("absconded", {"omitted": "absconded"}, "omitted", ("D-6",), "AMMR 22(2)(a)"),
            Row("not-attended", {"omitted": "not_attended"}, "omitted", ("D-6",), "AMMR 22(2)(b)"),
            Row("not-informed", {"omitted": "information_given_otherwise", "informed": False}, "due", ("D-6",), "AMMR 22(2)(c)"),
            Row("invite", {"omitted": "information_given_otherwise", "further_information_invited": False}, "invite", ("D-6",), "AMMR 22(2)"),
            Row("given", {"omitted": "information_given_otherwise"}, "omitted", ("D-6",), "AMMR 22(2)(c)"),
            Row("due", {}, "due", ("D-6",), "AMMR 22(1)"),
        ),
    )
)  # fmt: skip


def examine(case: Case) -> None:
    """Information by the registration; counselling and interview while the determination runs here."""
    registered = case.here(ApplicationRegistered)
    if registered is None or case.first(ApplicationWithdrawn) is not None or not case.covers("AMMR 19", registered):
        return
    informed = case.first(ResponsibilityInformationGiven)
    in_time = None if informed is None else case.day(informed) <= case.day(registered)
    case.oblige(INFORM, form("leaflet"), met=informed, in_time=in_time)
    first = first_registration(case)
    if first is not registered or taking_back(case) or case.here(DecisionTaken) is not None:
        return
    case.stand(case.rights, COUNSELLING)
    majority = case.birthday("majority")
    if majority is not None and case.day(registered) < majority:
        case.stand(case.rights, CHILD_FRIENDLY)
    if case.has((FamilyMemberLocated, FamilyTemplateGiven)):
        case.oblige(TEMPLATE, met=case.first(FamilyTemplateGiven))
    _interview(case, informed)


def _interview(case: Case, informed: ResponsibilityInformationGiven | None) -> None:
    held = case.first(ResponsibilityInterviewHeld)
    omitted = case.last(ResponsibilityInterviewOmitted)
    found = case.decide(
        OMISSION,
        {
            "held": held is not None,
            "omitted": omitted.ground if omitted else None,
            "informed": informed is not None,
            "further_information_invited": bool(omitted and omitted.further_information_invited),
        },
    )
    if found is None:
        return
    outcome, why = found
    if outcome == "omitted":
        return
    if outcome == "invite":
        case.oblige(INVITE, why)
        return
    case.oblige(INTERVIEW, why, met=held)
    if held is None:
        if case.first(TakeChargeRequested) is None:
            case.stand(case.forbidden, NO_REQUEST, why)
        case.stand(case.permitted, OMIT)
        return
    case.oblige(RECORD, met=held if held.recorded else None)
    case.oblige(SUMMARY, met=case.after(InterviewSummaryGiven, held.at))


chapter(619, single=examine, when=(ApplicationRegistered,))
