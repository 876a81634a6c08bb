"""From the reasoned request to the end of a crisis (Regulation (EU) 2024/1359, Articles 1 to 6, 10, 12, 15 to 17).

The clocks of Commission and Council stand in the file of the Member State they are about.
"""

from __future__ import annotations

from asylon.law.book import UNION
from asylon.law.case import Case, midnight_after
from asylon.law.chapters import chapter
from asylon.law.circumstances import CrisisDerogation
from asylon.law.circumstances.preparedness import (
    CrisisCeased,
    CrisisDetermined,
    CrisisEnded,
    CrisisMeasuresExplained,
    CrisisRepealProposed,
    CrisisReported,
    CrisisRequested,
    StrategyRevised,
)
from asylon.law.circumstances.responsibility import TakeBackRelief
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.moments import Moment
from asylon.law.periods import months_later
from asylon.law.position import Reason
from asylon.law.preparedness.cfmr_5_duration import relieved_from
from asylon.law.preparedness.cfmr_10_13_derogations import early_registration, early_until, possible
from asylon.law.provisions import judgement, obligation, permission, prohibition, time_limit

_BY = Counting.REG_1182_71

# --- Articles 1 to 4: the situation, the Commission, the Council ------------------------------------------------------

SITUATIONS = {
    "mass_arrivals": judgement(
        "crisis-of-mass-arrivals", "preparedness", ("X-1", "X-4"), "CFMR 1(4)(a); 3(5)", "commission",
        "Do mass arrivals make even a well-prepared system non-functional, with possible serious consequences for the Union?"
        " The situation is looked at since",
        "Maakt massale aankomst zelfs een goed voorbereid stelsel onwerkzaam, met mogelijk ernstige gevolgen voor de Unie?"
        " De situatie wordt bezien sinds",
        "crisis_determined",
    ),
    "instrumentalisation": judgement(
        "crisis-of-instrumentalisation", "preparedness", ("X-2", "X-4"), "CFMR 1(4)(b); 3(4)", "commission",
        "Does a third country or hostile non-state actor use persons to destabilise, so that essential functions are at risk?"
        " The situation is looked at since",
        "Zet een derde land of vijandige niet-statelijke actor personen in om te ontwrichten, zodat essentiële functies gevaar"
        " lopen? De situatie wordt bezien sinds",
        "crisis_determined",
    ),
    "force_majeure": judgement(
        "force-majeure", "preparedness", ("X-3", "X-4"), "CFMR 1(5); 3(6)(c)", "commission",
        "Do abnormal and unforeseeable circumstances, unavoidable with all due care, prevent compliance? The situation is looked"
        " at since",
        "Verhinderen abnormale en onvoorziene omstandigheden, met alle zorg onvermijdbaar, de naleving? De situatie wordt bezien"
        " sinds",
        "crisis_determined",
    ),
}  # fmt: skip
_PENDING = Bilingual(
    "The request stays pending; no derogation may be applied but the early one of Article 10(6).",
    "Het verzoek blijft hangende; geen afwijking mag worden toegepast behalve de vroege van artikel 10(6).",
)
COMMISSION = time_limit(
    "crisis-commission-decision", ("X-4",), "CFMR 3(8)", "commission",
    Bilingual("decide whether the Member State is in crisis or force majeure, and propose a Council decision",
              "besluiten of de lidstaat in crisis of overmacht verkeert, en een Raadsbesluit voorstellen"),
    Bilingual("the submission of the reasoned request", "de indiening van het gemotiveerde verzoek"), _PENDING,
    block="preparedness", by=_BY, records="crisis_determined",
)  # fmt: skip
COUNCIL = time_limit(
    "crisis-council-decision", ("X-4",), "CFMR 4(3)", "council",
    Bilingual("decide on derogations, with their start and period, and on the Solidarity Response Plan",
              "besluiten over afwijkingen, met begin en duur, en over het solidariteitsresponsplan"),
    Bilingual("the receipt of the proposal", "de ontvangst van het voorstel"), _PENDING,
    block="preparedness", by=_BY, records="crisis_derogation",
)  # fmt: skip
EARLY = permission(
    "register-longer-before-authorisation", "preparedness", ("X-9", "O-14"), "CFMR 10(6)",
    "register within the longer time before it is authorised, for at most ten days, until",
    "vóór de machtiging binnen de langere termijn registreren, hoogstens tien dagen, tot en met",
)  # fmt: skip

# --- Articles 5, 6, 10 to 13: what may be applied, and how long -----------------------------------------------------------

APPLY = permission(
    "apply-crisis-derogation", "preparedness", (), "CFMR 4(5)", "apply the derogation authorised", "de toegestane afwijking toepassen"
)  # fmt: skip
NOT_APPLY = prohibition(
    "crisis-derogation-not-possible", "preparedness", (), "CFMR 1(3)",
    "apply a derogation that the act does not allow in this situation or period",
    "een afwijking toepassen die de verordening in deze situatie of periode niet toelaat",
)  # fmt: skip
TOO_LONG = prohibition(
    "crisis-measures-too-long", "preparedness", ("X-5",), "CFMR 5",
    "apply crisis measures beyond three months in one period, or twelve in all",
    "crisismaatregelen langer dan drie maanden per periode, of twaalf in totaal, toepassen",
)  # fmt: skip
NOT_PIECEMEAL = prohibition(
    "crisis-limits-one-by-one", "preparedness", ("X-15",), "CFMR 12(1)",
    "choose among the longer limits of Article 12(2): they apply simultaneously",
    "kiezen tussen de langere termijnen van artikel 12(2): zij gelden gelijktijdig",
)  # fmt: skip
NO_LONGER = obligation(
    "crisis-strictly-necessary", "preparedness", ("X-5",), "CFMR 5(3)", "member_state",
    ("apply the derogations no longer than strictly necessary", "de afwijkingen niet langer dan strikt noodzakelijk toepassen"),
    ("Measures beyond the situation have no ground.", "Maatregelen na de situatie hebben geen grond."),
)  # fmt: skip
EXPLAIN = obligation(
    "explain-crisis-measures", "preparedness", ("X-8",), "CFMR 10(5); 15", "member_state",
    ("inform persons, in a language they understand, of the measures, the registration points and the duration",
     "personen in een taal die zij begrijpen inlichten over de maatregelen, de registratiepunten en de duur"),
    ("Persons cannot find where to register; their rights from the making stay.",
     "Personen weten niet waar zij kunnen registreren; hun rechten vanaf het doen blijven."),
)  # fmt: skip
FIRST = obligation(
    "prioritise-registration-in-crisis", "preparedness", ("X-8",), "CFMR 10(2)", "registering_authority",
    ("register persons with special reception needs, and minors with their families, first",
     "personen met bijzondere opvangbehoeften en minderjarigen met hun familie het eerst registreren"),
    ("The derogation presupposes this priority.", "De afwijking veronderstelt deze voorrang."),
)  # fmt: skip
RELIEF_TOO_EARLY = prohibition(
    "take-back-relief-too-early", "preparedness", ("X-17",), "CFMR 13(1)",
    "relieve from taking back for applications registered more than four months before the Council decision",
    "van terugname ontheffen voor verzoeken die meer dan vier maanden vóór het Raadsbesluit zijn geregistreerd",
)  # fmt: skip
REPORT = time_limit(
    "crisis-report", ("X-6",), "CFMR 6(4)", "commission",
    Bilingual("report to Parliament and Council whether the situation persists and the measures are still necessary",
              "aan Parlement en Raad verslag uitbrengen of de situatie voortduurt en de maatregelen nog nodig zijn"),
    Bilingual("the entry into force of the Council decision, every three months", "de inwerkingtreding van het Raadsbesluit, elke drie maanden"),
    Bilingual("The report stays due.", "Het verslag blijft verschuldigd."),
    block="preparedness", by=_BY, records="crisis_reported",
)  # fmt: skip
REPEAL = obligation(
    "propose-repeal-of-crisis-decision", "preparedness", ("X-6",), "CFMR 6(3)", "commission",
    ("propose to repeal the Council decision", "voorstellen het Raadsbesluit in te trekken"),
    ("Derogations would outlast the situation.", "Afwijkingen zouden de situatie overleven."),
)  # fmt: skip
REVISE = time_limit(
    "strategy-after-crisis", ("X-7",), "CFMR 16(3)", "member_state",
    Bilingual("revise the national strategy", "de nationale strategie herzien"),
    Bilingual("the day on which the crisis ended", "de dag waarop de crisis eindigde"),
    Bilingual("The revision stays due.", "De herziening blijft verschuldigd."),
    block="preparedness", by=_BY, records="strategy_revised",
)  # fmt: skip


def _own(case: Case, item: CrisisDerogation | CrisisRequested | CrisisEnded | CrisisCeased) -> bool:
    return item.state == case.state


def path(case: Case) -> None:
    """From the request to the decision of the Council."""
    request = case.last(CrisisRequested, lambda item: _own(case, item))
    if request is None:
        return
    determined = case.after(CrisisDetermined, request.at)
    case.limit(COMMISSION, request, met=determined, state=UNION)
    asked = case.day(request)
    if determined is None:
        since = months_later(asked, -case.book.length("crisis-look-back", asked).count)
        case.stand(case.judgements, SITUATIONS[request.situation], about=since.isoformat())
    elif determined.found:
        decision = case.after(CrisisDerogation, determined.at)
        case.limit(COUNCIL, determined, met=decision, state=UNION)
    early = early_registration(case.circumstances, case.today, case.state, case.book)
    if early is not None:
        until = early_until(case.day(early), case.book)
        case.stand(case.permitted, EARLY, about=until.isoformat())
    if request.early_registration:
        for day in (asked, early_until(asked, case.book)):
            case.turn(midnight_after(day, case.zone))


def measures(case: Case) -> None:
    """What may be applied today, what not, and what goes with it."""
    running = [item for item in case.circumstances.on(CrisisDerogation, case.today, case.state) if _own(case, item)]
    for item in running:
        for derogation in item.derogations:
            why = possible(item, derogation)
            case.reasons.append(why)
            if why.outcome == "possible":
                case.stand(case.permitted, APPLY, (why,), about=derogation, rules=why.rules, cite=why.cite)
                _beside(case, derogation, (why,))
            else:
                case.stand(case.forbidden, NOT_APPLY, (why,), about=derogation, rules=why.rules, cite=why.cite)
    if running:
        case.oblige(NO_LONGER)
        case.oblige(EXPLAIN, met=case.after(CrisisMeasuresExplained, running[0].at))
    _duration(case)
    _reports(case)


def _beside(case: Case, derogation: str, why: tuple[Reason, ...]) -> None:
    if derogation == "CFMR 12":
        case.stand(case.forbidden, NOT_PIECEMEAL, why)
    if derogation == "CFMR 10(1)":
        case.oblige(FIRST, why)


def _duration(case: Case) -> None:
    """CFMR 5: too long under every reading is what lasts beyond the same date three or twelve months later."""
    all_of_it = [item for item in case.all(CrisisDerogation) if _own(case, item)]
    if not all_of_it:
        return
    length = case.book.length("crisis-period", case.today).count
    most = months_later(case.day(all_of_it[0]), case.book.length("crisis-total", case.today).count)
    for item in all_of_it:
        if item.until is not None and item.until > min(months_later(case.day(item), length), most):
            case.stand(case.forbidden, TOO_LONG, about=item.until.isoformat())


def _reports(case: Case) -> None:
    """CFMR 6: reports every three months from the first decision, repeal when the circumstances have ceased."""
    first = case.first(CrisisDerogation, lambda item: _own(case, item))
    ended = case.last(CrisisEnded, lambda item: _own(case, item))
    if first is None:
        return
    begun = case.day(first)
    rhythm = case.book.length(REPORT.length, begun).count
    made = [item for item in case.all(CrisisReported) if item.state == case.state]
    for number in range(len(made) + 1):
        start = Moment(months_later(begun, rhythm * number))
        done = made[number] if number < len(made) else None
        over = done is None and ended is not None
        if number == 0:
            case.limit(REPORT, first, met=done, state=UNION, lapsed=over)
        else:
            case.limit(REPORT, start, met=done, state=UNION, lapsed=over)
    ceased = case.last(CrisisCeased, lambda item: _own(case, item))
    if ceased is not None:
        case.oblige(REPEAL, state=UNION, met=case.after(CrisisRepealProposed, ceased.at))
    if ended is not None:
        case.limit(REVISE, ended, met=case.after(StrategyRevised, ended.at))


def relief(case: Case) -> None:
    """CFMR 13(1): the period that the decision sets reaches back four months from its adoption, no more."""
    for item in case.all(TakeBackRelief):
        earliest = relieved_from(case.day(item), case.book)
        if item.state == case.state and item.registered_from < earliest:
            case.stand(case.forbidden, RELIEF_TOO_EARLY, about=item.registered_from.isoformat())


chapter(813, state=relief, when=(TakeBackRelief,))
chapter(802, state=path, when=(CrisisRequested,))
chapter(805, state=measures, when=(CrisisDerogation,))
