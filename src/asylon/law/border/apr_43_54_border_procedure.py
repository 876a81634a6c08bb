"""The asylum border procedure (Regulation (EU) 2024/1348, Articles 43 to 45, 53 and 54).

When it may be used, when it must be used, and when it must not.
"""

from __future__ import annotations

from asylon.law.border.apr_47_50_capacity_reached import NOT_EXAMINE, NOTIFY, NOTIFY_YEAR, release
from asylon.law.border.scr_5_7_scope import found
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances import FamilySuspensionRecommended
from asylon.law.citations import Bilingual
from asylon.law.facts import (
    ApplicationMade,
    ApplicationWithdrawn,
    ApprehendedAtExternalBorder,
    ArrivedAfterRelocation,
    BorderExceptionFound,
    DecisionTaken,
    Disembarked,
    EntryAuthorised,
    EntryConditionsAssessed,
    PresentedAtCrossingPoint,
)
from asylon.law.facts.appeals import AppealDecided
from asylon.law.position import Reason
from asylon.law.procedure.apr_42_acceleration import (
    RATES,
    bounds,
    chosen,
    grounds,
    rate_set_aside,
    recognition_rate,
    unaccompanied_minor,
)
from asylon.law.provisions import judgement, obligation, permission, prohibition, route_step
from asylon.law.tables import Choice, DecisionTable, Interval, Row, at_most, between, register_table, yes_no

# --- provisions ---------------------------------------------------------------------------------------------------

ROUTE = route_step(
    "route:asylum_border_procedure", "border", (), "APR 43",
    "asylum border procedure",
    "asielgrensprocedure",
)  # fmt: skip
MUST = obligation(
    "examine-in-border-procedure", "border", ("B-3",), "APR 45(1)", "determining_authority",
    ("examine the application in the border procedure",
     "het verzoek in de grensprocedure behandelen"),
    ("The procedure is mandatory; another route needs a ground in the act.",
     "De procedure is verplicht; een andere route vergt een grond in de verordening."),
)  # fmt: skip
MAY_MERITS = permission(
    "decide-merits-in-border-procedure", "border", ("B-2",), "APR 44(1)(b)",
    "decide on the merits in the border procedure",
    "in de grensprocedure ten gronde beslissen",
    "route_decided",
)  # fmt: skip
MAY_INADMISSIBILITY = permission(
    "decide-inadmissibility-in-border-procedure", "border", ("B-2",), "APR 44(1)(a)",
    "decide on inadmissibility in the border procedure, where a ground of Article 38 applies",
    "in de grensprocedure over niet-ontvankelijkheid beslissen, als een grond van artikel 38 van toepassing is",
    "route_decided",
)  # fmt: skip
NOT_MERITS = prohibition(
    "no-merits-in-border-procedure", "border", ("B-2",), "APR 44(1)(b)",
    "no decision on the merits in the border procedure: none of its circumstances applies",
    "geen beslissing ten gronde in de grensprocedure: geen van de omstandigheden is van toepassing",
)  # fmt: skip
NOT_AT_ALL = prohibition(
    "no-border-procedure", "border", (), "APR 53",
    "the border procedure may not be applied",
    "de grensprocedure mag niet worden toegepast",
)  # fmt: skip
ENTRY = obligation(
    "authorise-entry", "border", (), "APR 53(2)", "member_state",
    ("authorise entry and apply the appropriate procedure",
     "toegang verlenen en de passende procedure toepassen"),
    ("Holding the person at the border has no legal basis any more.",
     "Voor het ophouden aan de grens is geen rechtsgrond meer."),
)  # fmt: skip
ASSESS_AGE = obligation(
    "assess-age", "border", ("B-6",), "APR 53(1)", "determining_authority",
    ("assess the age promptly",
     "de leeftijd onverwijld beoordelen"),
    ("Until then the border procedure cannot be relied on.",
     "Tot dan kan niet op de grensprocedure worden vertrouwd."),
)  # fmt: skip
PRIORITY = obligation(
    "prioritise-minors-at-border", "border", ("B-9",), "APR 44(3)", "determining_authority",
    ("give priority to the applications of minors and their family members",
     "voorrang geven aan de verzoeken van minderjarigen en hun gezinsleden"),
    ("The border procedure for the family would be unlawful in its conduct.",
     "De grensprocedure voor het gezin zou onrechtmatig worden uitgevoerd."),
)  # fmt: skip
FACILITIES = obligation(
    "suitable-facilities-for-families", "border", ("B-9",), "APR 54(2)", "member_state",
    ("house the family with minors in suitable facilities, after assessing the best interests of the child",
     "het gezin met minderjarigen passend huisvesten, na beoordeling van het belang van het kind"),
    ("Where that is not possible the border procedure must end (APR 53(2)(b)).",
     "Is dat niet mogelijk, dan moet de grensprocedure eindigen (APR 53(2)(b))."),
)  # fmt: skip
REPRESENTATIVE_RATE = judgement(
    "rate-representative", "border", ("B-4",), "APR 42(1)(j)", "determining_authority",
    "Has the situation in the country changed significantly since the data, or does the applicant belong to a category for which the rate is not representative?",
    "Is de situatie in het land sinds de gegevens significant veranderd, of behoort de verzoeker tot een categorie waarvoor het percentage niet representatief is?",
    "rate_not_representative",
)  # fmt: skip
WHICH_FIRST = judgement(
    "which-to-examine-at-border", "border", ("C-5", "C-10"), "APR 44(2)", "determining_authority",
    "Which cases have priority at the border now that the number is exceeded?",
    "Welke zaken hebben aan de grens voorrang nu het aantal is overschreden?",
    "route_decided",
)  # fmt: skip
FAMILIES_SUSPENDED = judgement(
    "family-suspension-recommended", "border", ("B-9",), "APR 45(4)", "member_state",
    "The Commission recommended to suspend the border procedure for families: can the support still be provided here?",
    "De Commissie beval aan de grensprocedure voor gezinnen op te schorten: kan de ondersteuning hier nog worden geboden?",
    "border_exception_found",
)  # fmt: skip

# --- tables -------------------------------------------------------------------------------------------------------


PRECONDITIONS = register_table(
    DecisionTable(
        name="border-procedure-preconditions",
        question=Bilingual(
            "Are the conditions of Article 43(1) met?", "Is aan de voorwaarden van artikel 43, lid 1, voldaan?"
        ),
        inputs=(
            Choice(
                "arrived",
                ("crossing_point", "apprehension", "disembarkation", "relocation", "otherwise"),
                closed=True,
                otherwise="otherwise",
                label=Bilingual("application follows", "verzoek volgt op"),
            ),
            Choice(
                "screening",
                ("running", "ended", "not_applicable"),
                closed=True,
                otherwise="not_applicable",
                label=Bilingual("screening", "screening"),
            ),
            yes_no("entry_authorised", "already authorised to enter", "toegang al verleend"),
            yes_no("entry_conditions_fulfilled", "entry conditions fulfilled", "aan toegangsvoorwaarden voldaan"),
        ),
        outcomes={
            "met": Bilingual("conditions met", "aan voorwaarden voldaan"),
            "not_yet": Bilingual("screening first", "eerst screening"),
            "not_met": Bilingual("conditions not met", "niet aan voorwaarden voldaan"),
        },
        hit_policy="first",
        rows=(
            Row("entered", {"entry_authorised": True}, "not_met", ("B-1",), "APR 43(1)"),
            Row("may-enter", {"entry_conditions_fulfilled": True}, "not_met", ("B-1",), "APR 43(1)"),
            Row("otherwise", {"arrived": "otherwise"}, "not_met", ("B-1",), "APR 43(1)"),
            Row("screening-running", {"screening": "running"}, "not_yet", ("B-1",), "APR 43(1)"),
            Row("crossing-point", {"arrived": "crossing_point"}, "met", ("B-1",), "APR 43(1)(a)"),
            Row("apprehension", {"arrived": "apprehension"}, "met", ("B-1",), "APR 43(1)(b)"),
            Row("disembarkation", {"arrived": "disembarkation"}, "met", ("B-1",), "APR 43(1)(c)"),
            Row("relocation", {"arrived": "relocation"}, "met", ("B-1",), "APR 43(1)(d)"),
        ),
    )
)

OBLIGATION = register_table(
    DecisionTable(
        name="border-procedure-obligation",
        question=Bilingual(
            "Must, may or may not the application be examined in the border procedure?",
            "Moet, mag of mag het verzoek niet in de grensprocedure worden behandeld?",
        ),
        inputs=(
            Choice(
                "exception",
                ("none", "53(2)", "21(2)"),
                closed=True,
                otherwise="none",
                label=Bilingual("exception found", "uitzondering vastgesteld"),
            ),
            Choice(
                "unaccompanied_minor",
                (True, False),
                closed=False,
                otherwise=None,
                label=Bilingual("unaccompanied minor", "niet-begeleide minderjarige"),
            ),
            yes_no("security", "point (f): danger or expelled for it", "punt f: gevaar of daarom verwijderd"),
            Choice(
                "misled",
                (True, False),
                closed=False,
                otherwise=None,
                label=Bilingual(
                    "point (c): misled, after opportunity to explain", "punt c: misleid, na gelegenheid tot uitleg"
                ),
            ),
            yes_no("other_ground", "points (a), (b), (d), (e) or (g)", "punten a, b, d, e of g"),
            Interval(
                "recognition_rate", bounds=RATES, label=Bilingual("recognition rate (%)", "erkenningspercentage (%)")
            ),
            yes_no("rate_set_aside", "rate not representative", "percentage niet representatief"),
            Choice(
                "release",
                ("none", "low_rate", "low_rate_and_misled"),
                closed=True,
                otherwise="none",
                label=Bilingual("released from", "ontheven van"),
            ),
        ),
        outcomes={
            "must": Bilingual("must be examined in the border procedure", "moet in de grensprocedure worden behandeld"),
            "may": Bilingual("may be decided on the merits in it", "mag daarin ten gronde worden beslist"),
            "inadmissibility_only": Bilingual(
                "only inadmissibility may be decided in it",
                "daarin mag alleen over niet-ontvankelijkheid worden beslist",
            ),
            "not": Bilingual("may not be applied", "mag niet worden toegepast"),
        },
        hit_policy="first",
        rows=(
            Row("exception", {"exception": "53(2)"}, "not", ("B-7",), "APR 53(2)"),
            Row("support-lacking", {"exception": "21(2)"}, "not", ("B-8",), "APR 21(2)"),
            Row("minor-security", {"unaccompanied_minor": True, "security": True}, "must", ("B-3", "B-6"), "APR 53(1)"),
            Row("minor", {"unaccompanied_minor": True}, "not", ("B-6",), "APR 53(1)"),
            Row("security", {"security": True}, "must", ("B-3", "C-6"), "APR 45(1)"),
            Row("misled", {"misled": True, "release": ("none", "low_rate")}, "must", ("B-3", "C-6"), "APR 45(1)"),
            Row(
                "low-rate",
                {"recognition_rate": at_most("mandatory_rate"), "rate_set_aside": False, "release": "none"},
                "must",
                ("B-3", "B-5"),
                "APR 45(1)",
            ),
            Row(
                "low-rate-released",
                {"recognition_rate": at_most("low_rate"), "rate_set_aside": False, "release": "low_rate"},
                "may",
                ("B-2", "C-5"),
                "APR 48(2)",
            ),
            Row(
                "low-rate-year",
                {"recognition_rate": at_most("low_rate"), "rate_set_aside": False, "release": "low_rate_and_misled"},
                "may",
                ("B-2", "C-7"),
                "APR 50",
            ),
            Row("misled-year", {"misled": True, "release": "low_rate_and_misled"}, "may", ("B-2", "C-7"), "APR 50"),
            Row("other-ground", {"other_ground": True}, "may", ("B-2",), "APR 44(1)(b)"),
            Row(
                "crisis-reduced",
                {"recognition_rate": between("mandatory_rate", "low_rate"), "rate_set_aside": False, "release": "none"},
                "may",
                ("B-2", "X-12"),
                "CFMR 11(3)",
            ),
            Row(
                "crisis-raised",
                {"recognition_rate": between("low_rate", "crisis_rate"), "rate_set_aside": False},
                "may",
                ("B-2", "X-13"),
                "CFMR 11(4)",
            ),
            Row(
                "rate-set-aside",
                {"recognition_rate": at_most("low_rate"), "rate_set_aside": True},
                "inadmissibility_only",
                ("B-2", "B-4"),
                "APR 42(1)(j)",
            ),
            Row("no-ground", {}, "inadmissibility_only", ("B-2",), "APR 44(1)(a)"),
        ),
    )
)

# --- the chapter --------------------------------------------------------------------------------------------------


def _arrived(case: Case, made: ApplicationMade) -> str:
    if case.here(ArrivedAfterRelocation) is not None:
        return "relocation"
    start = found(case)
    if isinstance(start, ApprehendedAtExternalBorder):
        return "apprehension"
    if isinstance(start, Disembarked):
        return "disembarkation"
    if isinstance(start, PresentedAtCrossingPoint) or made.place in ("crossing_point", "transit_zone"):
        return "crossing_point"
    return "apprehension" if made.place == "external_border" else "otherwise"


def family_with_minors(case: Case) -> bool:
    """Whether the person is an accompanied minor, or has a child in this file that is a minor (APR 44(3), 54(2))."""
    minor = case.minor_on(case.today) is True and not case.unaccompanied
    children = [case.family[person] for person in case.relatives("child") if person in case.family]
    return minor or any(child.minor_on(case.today) for child in children)


def examine(case: Case) -> None:
    """Preconditions, obligation, duration and end of the border procedure for one applicant."""
    relocated = case.here(ArrivedAfterRelocation) is not None
    made = case.first(ApplicationMade) if relocated else case.here(ApplicationMade)
    if made is None or case.first(ApplicationWithdrawn) is not None:
        return
    arrived = _arrived(case, made)
    if arrived == "otherwise":
        return
    conditions = case.last(EntryConditionsAssessed)
    screening = (
        "running"
        if case.findings.get("screening_running")
        else "ended"
        if "screening_scope" in case.findings
        else "not_applicable"
    )
    entered = case.first(EntryAuthorised, lambda fact: fact.state == case.state)
    preconditions = case.decide(
        PRECONDITIONS,
        {
            "arrived": arrived,
            "screening": screening,
            "entry_authorised": entered is not None,
            "entry_conditions_fulfilled": conditions.fulfilled if conditions else None,
        },
    )
    if preconditions is None or preconditions[0] == "not_yet":
        return
    if preconditions[0] == "not_met":
        case.stand(
            case.forbidden, NOT_AT_ALL, preconditions[1], rules=preconditions[1][0].rules, cite=preconditions[1][0].cite
        )
        return
    _oblige(case, preconditions[1])


def decided_already(case: Case) -> bool:
    """Whether the application was decided, and no court has since sent it back."""
    decision = case.last(DecisionTaken)
    ruling = case.after(AppealDecided, decision.at) if decision is not None else None
    return decision is not None and (ruling is None or ruling.outcome != "referred_back")


def _oblige(case: Case, why: tuple[Reason, ...]) -> None:
    standing = grounds(case)
    rate = recognition_rate(case)
    free = release(case.circumstances, case.state, case.book)
    for turn in free.turns:
        case.turn(turn)
    exception = case.last(BorderExceptionFound)
    thresholds = bounds(case)
    decided = case.decide(
        OBLIGATION,
        {
            "exception": None if exception is None else "21(2)" if exception.ground == "21(2)" else "53(2)",
            "unaccompanied_minor": unaccompanied_minor(case),
            "security": "42(1)(f)" in standing,
            "misled": standing.get("42(1)(c)") if "42(1)(c)" in standing else False,
            "other_ground": any(f"42(1)({point})" in standing for point in "abdeg"),
            "recognition_rate": rate,
            "rate_set_aside": rate_set_aside(case),
            "release": free.what,
        },
        bounds=thresholds,
        known_as={
            "recognition_rate": "nationality" if case.nationality is None else "recognition_rate",
            "unaccompanied_minor": "born",
            "misled": "opportunity_given",
        },
    )
    if case.unaccompanied and case.born is None:
        case.oblige(ASSESS_AGE)
    if free.may_notify:
        case.stand(case.permitted, NOTIFY, free.reasons)
    if free.may_notify_year:
        case.stand(case.permitted, NOTIFY_YEAR, free.reasons)
    if decided is None:
        if "not" not in case.undetermined[-1].outcomes:
            case.stand(case.permitted, MAY_INADMISSIBILITY, why)
        return
    outcome, rows = decided
    reasons = why + free.reasons + rows
    case.reasons.extend(free.reasons)
    row = rows[0]
    case.findings["border_outcome"] = outcome
    low = rate is not None and rate <= thresholds["low_rate"]
    if outcome == "not":
        case.stand(case.forbidden, NOT_AT_ALL, reasons, rules=row.rules, cite=row.cite)
        if exception is not None:
            case.oblige(ENTRY, reasons, cite=row.cite, rules=row.rules)
        return
    undecided = not decided_already(case)
    if undecided:
        case.stand(case.permitted, MAY_INADMISSIBILITY, reasons)
        if outcome == "inadmissibility_only":
            case.stand(case.forbidden, NOT_MERITS, reasons, rules=row.rules)
        else:
            case.stand(case.permitted, MAY_MERITS, reasons, rules=row.rules)
    if (
        undecided
        and low
        and not rate_set_aside(case)
        and row.row in ("low-rate", "low-rate-released", "crisis-reduced")
    ):
        case.stand(case.judgements, REPRESENTATIVE_RATE, reasons, rules=("B-5",))
    if row.row in ("low-rate-released", "low-rate-year"):
        case.stand(case.permitted, NOT_EXAMINE, free.reasons, rules=free.reasons[0].rules)
        case.stand(case.judgements, WHICH_FIRST, free.reasons)
    if family_with_minors(case):
        case.oblige(PRIORITY, reasons)
        case.oblige(FACILITIES, reasons)
        if case.circumstances.last(FamilySuspensionRecommended, case.state) is not None:
            case.stand(case.judgements, FAMILIES_SUSPENDED)
    if outcome == "must":
        mattered = row.row in ("low-rate", "misled")
        case.oblige(MUST, reasons, rules=row.rules, hangs_on=free.hangs_on if mattered else ())
    if outcome == "must" or chosen(case) == "asylum_border_procedure":
        case.findings["border_route"] = True
        case.findings["border_reasons"] = reasons


chapter(243, single=examine, when=(ApplicationMade,))
