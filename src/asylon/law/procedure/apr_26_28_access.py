"""Access to the procedure (Regulation (EU) 2024/1348, Articles 26 to 28): made, registered, lodged."""

from __future__ import annotations

from datetime import date

from asylon.law.border.scr_18_completion import REGISTRATION as REGISTRATION_ROUTE
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances import DisproportionateNumbers
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts import (
    ApplicationLodged,
    ApplicationMade,
    ApplicationRegistered,
    ApplicationWithdrawn,
    ArrivedAfterRelocation,
    DecisionBecameFinal,
    Fact,
    IdentifiedInMemberStateResponsible,
    RegisteringAuthorityInformed,
    Transferred,
)
from asylon.law.moments import Moment
from asylon.law.preparedness.cfmr_10_13_derogations import derogation_in_force, early_registration
from asylon.law.provisions import Right, RouteStep, TimeLimit, declare
from asylon.law.tables import Choice, DecisionTable, Row, register_table

_REGISTER = Bilingual("register the application", "het verzoek registreren")
_REGISTER_LATE = Bilingual(
    "The applicant's status and rights run from the making; the delay is the Member State's.",
    "Status en rechten van de verzoeker lopen vanaf het doen van het verzoek; de vertraging komt voor rekening van de lidstaat.",
)
_MADE = Bilingual("the making of the application", "het doen van het verzoek")

INFORM = declare(
    TimeLimit(
        id="information-to-registering-authority",
        block="procedure",
        rules=("A-2",),
        cite="APR 27(3)",
        who="receiving_authority",
        duty=Bilingual(
            "inform the registering authority of the application",
            "de registratieautoriteit over het verzoek informeren",
        ),
        starts=_MADE,
        length="information-to-registering-authority",
        records="registering_authority_informed",
        by=Counting.APR_73,
        consequence=_REGISTER_LATE,
    )
)
ORDINARY = declare(
    TimeLimit(
        id="registration",
        block="procedure",
        rules=("A-3",),
        cite="APR 27(1)",
        who="registering_authority",
        duty=_REGISTER,
        starts=Bilingual(
            "the making of the application, or the end of the screening for a person screened under SCR 5(1)",
            "het doen van het verzoek, of het einde van de screening bij screening op grond van SCR 5(1)",
        ),
        length="registration",
        records="application_registered",
        by=Counting.APR_73,
        consequence=_REGISTER_LATE,
    )
)
AFTER_INFORMATION = declare(
    TimeLimit(
        id="registration-after-information",
        block="procedure",
        rules=("A-2",),
        cite="APR 27(3)",
        who="registering_authority",
        duty=_REGISTER,
        starts=Bilingual("the receipt of the information", "de ontvangst van de informatie"),
        length="registration-after-information",
        records="application_registered",
        by=Counting.APR_73,
        consequence=_REGISTER_LATE,
    )
)
DISPROPORTIONATE = declare(
    TimeLimit(
        id="registration-disproportionate",
        block="procedure",
        rules=("A-3",),
        cite="APR 27(5)",
        who="registering_authority",
        duty=_REGISTER,
        starts=_MADE,
        length="registration-disproportionate",
        records="application_registered",
        by=Counting.APR_73,
        consequence=_REGISTER_LATE,
    )
)
CRISIS = declare(
    TimeLimit(
        id="registration-crisis",
        block="procedure",
        rules=("A-3", "X-8"),
        cite="CFMR 10(1)",
        who="registering_authority",
        duty=_REGISTER,
        starts=_MADE,
        length="registration-crisis",
        records="application_registered",
        by=Counting.REG_1182_71,
        consequence=_REGISTER_LATE,
    )
)

#: The limits for the registration, of which one applies.
REGISTRATIONS = frozenset({ORDINARY.id, AFTER_INFORMATION.id, DISPROPORTIONATE.id, CRISIS.id})

REGISTRATION = register_table(
    DecisionTable(
        name="registration-limit",
        question=Bilingual(
            "Within which time must the application be registered?",
            "Binnen welke termijn moet het verzoek worden geregistreerd?",
        ),
        inputs=(
            Choice(
                "crisis",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual("derogation CFMR 10(1) in force", "afwijking CFMR 10(1) van kracht"),
            ),
            Choice(
                "early",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual("applied before it is authorised", "toegepast vóór de machtiging"),
            ),
            Choice(
                "disproportionate",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual("disproportionate numbers", "onevenredig aantal"),
            ),
            Choice(
                "authority_registers",
                (True, False),
                closed=True,
                otherwise=True,
                label=Bilingual("made to an authority that registers", "gedaan bij een autoriteit die registreert"),
            ),
        ),
        outcomes={
            ORDINARY.id: Bilingual("ordinary limit", "gewone termijn"),
            AFTER_INFORMATION.id: Bilingual(
                "limit from the information received", "termijn vanaf de ontvangen informatie"
            ),
            DISPROPORTIONATE.id: Bilingual("limit for disproportionate numbers", "termijn bij onevenredige aantallen"),
            CRISIS.id: Bilingual("limit in a crisis", "termijn in een crisis"),
        },
        hit_policy="first",
        rows=(
            Row("crisis", {"crisis": True}, CRISIS.id, ("A-3", "X-8"), "CFMR 10(1)"),
            Row("early", {"early": True}, CRISIS.id, ("A-3", "X-9", "O-14"), "CFMR 10(6)"),
            Row("disproportionate", {"disproportionate": True}, DISPROPORTIONATE.id, ("A-3",), "APR 27(5)"),
            Row("other-authority", {"authority_registers": False}, AFTER_INFORMATION.id, ("A-2",), "APR 27(3)"),
            Row("ordinary", {}, ORDINARY.id, ("A-3",), "APR 27(1)"),
        ),
    )
)

# --- Article 28 and 51(1): lodging --------------------------------------------------------------------------------

_LODGE = Bilingual("lodge the application", "het verzoek indienen")
_NOT_LODGED = Bilingual(
    "Without good cause and despite an effective opportunity, the application is declared implicitly withdrawn (APR 41(1)(a)).",
    "Zonder goede reden en ondanks daadwerkelijke gelegenheid wordt het verzoek impliciet ingetrokken verklaard (APR 41(1)(a)).",
)
_REGISTERED = Bilingual("the registration of the application", "de registratie van het verzoek")


def _lodging(id_: str, rule: str, cite: str, starts: Bilingual, consequence: Bilingual = _NOT_LODGED) -> TimeLimit:
    return declare(
        TimeLimit(
            id=id_,
            block="border" if "border" in id_ else "procedure",
            rules=(rule,),
            cite=cite,
            who="applicant",
            duty=_LODGE,
            starts=starts,
            length=id_,
            records="application_lodged",
            by=Counting.APR_73,
            consequence=consequence,
        )
    )


_BORDER_LATE = Bilingual(
    "Missing the limit does not end the border procedure (APR 51(1)).",
    "Overschrijding beëindigt de grensprocedure niet (APR 51(1)).",
)
LODGING = _lodging("lodging", "A-4", "APR 28(1)", _REGISTERED)
LODGING_DISPROPORTIONATE = _lodging("lodging-disproportionate", "A-4", "APR 28(5)", _REGISTERED)
LODGING_AFTER_TRANSFER = _lodging(
    "lodging-after-transfer",
    "A-4",
    "APR 28(2)",
    Bilingual(
        "reporting to the authorities of the Member State responsible",
        "de melding bij de autoriteiten van de verantwoordelijke lidstaat",
    ),
)
LODGING_BORDER = _lodging("lodging-border", "B9-1", "APR 51(1)", _REGISTERED, _BORDER_LATE)
LODGING_BORDER_RELOCATION = _lodging(
    "lodging-border-relocation",
    "B9-1",
    "APR 51(1)",
    Bilingual("arrival after relocation", "aankomst na herplaatsing"),
    _BORDER_LATE,
)

LODGING_TABLE = register_table(
    DecisionTable(
        name="lodging-limit",
        question=Bilingual(
            "Within which time must the application be lodged?",
            "Binnen welke termijn moet het verzoek worden ingediend?",
        ),
        inputs=(
            Choice(
                "border",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual("border procedure", "grensprocedure"),
            ),
            Choice(
                "relocated",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual("arrived after relocation", "aangekomen na herplaatsing"),
            ),
            Choice(
                "transferred",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual("transferred here", "hierheen overgedragen"),
            ),
            Choice(
                "disproportionate",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual("disproportionate numbers", "onevenredig aantal"),
            ),
        ),
        outcomes={
            LODGING.id: Bilingual("ordinary limit", "gewone termijn"),
            LODGING_DISPROPORTIONATE.id: Bilingual(
                "appointment within the longer limit", "afspraak binnen de langere termijn"
            ),
            LODGING_AFTER_TRANSFER.id: Bilingual("limit after a transfer", "termijn na een overdracht"),
            LODGING_BORDER.id: Bilingual("limit in the border procedure", "termijn in de grensprocedure"),
            LODGING_BORDER_RELOCATION.id: Bilingual(
                "limit in the border procedure after relocation", "termijn in de grensprocedure na herplaatsing"
            ),
        },
        hit_policy="first",
        rows=(
            Row(
                "border-relocation",
                {"border": True, "relocated": True},
                LODGING_BORDER_RELOCATION.id,
                ("B9-1",),
                "APR 51(1)",
            ),
            Row("border", {"border": True}, LODGING_BORDER.id, ("B9-1",), "APR 51(1)"),
            Row("transferred", {"transferred": True}, LODGING_AFTER_TRANSFER.id, ("A-4",), "APR 28(2)"),
            Row("disproportionate", {"disproportionate": True}, LODGING_DISPROPORTIONATE.id, ("A-4",), "APR 28(5)"),
            Row("ordinary", {}, LODGING.id, ("A-4",), "APR 28(1)"),
        ),
    )
)

# --- rights -------------------------------------------------------------------------------------------------------

APPLICANT = declare(
    Right(
        id="applicant-from-making",
        block="procedure",
        rules=("A-1", "DEF-1"),
        cite="APR 26(1)",
        words=Bilingual(
            "is an applicant from the making of the application, with the rights that go with it",
            "is verzoeker vanaf het doen van het verzoek, met de bijbehorende rechten",
        ),
    )
)
OPPORTUNITY = declare(
    Right(
        id="effective-opportunity-to-lodge",
        block="procedure",
        rules=("A-4",),
        cite="APR 28(1)",
        words=Bilingual(
            "has an effective opportunity to lodge the application",
            "krijgt daadwerkelijk gelegenheid het verzoek in te dienen",
        ),
    )
)
LODGING_ROUTE = declare(
    RouteStep(
        id="route:lodging",
        block="procedure",
        rules=("A-4",),
        cite="APR 28",
        words=Bilingual("lodging of the application", "indiening van het verzoek"),
    )
)
WAITS = declare(
    RouteStep(
        id="registration-waits-for-screening",
        block="procedure",
        rules=("A-3", "S9-2"),
        cite="APR 27(7)",
        words=Bilingual(
            "the clocks of registration start only when the screening has ended",
            "de registratietermijnen beginnen pas als de screening is geëindigd",
        ),
    )
)


def numbers(case: Case, day: date) -> bool:
    """Whether disproportionate numbers are recorded for this Member State on a day."""
    return bool(case.circumstances.on(DisproportionateNumbers, day, case.state))


def registration(case: Case) -> None:
    """From the making to the registration."""
    made = case.here(ApplicationMade)
    if made is None:
        return
    if case.first(DecisionBecameFinal) is None and case.first(ApplicationWithdrawn) is None:
        case.stand(case.rights, APPLICANT)
    registered = case.here(ApplicationRegistered)
    day = case.day(made)
    start_fact: Fact | Moment = made
    hangs: tuple[str, ...] = ()
    if case.findings.get("screening_scope") == "border":
        if case.findings.get("screening_running"):
            case.stand(case.steps, WAITS)
            if registered is None:
                return
        else:
            end: Moment = case.findings["screening_end"]
            if end.utc(case.zone) > made.at.utc(case.zone):
                hangs = ("O-5",)
                if case.book.answer("O-5") == "end_of_screening":
                    start_fact = case.findings.get("screening_end_fact", end)
    decided = case.decide(
        REGISTRATION,
        {
            "crisis": derogation_in_force(case.circumstances, "CFMR 10(1)", day, case.state) is not None,
            "early": early_registration(case.circumstances, day, case.state, case.book) is not None,
            "disproportionate": numbers(case, day),
            "authority_registers": made.authority_registers,
        },
    )
    if decided is None:
        return
    limit, why = decided
    if made.authority_registers is False:
        informed = case.after(RegisteringAuthorityInformed, made.at)
        case.limit(INFORM, made, met=informed, reasons=why)
        if limit == AFTER_INFORMATION.id:
            if informed is None:
                return
            case.limit(AFTER_INFORMATION, informed, met=registered, reasons=why)
    if limit == CRISIS.id:
        case.limit(CRISIS, made, met=registered, reasons=why)
    elif limit == DISPROPORTIONATE.id:
        case.limit(DISPROPORTIONATE, made, met=registered, reasons=why)
    elif limit == ORDINARY.id:
        case.limit(ORDINARY, start_fact, met=registered, reasons=why, hangs_on=hangs)
    if registered is None and not case.findings.get("screening_running"):
        case.propose_route(15, REGISTRATION_ROUTE)


_LODGINGS = {
    item.id: item
    for item in (LODGING, LODGING_DISPROPORTIONATE, LODGING_AFTER_TRANSFER, LODGING_BORDER, LODGING_BORDER_RELOCATION)
}


def lodging(case: Case) -> None:
    """From the registration to the lodging."""
    registered = case.here(ApplicationRegistered)
    identified = case.here(IdentifiedInMemberStateResponsible)
    arrived = case.here(ArrivedAfterRelocation)
    if registered is None and identified is None and arrived is None:
        return
    border = bool(case.findings.get("border_route"))
    if registered is None and not border and identified is None:
        return
    first = registered or identified or arrived
    if first is None:
        return
    decided = case.decide(
        LODGING_TABLE,
        {
            "border": border,
            "relocated": arrived is not None,
            "transferred": identified is not None,
            "disproportionate": numbers(case, case.day(first)),
        },
    )
    if decided is None:
        return
    limit, why = decided
    start = {LODGING_AFTER_TRANSFER.id: identified, LODGING_BORDER_RELOCATION.id: arrived}.get(
        limit, registered
    ) or first
    lodged = case.after(ApplicationLodged, start.at)
    gone = case.first(Transferred, lambda fact: fact.to != case.state) is not None
    over = gone or case.first(ApplicationWithdrawn) is not None
    duty = case.limit(_LODGINGS[limit], start, met=lodged, reasons=why, lapsed=over)
    if duty.status in ("open", "late"):
        case.stand(case.rights, OPPORTUNITY, why)
        case.propose_route(16, LODGING_ROUTE)


chapter(427, single=registration)
chapter(428, single=lodging)
