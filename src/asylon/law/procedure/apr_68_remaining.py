"""The right to remain pending the remedy, and the effects of the return decision (Regulation (EU) 2024/1348, Article 68).

Article 68(3)(b) as amended by Regulation (EU) 2026/463.
"""

from __future__ import annotations

from datetime import datetime

from asylon.law.case import Case
from asylon.law.chapters import as_it_stood, chapter
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts import ApplicationLodged, DecisionTaken, Fact, RightToRemainEnded
from asylon.law.facts.appeals import (
    AppealDecided,
    AppealLodged,
    AskedToRemain,
    CourtDecidedOnRemaining,
    FoundToDelayRemoval,
)
from asylon.law.facts.protection import ProtectionWithdrawn, WithdrawalGroundFound
from asylon.law.facts.protection_withdrawal import ProtectionEnded
from asylon.law.position import Duty, Reason
from asylon.law.procedure.apr_35_42_examination import merits_procedure
from asylon.law.procedure.apr_42_acceleration import chosen
from asylon.law.procedure.apr_55_56_subsequent import exception
from asylon.law.procedure.apr_67_remedies import DECISIONS, Contested, contested, remedy
from asylon.law.provisions import judgement, obligation, permission, prohibition, right, route_step, time_limit
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

ASK = time_limit(
    "ask-to-remain", ("A-59",), "APR 68(5)(a)", "applicant",
    Bilingual(
        "ask the court to be allowed to remain pending the outcome of the remedy",
        "de rechter vragen te mogen blijven in afwachting van de uitkomst van het rechtsmiddel",
    ),
    Bilingual("the notification of the decision", "de bekendmaking van de beslissing"),
    Bilingual(
        "The protection against removal ends with this limit (APR 68(5)(d)(i)).",
        "De bescherming tegen verwijdering eindigt met deze termijn (APR 68(5)(d)(i)).",
    ),
    block="procedure", by=Counting.APR_73, records="asked_to_remain",
)  # fmt: skip
REMAIN = right(
    "remain-pending-remedy", "procedure", ("A-57",), "APR 68(2)",
    "may remain until the limit for appeal has expired and, after a timely appeal, until the court of first instance has decided",
    "mag blijven tot de beroepstermijn is verstreken en, na tijdig beroep, tot de rechter in eerste aanleg heeft beslist",
)  # fmt: skip
ALLOWED = right(
    "allowed-to-remain-by-court", "procedure", ("A-59",), "APR 68(4)",
    "is allowed by the court to remain pending the outcome of the remedy",
    "mag van de rechter blijven in afwachting van de uitkomst van het rechtsmiddel",
)  # fmt: skip
HELPED = right(
    "help-with-asking-to-remain", "procedure", ("A-59",), "APR 68(5)",
    "is told of these rights in time and is given interpretation at a hearing and, on request, free assistance and representation",
    "wordt tijdig over deze rechten ingelicht en krijgt vertolking ter zitting en, op verzoek, kosteloze bijstand en vertegenwoordiging",
)  # fmt: skip
NO_AUTOMATIC = route_step(
    "no-automatic-right-to-remain", "procedure", ("A-58",), "APR 68(3)",
    "no automatic right to remain pending the remedy; a court can allow it",
    "geen automatisch recht om te blijven in afwachting van het rechtsmiddel; een rechter kan het toestaan",
)  # fmt: skip
NO_REMOVAL = prohibition(
    "no-removal-before-court", "procedure", ("A-59",), "APR 68(5)(d)",
    "no removal until the limit to ask has expired or, once asked in time, until the court has decided on remaining",
    "geen verwijdering tot de termijn om te vragen is verstreken of, na tijdig vragen, tot de rechter over het blijven heeft beslist",
)  # fmt: skip
DECIDE = obligation(
    "decide-on-remaining", "procedure", ("A-59",), "APR 68(4)", "court",
    ("decide, on facts and law, whether the person may remain pending the outcome of the remedy",
     "op feiten en recht beslissen of de persoon in afwachting van de uitkomst van het rechtsmiddel mag blijven"),
    ("Until then the person may not be removed (APR 68(5)(d)(ii)).",
     "Tot dan mag de persoon niet worden verwijderd (APR 68(5)(d)(ii))."),
)  # fmt: skip
EX_OFFICIO = permission(
    "court-may-allow-to-remain", "procedure", ("A-59",), "APR 68(4)",
    "the court may allow the person to remain, also of its own motion",
    "de rechter kan, ook ambtshalve, toestaan dat de persoon blijft",
    "court_decided_on_remaining",
)  # fmt: skip
WITHOUT_PROTECTION = permission(
    "no-protection-against-removal-where-delaying", "procedure", ("A-60",), "APR 68(6)",
    "national law takes the protection against removal away where the appeal, or the subsequent application, is merely to delay; never against non-refoulement",
    "het nationale recht neemt de bescherming tegen verwijdering weg als het beroep, of het volgend verzoek, slechts vertraagt; nooit tegen non-refoulement in",
    "found_to_delay_removal",
)  # fmt: skip
DELAYING = judgement(
    "appeal-merely-to-delay", "procedure", ("A-60",), "APR 68(6)", "member_state",
    "Was the appeal lodged merely to delay or frustrate a return decision whose enforcement is imminent?",
    "Is het beroep slechts ingesteld om een terugkeerbesluit waarvan de uitvoering aanstaande is te vertragen of te verhinderen?",
    "found_to_delay_removal",
)  # fmt: skip
FURTHER = route_step(
    "no-right-to-remain-on-further-appeal", "procedure", ("A-61",), "APR 68(7)",
    "a further appeal gives no right to remain, unless a court allows it",
    "hoger beroep geeft geen recht om te blijven, tenzij een rechter het toestaat",
)  # fmt: skip
SUSPENDED = prohibition(
    "return-decision-suspended", "procedure", ("A-62",), "APR 68(1)",
    "a return decision has no effect while the person has a right, or is allowed, to remain",
    "een terugkeerbesluit heeft geen werking zolang de persoon recht heeft of mag blijven",
)  # fmt: skip
END = permission(
    "record-end-of-right-to-remain", "procedure", ("A-57", "A-59"), "APR 68",
    "record that there is neither a right nor a permission to remain any more, and why",
    "vastleggen dat er geen recht en geen toestemming om te blijven meer is, en waarom",
    "right_to_remain_ended",
)  # fmt: skip
CHECK = judgement(
    "recorded-end-of-right-to-remain", "procedure", ("A-57",), "APR 68(2)", "determining_authority",
    "The end of the right to remain is recorded, but by the facts of this file it goes on: which of the two is right?",
    "Het einde van het recht om te blijven is vastgelegd, maar naar de feiten van dit dossier loopt het door: wat is juist?",
    "right_to_remain_ended",
)  # fmt: skip

#: Grounds of withdrawal (QR) without an automatic right to remain.
_WITHOUT_RIGHT = frozenset({"14(1)(b)", "14(1)(d)", "14(1)(e)", "19(1)(b)"})

RIGHT_TO_REMAIN = register_table(
    DecisionTable(
        name="right-to-remain-pending-remedy",
        question=Bilingual(
            "May the person remain pending the remedy without asking a court?",
            "Mag de persoon in afwachting van het rechtsmiddel blijven zonder het een rechter te vragen?",
        ),
        inputs=(
            yes_no("further_appeal", "further appeal (68(7))", "hoger beroep (68(7))"),
            Choice("decision", DECISIONS, label=Bilingual("decision", "beslissing")),
            Choice(
                "procedure", ("normal_procedure", "accelerated_procedure", "asylum_border_procedure"),
                label=Bilingual("procedure at the time of the decision", "procedure ten tijde van de beslissing"),
            ),
            Choice("person", ("adult", "accompanied_minor", "unaccompanied_minor"), label=Bilingual("person", "persoon")),
            Choice("subsequent", closed=True, label=Bilingual("subsequent application", "volgend verzoek")),
            Choice(
                "excluding_ground",
                label=Bilingual("withdrawn under QR 14(1)(b), (d), (e) or 19(1)(b)", "ingetrokken op grond van QR 14(1)(b), (d), (e) of 19(1)(b)"),
            ),
            Choice("minors_at_border", ("exception_for_unaccompanied_only", "all_minors"), label=Bilingual("exception for minors at the border (O-12)", "uitzondering voor minderjarigen aan de grens (O-12)")),
        ),
        outcomes={
            "right": Bilingual("right to remain", "recht om te blijven"),
            "no_right": Bilingual("no automatic right; a court can allow it", "geen automatisch recht; een rechter kan het toestaan"),
        },
        hit_policy="first",
        rows=(
            Row("further-appeal", {"further_appeal": True}, "no_right", ("A-61",), "APR 68(7)"),
            Row("subsequent", {"decision": ("unfounded", "manifestly_unfounded"), "subsequent": True}, "no_right", ("A-58",), "APR 68(3)(d)"),
            Row(
                "minor-at-border",
                {"decision": ("unfounded", "manifestly_unfounded"), "procedure": "asylum_border_procedure", "person": "unaccompanied_minor"},
                "right", ("A-57", "A-58"), "APR 68(3)(a)(ii)",
            ),
            Row(
                "accompanied-minor-at-border",
                {
                    "decision": ("unfounded", "manifestly_unfounded"), "procedure": "asylum_border_procedure",
                    "person": "accompanied_minor", "minors_at_border": "all_minors",
                },
                "right", ("A-57", "A-58", "O-12"), "APR 68(3)(a)(ii)",
            ),
            Row(
                "accompanied-minor-without-exception",
                {"decision": ("unfounded", "manifestly_unfounded"), "procedure": "asylum_border_procedure", "person": "accompanied_minor"},
                "no_right", ("A-58", "O-12"), "APR 68(3)(a)(ii)",
            ),
            Row("border", {"decision": ("unfounded", "manifestly_unfounded"), "procedure": "asylum_border_procedure"}, "no_right", ("A-58",), "APR 68(3)(a)(ii)"),
            Row("accelerated", {"decision": ("unfounded", "manifestly_unfounded"), "procedure": "accelerated_procedure"}, "no_right", ("A-58",), "APR 68(3)(a)(i)"),
            Row(
                "inadmissible-minor-at-border",
                {"decision": "inadmissible", "procedure": "asylum_border_procedure", "person": "unaccompanied_minor"},
                "right", ("A-57", "A-58"), "APR 68(3)(b)",
            ),
            Row("inadmissible", {"decision": "inadmissible"}, "no_right", ("A-58",), "APR 68(3)(b)"),
            Row("implicitly-withdrawn", {"decision": "implicitly_withdrawn"}, "no_right", ("A-58",), "APR 68(3)(c)"),
            Row("protection-withdrawn", {"decision": "protection_withdrawn", "excluding_ground": True}, "no_right", ("A-58",), "APR 68(3)(e)"),
            Row("default", {}, "right", ("A-57",), "APR 68(2)"),
        ),
    )
)  # fmt: skip


def _procedure(case: Case, decided: Fact) -> str:
    """The procedure at the time of the decision: as the decision says, else as a named person chose, else as computed."""
    if isinstance(decided, DecisionTaken) and decided.in_procedure is not None:
        return decided.in_procedure
    earlier = as_it_stood(case, decided.at)
    if chosen(earlier) in ("accelerated_procedure", "normal_procedure"):
        return str(chosen(earlier))
    if earlier.findings.get("border_route"):
        return "asylum_border_procedure"
    outcome, _ = merits_procedure(earlier)
    return {"border": "asylum_border_procedure", "accelerated": "accelerated_procedure"}.get(
        outcome, "normal_procedure"
    )


def _person(case: Case, decided: Fact) -> str | None:
    earlier = as_it_stood(case, decided.at)
    minor = earlier.minor_on(earlier.today)
    if minor is None:
        return None
    if not minor:
        return "adult"
    return "unaccompanied_minor" if earlier.unaccompanied else "accompanied_minor"


def _excluding_ground(case: Case, decided: Fact) -> bool | None:
    """Whether protection was withdrawn on a ground that 68(3)(e) names; None where no ground is recorded."""
    if not isinstance(decided, ProtectionWithdrawn):
        return False
    instant = decided.at.utc(case.zone)
    ground = case.last(WithdrawalGroundFound, lambda fact: fact.at.utc(case.zone) <= instant)
    return None if ground is None else ground.ground in _WITHOUT_RIGHT


def _delaying(case: Case, found: Contested, subsequent: bool) -> bool:
    """Whether national law, as 68(6) or 56 allows, takes away the protection against removal."""
    if not subsequent or not (case.provides("APR 68(6)") or case.provides("APR 56")):
        return False
    case.stand(case.permitted, WITHOUT_PROTECTION)
    if exception(case, not_examined_further=found.outcome == "inadmissible"):
        return True
    if not case.provides("APR 68(6)"):
        return False
    if found.appeal is not None and found.ruling is None:
        case.stand(case.judgements, DELAYING)
    return any(fact.what == "appeal" for fact in case.all(FoundToDelayRemoval))


def examine(case: Case) -> None:
    """From the decision to the end of the remedy: appeal, remaining, removal."""
    found = contested(case)
    if found is None:
        return
    open_, duty = remedy(case, found)
    if open_ != "appeal":
        return
    lodged = case.last(ApplicationLodged)
    subsequent = lodged is not None and lodged.subsequent and isinstance(found.decided, DecisionTaken)
    decided = case.decide(
        RIGHT_TO_REMAIN,
        {
            "decision": found.outcome,
            "procedure": _procedure(case, found.decided),
            "person": _person(case, found.decided),
            "subsequent": subsequent,
            "excluding_ground": _excluding_ground(case, found.decided),
            "minors_at_border": case.book.answer("O-12"),
        },
        known_as={"person": "born", "excluding_ground": "withdrawal_ground_found"},
    )
    since = found.decided.at.utc(case.zone)
    court = None
    if found.ruling is None:
        court = case.last(CourtDecidedOnRemaining, lambda fact: fact.at.utc(case.zone) >= since)
    if decided is None:
        # Whether the right is automatic hangs on something unknown, an age or a ground: until it is known nobody is removed.
        if found.ruling is None:
            case.stand(case.forbidden, NO_REMOVAL)
        return
    outcome, why = decided
    if outcome == "right":
        remains = found.ruling is None and _timely(duty, found)
        if remains:
            case.stand(case.rights, REMAIN, why, rules=why[0].rules)
    else:
        if found.ruling is None:
            case.stand(case.steps, NO_AUTOMATIC, why, cite=why[0].cite)
        remains = _without_automatic_right(case, found, court, subsequent, why)
    remains = _further(case, found) or remains
    recorded = case.after(RightToRemainEnded, found.decided.at)
    if remains:
        case.stand(case.forbidden, SUSPENDED)
        if recorded is not None:
            case.stand(case.judgements, CHECK)
    elif recorded is None and all(item.provision != NO_REMOVAL.id for item in case.forbidden):
        case.stand(case.permitted, END)


def _timely(duty: Duty | None, found: Contested) -> bool:
    """Whether the remedy can still be, or was, exercised in time; before the notification no time runs."""
    if duty is None:
        return True
    return duty.status == "open" if found.appeal is None else duty.met_in_time is True


def _without_automatic_right(
    case: Case, found: Contested, court: CourtDecidedOnRemaining | None, subsequent: bool, why: tuple[Reason, ...]
) -> bool:
    """Asking the court, protection against removal meanwhile, and the court's answer; whether the person is allowed to remain."""
    asked = case.after(AskedToRemain, found.decided.at)
    over = found.ruling is not None or court is not None
    duty = None
    if found.notified is not None:
        duty = case.limit(ASK, found.notified, met=asked, lapsed=over, expires=True, reasons=why)
    if found.ruling is not None:
        return False
    delaying = _delaying(case, found, subsequent)
    if court is not None:
        case.oblige(DECIDE, met=court)
        if court.allowed:
            case.stand(case.rights, ALLOWED, why)
        return court.allowed
    in_time = duty is None or (duty.status == "open" if asked is None else duty.met_in_time is True)
    if in_time:
        case.stand(case.rights, HELPED)
    case.stand(case.permitted, EX_OFFICIO)
    if asked is not None:
        case.oblige(DECIDE)
    if in_time and not delaying:
        case.stand(case.forbidden, NO_REMOVAL, why)
    return False


def _further(case: Case, found: Contested) -> bool:
    """A further appeal gives no right to remain; a court may allow it (68(7))."""
    if found.ruling is None:
        return False
    ruled: datetime = found.ruling.at.utc(case.zone)
    appeal = case.first(AppealLodged, lambda fact: fact.further and fact.at.utc(case.zone) >= ruled)
    if appeal is None:
        return False
    # Known by its day alone, the first ruling may be of the day of the further appeal: it is not the answer to that.
    lodged = case.day(appeal)
    if any(fact is not found.ruling and case.day(fact) >= lodged for fact in case.all(AppealDecided)):
        return False
    decided = case.decide(RIGHT_TO_REMAIN, {"further_appeal": True})
    case.stand(case.steps, FURTHER, decided[1] if decided is not None else ())
    court = case.after(CourtDecidedOnRemaining, appeal.at)
    if court is None:
        case.stand(case.permitted, EX_OFFICIO, rules=("A-61",), cite="APR 68(7)")
        return False
    if court.allowed:
        case.stand(case.rights, ALLOWED, rules=("A-61",), cite="APR 68(7)")
    return court.allowed


chapter(768, single=examine, when=(DecisionTaken, ProtectionWithdrawn, ProtectionEnded))
