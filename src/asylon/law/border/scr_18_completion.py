"""Completion of the screening (Regulation (EU) 2024/1356, Article 18): where the person and the form go."""

from __future__ import annotations

from asylon.law.border.scr_5_7_scope import EVENTS, RETURN, found
from asylon.law.border.scr_8_time import SCREENING
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import ApplicationMade, Relocated, ScreeningEnded, ScreeningStarted
from asylon.law.facts.screening import ScreeningFormTransmitted
from asylon.law.provisions import Obligation, Permission, RouteStep, declare
from asylon.law.tables import Choice, DecisionTable, Row, register_table

REGISTRATION = declare(
    RouteStep(
        id="route:registration",
        block="procedure",
        rules=(),
        cite="APR 27",
        words=Bilingual("registration of the application", "registratie van het verzoek"),
    )
)
ENDED_BY_LAPSE = declare(
    RouteStep(
        id="screening-ended-by-lapse",
        block="border",
        rules=("S-10",),
        cite="SCR 18(5)",
        words=Bilingual(
            "screening ended because its time limit expired", "screening geëindigd doordat de termijn verstreek"
        ),
    )
)
REFER_UNFINISHED = declare(
    Obligation(
        id="refer-unfinished-screening",
        block="border",
        rules=("S-10",),
        cite="SCR 18(5)",
        who="screening_authority",
        duty=Bilingual(
            "refer the person now, with the checks as far as they got",
            "de persoon nu doorverwijzen, met de controles voor zover gevorderd",
        ),
        consequence=Bilingual(
            "Screening beyond its limit has no legal basis.", "Screening voorbij de termijn mist rechtsgrond."
        ),
    )
)
REFER_TO_RELOCATION = declare(
    Obligation(
        id="refer-to-member-state-of-relocation",
        block="border",
        rules=("S9-3",),
        cite="SCR 18(3)",
        who="screening_authority",
        duty=Bilingual(
            "refer the person, with the screening form, to the authorities of the Member States concerned by the relocation",
            "de persoon met het screeningsformulier doorverwijzen naar de autoriteiten van de bij de herplaatsing betrokken lidstaten",
        ),
        consequence=Bilingual("The relocation cannot proceed.", "De herplaatsing kan niet doorgaan."),
    )
)
TRANSMIT_FORM = declare(
    Obligation(
        id="transmit-screening-form",
        block="border",
        rules=(),
        cite="SCR 18(1)",
        who="screening_authority",
        duty=Bilingual(
            "transmit the screening form to the authorities to whom the person is referred",
            "het screeningsformulier doorzenden aan de autoriteiten waarnaar de persoon wordt doorverwezen",
        ),
        consequence=Bilingual(
            "The next procedure starts without what the screening found.",
            "De volgende procedure begint zonder wat de screening vond.",
        ),
    )
)
SEND_UNFINISHED_FORM = declare(
    Obligation(
        id="send-form-of-ended-screening",
        block="border",
        rules=("S-21",),
        cite="SCR 18(6)",
        who="screening_authority",
        duty=Bilingual(
            "send the form, with the circumstances that ended the screening",
            "het formulier toezenden, met de omstandigheden die de screening beëindigden",
        ),
        consequence=Bilingual(
            "The authority does not learn why the screening stopped.",
            "De autoriteit verneemt niet waarom de screening stopte.",
        ),
    )
)
ENTRY_ALL_THE_SAME = declare(
    Permission(
        id="authorise-entry-under-borders-code",
        block="border",
        rules=("S9-1",),
        cite="SCR 18(1); SBC 6(5)",
        records="entry_authorised",
        words=Bilingual(
            "authorise entry under Article 6(5) of the Borders Code instead",
            "in plaats daarvan toegang verlenen op grond van artikel 6, lid 5, van de Schengengrenscode",
        ),
    )
)

AFTERWARDS = register_table(
    DecisionTable(
        name="after-screening",
        question=Bilingual(
            "Where is the person referred when the screening ends?",
            "Waarheen wordt de persoon doorverwezen als de screening eindigt?",
        ),
        inputs=(
            Choice(
                "scope",
                ("border", "crossing_point", "territory"),
                closed=False,
                otherwise=None,
                label=Bilingual("screened at", "gescreend"),
            ),
            Choice(
                "application",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual("application made", "verzoek gedaan"),
            ),
            Choice(
                "relocation",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual("to be relocated", "te herplaatsen"),
            ),
            Choice(
                "ended_by",
                ("referred", "entry_conditions_met", "voluntary_departure", "criminal_proceedings"),
                closed=True,
                otherwise="referred",
                label=Bilingual("screening ended because of", "screening geëindigd wegens"),
            ),
        ),
        outcomes={
            "return": Bilingual("authorities for return", "autoriteiten voor terugkeer"),
            "registration": Bilingual(
                "authority that registers the application", "autoriteit die het verzoek registreert"
            ),
            "relocation": Bilingual(
                "authorities of the Member States concerned", "autoriteiten van de betrokken lidstaten"
            ),
            "return_continues": Bilingual("return procedure continues", "terugkeerprocedure loopt door"),
            "form_to_registration": Bilingual(
                "form to the authority that registers the application",
                "formulier naar de autoriteit die het verzoek registreert",
            ),
            "form_to_return": Bilingual(
                "form to the authorities for return", "formulier naar de terugkeerautoriteiten"
            ),
            "no_referral": Bilingual("nobody is referred", "er wordt niemand doorverwezen"),
        },
        hit_policy="first",
        rows=(
            Row("conditions-met", {"ended_by": "entry_conditions_met"}, "no_referral", ("S-4",), "SCR 5(3)"),
            Row("left", {"ended_by": "voluntary_departure"}, "no_referral", ("S-4",), "SCR 5(3)"),
            Row(
                "proceedings-applicant",
                {"ended_by": "criminal_proceedings", "application": True},
                "form_to_registration",
                ("S-21",),
                "SCR 18(6)",
            ),
            Row("proceedings", {"ended_by": "criminal_proceedings"}, "form_to_return", ("S-21",), "SCR 18(6)"),
            Row("relocation", {"relocation": True}, "relocation", ("S9-3",), "SCR 18(3)"),
            Row("applicant", {"application": True}, "registration", ("S9-2",), "SCR 18(2)"),
            Row("border-no-application", {"scope": "border"}, "return", ("S9-1", "RT-9"), "SCR 18(1)"),
            Row("territory-no-application", {"scope": "territory"}, "return_continues", ("S9-4", "RT-9"), "SCR 18(4)"),
            Row("crossing-point-no-application", {"scope": "crossing_point"}, "no_referral", ("S-2",), "SCR 5(2)"),
        ),
    )
)


def examine(case: Case) -> None:
    """After the screening, finished or not: to whom the person is referred, and the form with the person."""
    scope = case.findings.get("screening_scope")
    if scope is None or case.findings.get("screening_running"):
        return
    why = case.findings["screening_reasons"]
    ended: ScreeningEnded | None = case.findings.get("screening_end_fact")
    if ended is None:
        case.stand(case.steps, ENDED_BY_LAPSE, why)
        case.oblige(REFER_UNFINISHED, why)
    made = case.first(ApplicationMade, lambda fact: fact.state == case.state)
    afterwards = case.decide(
        AFTERWARDS,
        {
            "scope": scope,
            "application": made is not None,
            "relocation": case.first(Relocated) is not None,
            "ended_by": ended.reason if ended is not None else None,
        },
    )
    if afterwards is None:
        return
    case.stand(case.steps, SCREENING, why, rules=why[0].rules)
    outcome, reasons = afterwards
    start = found(case)
    sent = case.after(ScreeningFormTransmitted, start.at) if start is not None else None
    rules, cite = reasons[0].rules, reasons[0].cite
    if outcome in ("form_to_registration", "form_to_return"):
        if start is not None and case.after(ScreeningStarted, start.at) is not None:
            case.oblige(SEND_UNFINISHED_FORM, reasons, met=sent)
    elif outcome in ("return", "return_continues"):
        case.propose_route(20, RETURN, reasons, rules=rules, cite=cite)
        if outcome == "return":
            case.stand(case.permitted, ENTRY_ALL_THE_SAME, reasons)
    elif outcome == "registration":
        case.propose_route(15, REGISTRATION, reasons, rules=rules, cite=cite)
    elif outcome == "relocation":
        case.oblige(REFER_TO_RELOCATION, reasons, met=sent)
    if outcome in ("return", "return_continues", "registration"):
        case.oblige(TRANSMIT_FORM, reasons, met=sent, rules=rules, cite=f"{cite}; SCR 17(3)")


chapter(218, single=examine, when=EVENTS)
