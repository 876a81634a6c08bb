"""Dates that the acts name for Member States, institutions and agencies: plans, notifications, reviews, reports.

A file of the Union shows those of institutions and agencies, a file of a Member State its own. That a date passed
without anything recorded is no finding that nothing was done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from asylon.law.book import UNION
from asylon.law.case import Case, Happening
from asylon.law.chapters import chapter
from asylon.law.circumstances.obligations import ObligationCarriedOut
from asylon.law.citations import Bilingual
from asylon.law.provisions import Block, FixedDate, declare, obligation

STATE = "member_state"
_STAYS = Bilingual(
    "The act attaches nothing to the lapse of the date; the duty stays.",
    "De handeling verbindt niets aan het verstrijken van de datum; de plicht blijft.",
)


def named_date(
    id_: str,
    block: Block,
    rules: tuple[str, ...],
    cite: str,
    who: str,
    en: str,
    nl: str,
    *,
    also: tuple[str, ...] = (),
    consequence: Bilingual = _STAYS,
) -> FixedDate:
    """Declare a duty with a date that an act names; its parameter bears its id."""
    return declare(
        FixedDate(
            id=id_, block=block, rules=rules, cite=cite, who=who, duty=Bilingual(en, nl), date=id_,
            consequence=consequence, records=ObligationCarriedOut.kind(), also=also,
        )
    )  # fmt: skip


def enter(case: Case, duties: Sequence[FixedDate], shown: Mapping[str, Mapping[date, Happening]] | None = None) -> None:
    """Enter the duties of whoever the case is about: of a Member State, or of institutions and agencies.

    ``shown`` tells, by duty and date, of happenings that show it was carried out.
    """
    for duty in duties:
        for who in (duty.who, *duty.also):
            if (who == STATE) is (case.state != UNION):
                case.dated(duty, (shown or {}).get(duty.id, {}), who=who)


# --- implementation plans: AMMR 84(3), APR 75, RBPR 12 ----------------------------------------------------------------

_PLANS = "AMMR 84(3); APR 75; RBPR 12"
STATE_OF_PLAY = obligation(
    "state-of-play", "general", ("G-5",), "AMMR 84(3)", "commission",
    ("inform Parliament and Council every six months how far the common and national plans are carried out, until the first"
     " two annual reports take this over",
     "Parlement en Raad elk half jaar melden hoever de uitvoering van het gemeenschappelijke plan en de nationale plannen is, tot"
     " de eerste twee jaarverslagen dit overnemen"),
    ("The act gives the rhythm and not the first day; the duty ends with the second annual report.",
     "De verordening noemt het ritme en niet de eerste dag; de plicht eindigt met het tweede jaarverslag."),
)  # fmt: skip
ANNUAL_REPORT = "annual-report"

DUTIES = (
    named_date(
        "common-implementation-plan", "general", ("G-2",), _PLANS, "commission",
        "present a common implementation plan to the Council, with the gaps and the operational steps",
        "een gemeenschappelijk implementatieplan aan de Raad voorleggen, met de lacunes en de operationele stappen",
    ),
    named_date(
        "national-implementation-plan", "general", ("G-3",), _PLANS, STATE,
        "establish a national implementation plan: the actions and when each will be done",
        "een nationaal implementatieplan vaststellen: de maatregelen en wanneer elk ervan klaar is",
    ),
    named_date(
        "national-implementation-plan-completed", "general", ("G-15", "T0-7"), _PLANS, STATE,
        "complete everything in the national implementation plan",
        "alles in het nationale implementatieplan hebben uitgevoerd",
    ),
    # --- strategies: AMMR 7 and 8 ---
    named_date(
        "national-strategy", "general", ("G-7",), "AMMR 7(3)", STATE,
        "send the national asylum and migration management strategy to the Commission, on its template",
        "de nationale strategie voor asiel- en migratiebeheer aan de Commissie zenden, volgens haar model",
    ),
    named_date(
        "european-strategy", "general", ("G-10",), "AMMR 8(2)", "commission",
        "adopt the five-year European Asylum and Migration Management Strategy (not binding)",
        "de vijfjarige Europese strategie voor asiel- en migratiebeheer vaststellen (niet bindend)",
    ),
    # --- authorities, safe countries, reports: APR 4, 64, 77 ---
    named_date(
        "asylum-authorities", "procedure", ("G-14",), "APR 4(5)", STATE,
        "notify the Commission of the authorities designated and their tasks",
        "de Commissie de aangewezen autoriteiten en hun taken melden",
    ),
    named_date(
        "national-safe-country-lists", "procedure", ("G-14",), "APR 64(4)", STATE,
        "notify Commission and Asylum Agency of third countries designated as safe at national level",
        "de Commissie en het Asielagentschap melden welke derde landen nationaal als veilig zijn aangemerkt",
    ),
    named_date(
        "safe-third-country-review", "procedure", ("G-8",), "APR 77", "commission",
        "review the concept of safe third country",
        "het begrip veilig derde land toetsen",
    ),
    named_date(
        "procedure-report-information", "procedure", ("G-18",), "APR 77", STATE,
        "send the Commission, if it asks, the information for its report on the procedure",
        "de Commissie desgevraagd de informatie voor haar verslag over de procedure zenden",
    ),
    named_date(
        "procedure-report", "procedure", ("G-18",), "APR 77", "commission",
        "report to Parliament and Council on the application of the Asylum Procedure Regulation",
        "aan Parlement en Raad verslag uitbrengen over de toepassing van de Asielprocedureverordening",
    ),
    # --- reception, guidance, transfers ---
    named_date(
        "reception-transposition", "reception", ("G-14", "T0-6"), "RCD 35(1)", STATE,
        "bring into force the law that transposes the Reception Conditions Directive",
        "het recht dat de opvangrichtlijn omzet in werking doen treden",
    ),
    named_date(
        "alternatives-to-detention-guidelines", "returns", ("G-4",), "RBPR 5(5)", "asylum_agency",
        "develop guidelines on alternatives to detention in a border procedure",
        "richtsnoeren ontwikkelen over alternatieven voor bewaring in een grensprocedure",
    ),
    named_date(
        "family-template", "responsibility", ("G-6",), "AMMR 22(1)", "asylum_agency",
        "develop the template for information on family members",
        "het formulier voor gegevens over gezinsleden ontwikkelen",
    ),
    # --- Eurodac ---
    named_date(
        "eurodac-evaluation", "eurodac", ("G-18",), "EUD 57(5)", "commission",
        "produce an overall evaluation of Eurodac",
        "een algemene evaluatie van Eurodac opstellen",
    ),
    # --- reviews and evaluations: SCR 24, AMMR 79 ---
    named_date(
        "screening-report", "border", ("G-18",), "SCR 24", "commission",
        "report on the implementation of the Screening Regulation",
        "verslag uitbrengen over de uitvoering van de Screeningsverordening",
    ),
    named_date(
        "screening-evaluation-information", "border", ("G-18",), "SCR 24", STATE,
        "send the Commission the information for the evaluation of the Screening Regulation",
        "de Commissie de informatie voor de evaluatie van de Screeningsverordening zenden",
    ),
    named_date(
        "screening-evaluation", "border", ("G-18",), "SCR 24", "commission",
        "evaluate the Screening Regulation",
        "de Screeningsverordening evalueren",
    ),
    named_date(
        "solidarity-part-review", "solidarity", ("G-17",), "AMMR 79", "commission",
        "review the functioning of the solidarity part and report on the implementation of the Regulation",
        "de werking van het solidariteitsdeel toetsen en over de uitvoering van de verordening verslag uitbrengen",
    ),
    named_date(
        "ammr-evaluation-information", "general", ("G-18",), "AMMR 79", STATE,
        "send the Commission the information for the evaluation of the Regulation",
        "de Commissie de informatie voor de evaluatie van de verordening zenden",
    ),
    named_date(
        "ammr-evaluation", "general", ("G-18",), "AMMR 79", "commission",
        "evaluate the Regulation, with regard to solidarity and fair sharing of responsibility",
        "de verordening evalueren, gelet op solidariteit en billijke verdeling van verantwoordelijkheid",
    ),
)  # fmt: skip


def examine(case: Case) -> None:
    """The dates named for whoever the case is about, and the half-yearly state of play until two annual reports are out."""
    enter(case, DUTIES)
    if case.state == UNION:
        reports = [fact for fact in case.all(ObligationCarriedOut) if fact.obligation == ANNUAL_REPORT]
        case.oblige(STATE_OF_PLAY, met=reports[1] if len(reports) > 1 else None)


chapter(1284, state=examine)
