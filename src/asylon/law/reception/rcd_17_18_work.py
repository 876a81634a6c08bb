"""Access to the labour market and to courses (Directive (EU) 2024/1346, Articles 17 and 18)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.counted import Counted, Counting
from asylon.law.facts import ApplicationRegistered, ContinuedInNormalProcedure, DecisionTaken, ExaminationExtended
from asylon.law.facts.appeals import AppealDecided, AppealLodged
from asylon.law.facts.reception import DelayAttributed, LabourAccessGiven, LabourAccessWithdrawn
from asylon.law.position import Reason
from asylon.law.procedure.apr_42_acceleration import grounds, unaccompanied_minor
from asylon.law.procedure.apr_68_remaining import ALLOWED, REMAIN
from asylon.law.provisions import Block, judgement, obligation, permission, prohibition, right
from asylon.law.reception.rcd_2_applicant import BEGINS, applicant_since, directive_limit, enter, last_here
from asylon.law.reception.rcd_21_transfer import conditions_ended
from asylon.law.resettlement.qr_20_protection_held import protection_held
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "reception"

# RCD 17(1): six months from the registration; none in examinations accelerated under APR 42(1)(a) to (f).
ACCESS = directive_limit(
    "labour-market-access", ("RC-14",), "RCD 17(1)", "member_state",
    Bilingual("give the applicant access to the labour market", "de verzoeker toegang tot de arbeidsmarkt geven"),
    Bilingual("the registration of the application", "de registratie van het verzoek"),
    Bilingual("The right to work stands; a refusal can be appealed (RCD 29(1)).", "Het recht op arbeid bestaat; tegen weigering staat beroep open (RCD 29(1))."),
    "labour_access_given",
)  # fmt: skip
WORKS = right(
    "work-as-applicant", _BLOCK, ("RC-14", "RC-17"), "RCD 17(2)",
    "effective access to the labour market, with equal treatment in pay, conditions, unions and social security",
    "daadwerkelijke toegang tot de arbeidsmarkt, met gelijke behandeling in loon, voorwaarden, vakbond en sociale zekerheid",
)  # fmt: skip
NO_ACCESS = prohibition(
    "no-labour-market-access", _BLOCK, ("RC-15",), "RCD 17(1)",
    "no access to the labour market: the examination is accelerated under APR 42(1)(a) to (f)",
    "geen toegang tot de arbeidsmarkt: de behandeling is versneld onder APR 42(1)(a) tot en met (f)",
)  # fmt: skip
WITHDRAW = obligation(
    "withdraw-labour-market-access", _BLOCK, ("RC-15",), "RCD 17(1)", "member_state",
    ("withdraw the access to the labour market that was given", "de gegeven toegang tot de arbeidsmarkt intrekken"),
    ("The withdrawal can be appealed (RCD 29(1)).", "Tegen de intrekking staat beroep open (RCD 29(1))."),
)  # fmt: skip
MINOR = judgement(
    "work-of-accelerated-minor", _BLOCK, ("RC-15",), "RCD 17(1)", "member_state",
    "An unaccompanied minor is accelerated under APR 42(3), which Article 17(1) does not name: is access excluded?",
    "Een niet-begeleide minderjarige wordt versneld onder APR 42(3), die artikel 17, lid 1, niet noemt: is toegang uitgesloten?",
    "labour_access_given",
)  # fmt: skip
# RCD 17(9): kept during the appeal.
NOT_WITHDRAWN = prohibition(
    "no-withdrawal-of-work-during-appeal", _BLOCK, ("RC-16",), "RCD 17(9)",
    "access to the labour market may not be withdrawn while the appeal is pending and the applicant has a right to remain",
    "toegang tot de arbeidsmarkt mag niet worden ingetrokken zolang het beroep loopt en de verzoeker mag blijven",
)  # fmt: skip
# RCD 17(2), (4), (6): what the Member State may do.
TEST = permission(
    "labour-market-test", _BLOCK, ("RC-17",), "RCD 17(2)",
    "verify whether nationals, Union citizens or legal residents could fill a specific vacancy",
    "nagaan of onderdanen, Unieburgers of legaal verblijvenden een bepaalde vacature kunnen vervullen",
)  # fmt: skip
WAIT = permission(
    "recognition-of-qualifications-may-wait", _BLOCK, ("RC-17",), "RCD 17(4)(c)",
    "not yet give equal treatment in the recognition of qualifications and of skills",
    "nog geen gelijke behandeling geven bij de erkenning van diploma's en vaardigheden",
)  # fmt: skip
LONGER = judgement(
    "recognition-may-wait-longer", _BLOCK, ("RC-17",), "RCD 17(4)(c)", "member_state",
    "three months have passed: does national law withhold equal treatment in recognition for longer, as 'at least' allows?",
    "er zijn drie maanden voorbij: onthoudt nationaal recht gelijke behandeling bij erkenning langer, zoals 'ten minste' toelaat?",
)  # fmt: skip
# RCD 18: courses, whether or not the applicant may work.
COURSES = right(
    "courses-for-applicants", _BLOCK, ("RC-18",), "RCD 18",
    "language, civic or vocational courses that the Member State thinks fit, whether or not the applicant may work",
    "taal-, burgerschaps- of beroepscursussen die de lidstaat passend acht, ongeacht of de verzoeker mag werken",
)  # fmt: skip

WORK = register_table(
    DecisionTable(
        name="labour-market-access",
        question=Bilingual(
            "Does the applicant have access to the labour market?", "Heeft de verzoeker toegang tot de arbeidsmarkt?"
        ),
        inputs=(
            Choice(
                "accelerated",
                ("no", "a_to_f", "minor_42_3"),
                label=Bilingual("accelerated on grounds that exclude", "versneld op gronden die uitsluiten"),
                words={
                    "a_to_f": Bilingual("APR 42(1)(a) to (f)", "APR 42(1)(a) tot en met (f)"),
                    "minor_42_3": Bilingual("APR 42(3), unaccompanied minor", "APR 42(3), niet-begeleide minderjarige"),
                },
            ),
            yes_no("given", "access was given", "toegang is gegeven"),
            Choice(
                "decision",
                ("none", "within_six_months", "later"),
                closed=True,
                otherwise="none",
                label=Bilingual("administrative decision", "administratieve beslissing"),
                words={
                    "within_six_months": Bilingual("within the six months", "binnen de zes maanden"),
                    "later": Bilingual("after the six months", "na de zes maanden"),
                },
            ),
            Choice(
                "appeal",
                ("none", "right_to_remain", "dismissed"),
                closed=True,
                otherwise="none",
                label=Bilingual("appeal", "beroep"),
                words={
                    "right_to_remain": Bilingual(
                        "pending, with a right to remain", "aanhangig, met recht om te blijven"
                    ),
                    "dismissed": Bilingual("negative decision", "negatieve beslissing"),
                },
            ),
            yes_no("delay_attributed", "delay attributable to the applicant", "vertraging aan de verzoeker te wijten"),
        ),
        outcomes={
            "excluded": Bilingual("no access, or withdrawn", "geen toegang, of ingetrokken"),
            "judge": Bilingual("for a person to judge", "door een mens te beoordelen"),
            "kept": Bilingual("access is kept during the appeal", "toegang blijft tijdens het beroep"),
            "over": Bilingual("access need not go on", "toegang hoeft niet door te gaan"),
            "has": Bilingual("access was given", "toegang is gegeven"),
            "none_arises": Bilingual("no right of access arises", "er ontstaat geen recht op toegang"),
            "due": Bilingual("access within six months", "toegang binnen zes maanden"),
        },
        hit_policy="first",
        rows=(
            Row("appeal-dismissed", {"appeal": "dismissed"}, "over", ("RC-16",), "RCD 17(9)"),
            Row("accelerated", {"accelerated": "a_to_f"}, "excluded", ("RC-15",), "RCD 17(1)"),
            Row("accelerated-minor", {"accelerated": "minor_42_3", "given": False}, "judge", ("RC-15",), "RCD 17(1)"),
            Row("during-appeal", {"given": True, "appeal": "right_to_remain"}, "kept", ("RC-16",), "RCD 17(9)"),
            Row("given", {"given": True}, "has", ("RC-14", "RC-17"), "RCD 17(2)"),
            Row("decided-in-time", {"decision": "within_six_months"}, "none_arises", ("RC-14",), "RCD 17(1)"),
            Row("delay", {"delay_attributed": True}, "none_arises", ("RC-14",), "RCD 17(1)"),
            Row("six-months", {}, "due", ("RC-14",), "RCD 17(1)"),
        ),
    )
)


def _accelerated(case: Case) -> str | None:
    """Whether the merits are accelerated on a ground of APR 42(1)(a) to (f) that was found and still stands."""
    found = grounds(case)
    if not found:
        return "no"
    standing = {ground: holds for ground, holds in found.items() if ground[-2] in "abcdef"}
    if not standing or case.first(ContinuedInNormalProcedure) is not None:
        return "no"
    if any(standing.values()):
        alone = unaccompanied_minor(case)
        return None if alone is None else "minor_42_3" if alone else "a_to_f"
    # Point (c) counts once the opportunity to show good cause was given; whether it was may be unknown.
    return None if None in standing.values() else "no"


def _appeal(case: Case, decided: DecisionTaken | None) -> str | None:
    if decided is None:
        return None
    appeal = case.after(AppealLodged, decided.at)
    if appeal is None:
        return None
    ruling = case.after(AppealDecided, appeal.at)
    if ruling is not None:
        return "dismissed" if ruling.outcome == "dismissed" else None
    remains = any(item.provision in (REMAIN.id, ALLOWED.id) for item in case.rights)
    return "right_to_remain" if remains else None


def _given(case: Case) -> LabourAccessGiven | None:
    given = case.last(LabourAccessGiven)
    return None if given is None or case.after(LabourAccessWithdrawn, given.at) is not None else given


def _recognition(case: Case, registered: ApplicationRegistered) -> None:
    """17(4)(c): at least three months from the registration without equal treatment in recognition."""
    wait = case.count(registered.at, "recognition-of-qualifications", Counting.REG_1182_71, roll=False)
    case.turn(wait.end)
    if case.now < wait.end:
        case.stand(case.permitted, WAIT)
    else:
        case.stand(case.judgements, LONGER)


def examine(case: Case) -> None:
    """Work and courses of an applicant who is entitled to them here."""
    if applicant_since(case) is None or protection_held(case) is not None or conditions_ended(case):
        return
    case.stand(case.rights, COURSES)
    registered = last_here(case, ApplicationRegistered)
    if registered is None or case.day(registered) < case.book.applies["RCD"]:
        return
    decided = case.after(DecisionTaken, registered.at)
    given = _given(case)
    six = case.count(registered.at, ACCESS.length, ACCESS.by)
    early = decided is not None and decided.at.utc(case.zone) < six.end
    found = case.decide(
        WORK,
        {
            "accelerated": _accelerated(case),
            "given": given is not None,
            "decision": None if decided is None else "within_six_months" if early else "later",
            "appeal": _appeal(case, decided),
            "delay_attributed": _delay(case),
        },
        known_as={"accelerated": "opportunity_given" if case.born is not None or not case.unaccompanied else "born"},
    )
    if found is not None:
        _follow(case, found, registered, given, six)


def _delay(case: Case) -> bool:
    fault = case.first(ExaminationExtended, lambda fact: fact.ground == "applicant_at_fault")
    return fault is not None or case.first(DelayAttributed) is not None


def _follow(
    case: Case,
    found: tuple[str, tuple[Reason, ...]],
    registered: ApplicationRegistered,
    given: LabourAccessGiven | None,
    six: Counted,
) -> None:
    outcome, why = found
    if outcome == "excluded":
        case.stand(case.forbidden, NO_ACCESS, why)
        if given is not None:
            case.oblige(WITHDRAW, why)
    elif outcome == "judge":
        case.stand(case.judgements, MINOR, why)
    elif outcome == "due":
        enter(case, ACCESS, registered, counted=six, reasons=why)
    elif outcome in ("has", "kept"):
        enter(case, ACCESS, registered, met=case.first(LabourAccessGiven), counted=six, reasons=why)
        case.stand(case.rights, WORKS, why)
        case.stand(case.permitted, TEST)
        _recognition(case, registered)
        if outcome == "kept":
            case.stand(case.forbidden, NOT_WITHDRAWN, why)


chapter(781, single=examine, when=BEGINS)
