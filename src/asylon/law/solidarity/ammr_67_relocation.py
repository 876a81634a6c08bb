"""Before relocation (Regulation (EU) 2024/1351, Articles 56(2), 60(4) and 67): who can be relocated, and by when.

The file is that of the benefitting Member State. The Member State of relocation may refuse on one ground only, and its
silence obliges it.
"""

from __future__ import annotations

from datetime import date
from typing import cast

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.counted import Counted, Counting
from asylon.law.facts import SuspensionDecided, TransferAppealDecided
from asylon.law.facts.determination import SecurityCheckCarriedOut
from asylon.law.facts.responsibility import Relocated
from asylon.law.facts.solidarity import (
    ConsentedToRelocation,
    IdentifiedForRelocation,
    InformedOfRelocation,
    RelocationDecided,
    RelocationDecisionNotified,
    RelocationInformationReceived,
    RelocationReplied,
    RelocationReplyPostponed,
    RelocationReported,
)
from asylon.law.moments import Moment
from asylon.law.periods import count_back, months_later
from asylon.law.position import Reason, Responsible
from asylon.law.provisions import judgement, obligation, permission, prohibition, right, route_step, time_limit
from asylon.law.provisions import silence as no_answer
from asylon.law.responsibility.ammr_36_38_procedure import silence
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_MONTHS = 12
#: The criteria that tie an applicant to the benefitting Member State (AMMR 67(5), second subparagraph).
_TYING = ("AMMR 25", "AMMR 26", "AMMR 27", "AMMR 28", "AMMR 34")
_EXCEPTED = "AMMR 25(5)"

# --- Article 67(2)-(6), 56(2): who can be relocated -----------------------------------------------------------------

ELIGIBLE = register_table(
    DecisionTable(
        name="relocation-eligibility",
        question=Bilingual(
            "Can the person who was identified be relocated?", "Kan de geselecteerde persoon worden herplaatst?"
        ),
        inputs=(
            yes_no("security_threat", "threat to internal security", "bedreiging voor de binnenlandse veiligheid"),
            yes_no("beneficiary", "beneficiary of protection", "persoon met bescherming"),
            yes_no(
                "tied",
                "benefitting Member State responsible by Articles 25 to 28 or 34 (25(5) excepted)",
                "begunstigde lidstaat verantwoordelijk op grond van artikel 25 tot en met 28 of 34 (behalve 25(5))",
            ),
            Choice("agreed", label=Bilingual("agreed between both", "tussen beide afgesproken")),
            Choice(
                "recent",
                label=Bilingual(
                    "protection granted less than three years before the Council act",
                    "bescherming minder dan drie jaar vóór de Raadshandeling verleend",
                ),
            ),
            yes_no("consented", "consent in writing", "schriftelijke instemming"),
        ),
        outcomes={
            "excluded": Bilingual("excluded from any relocation", "uitgesloten van elke herplaatsing"),
            "not_eligible": Bilingual("not eligible for relocation", "komt niet in aanmerking voor herplaatsing"),
            "consent_missing": Bilingual(
                "only once the written consent is there", "pas als de schriftelijke instemming er is"
            ),
            "eligible": Bilingual("can be relocated", "kan worden herplaatst"),
        },
        hit_policy="first",
        rows=(
            Row("threat", {"security_threat": True}, "excluded", ("L-24",), "AMMR 67(2)"),
            Row("tied", {"beneficiary": False, "tied": True}, "not_eligible", ("L-24",), "AMMR 67(5)"),
            Row("applicant", {"beneficiary": False}, "eligible", ("L-4", "L-24"), "AMMR 56(2)(a)(i)"),
            Row("not-agreed", {"agreed": False}, "not_eligible", ("L-4",), "AMMR 56(2)(a)(ii)"),
            Row("too-long-ago", {"recent": False}, "not_eligible", ("L-4",), "AMMR 56(2)(a)(ii)"),
            Row("no-consent", {"consented": False}, "consent_missing", ("L-24",), "AMMR 67(4)"),
            Row("beneficiary", {}, "eligible", ("L-4", "L-24"), "AMMR 56(2)(a)(ii)"),
        ),
    )
)

NOT_RELOCATE = prohibition(
    "no-relocation", "solidarity", ("L-24",), "AMMR 67", "relocate this person", "deze persoon herplaatsen",
)  # fmt: skip
MAY_RELOCATE = permission(
    "relocate", "solidarity", ("L-24",), "AMMR 67(3)", "relocate the person", "de persoon herplaatsen",
    "relocation_information_received",
)  # fmt: skip
ROUTE = route_step(
    "route:relocation", "solidarity", ("L-24",), "AMMR 67", "relocation procedure", "herplaatsingsprocedure",
)  # fmt: skip


INFORM = obligation(
    "relocation-inform", "solidarity", ("L-24",), "AMMR 67(3); 67(5)", "benefitting_state",
    ("inform the person of the relocation procedure and let him or her tell of links with Member States",
     "de persoon inlichten over de herplaatsingsprocedure en banden met lidstaten laten vermelden"),
    ("Links could not be taken into account (AMMR 67(3)).", "Banden konden niet worden meegewogen (AMMR 67(3))."),
)  # fmt: skip
FAMILY = obligation(
    "relocation-family-together", "solidarity", ("L-24",), "AMMR 67(6)", "benefitting_state",
    ("relocate family members to the same Member State, vulnerable persons first",
     "gezinsleden naar dezelfde lidstaat herplaatsen, kwetsbare personen eerst"),
    ("The family would be parted.", "Het gezin zou worden gescheiden."),
)  # fmt: skip
COMPLY = obligation(
    "relocation-comply", "solidarity", ("L-26",), "AMMR 67(10)", "applicant",
    ("comply with the relocation decision",
     "aan het herplaatsingsbesluit voldoen"),
    ("The obligations of Article 17 and the consequences of Article 18 apply.", "De verplichtingen van artikel 17 en de gevolgen van artikel 18 gelden."),
)  # fmt: skip
CONTINUE = obligation(
    "relocation-continues", "solidarity", ("LC-10",), "AMMR 67(12)", "member_state",
    ("carry the relocation on even after the year or the Council act has ended",
     "de herplaatsing voortzetten, ook nadat het jaar of de Raadshandeling is afgelopen"),
    ("The obligation does not lapse with the act.", "De verplichting vervalt niet met de handeling."),
)  # fmt: skip
REPORT = obligation(
    "relocation-report", "solidarity", ("L-28",), "AMMR 68(1)", "relocation_state",
    ("tell the benefitting Member State, the Asylum Agency and the Coordinator of the safe arrival or the failure to appear",
     "de begunstigde lidstaat, het Asielagentschap en de coördinator de veilige aankomst of het niet verschijnen melden"),
    ("The benefitting Member State does not know where the person is.", "De begunstigde lidstaat weet niet waar de persoon is."),
)  # fmt: skip
NO_CHOICE = judgement(
    "relocation-meaningful-links", "solidarity", ("L-24",), "AMMR 67(3)", "benefitting_state",
    "Are there meaningful links with the Member State of relocation? They are weighed; there is no right to choose",
    "Zijn er betekenisvolle banden met de lidstaat van herplaatsing? Zij wegen mee; een recht om te kiezen is er niet",
)  # fmt: skip
ELSEWHERE = no_answer(
    "relocation-receipt-unknown", "solidarity", ("L-25",), "AMMR 67(9)", "The time for the reply runs from receipt of the information by the Member State of relocation.", "De antwoordtermijn loopt vanaf ontvangst van de informatie door de lidstaat van herplaatsing.",
)  # fmt: skip

# --- Article 67(9): the reply ------------------------------------------------------------------------------------------

_RECEIPT = Bilingual("the receipt of the information", "de ontvangst van de informatie")
_REPLY = Bilingual(
    "confirm that the person will be relocated, or tell of a threat to internal security",
    "bevestigen dat de persoon wordt herplaatst, of een bedreiging voor de binnenlandse veiligheid melden",
)
_SILENCE = Bilingual(
    "Silence counts as confirmation and obliges to relocate, arrangements for the arrival included (AMMR 67(9)).",
    "Stilzwijgen geldt als bevestiging en verplicht tot herplaatsing, met inbegrip van de aankomstregeling (AMMR 67(9)).",
)
REPLY = time_limit(
    "relocation-reply", ("L-25",), "AMMR 67(9)", "relocation_state", _REPLY, _RECEIPT, _SILENCE,
    block="solidarity", by=Counting.AMMR_75, records="relocation_replied",
)  # fmt: skip
REPLY_POSTPONED = time_limit(
    "relocation-reply-postponed", ("L-25",), "AMMR 67(9)", "relocation_state", _REPLY, _RECEIPT, _SILENCE,
    block="solidarity", by=Counting.AMMR_75, records="relocation_replied",
)  # fmt: skip
REFUSE_OTHERWISE = prohibition(
    "relocation-refused-on-other-ground", "solidarity", ("L-25",), "AMMR 67(9)", "refuse the relocation on a ground other than a threat to internal security", "de herplaatsing weigeren op een andere grond dan een bedreiging voor de binnenlandse veiligheid",
)  # fmt: skip
BY_SILENCE = route_step(
    "relocation-confirmed-by-silence", "solidarity", ("L-25",), "AMMR 67(9)", "no reply in time: the Member State of relocation is obliged to relocate", "geen tijdig antwoord: de lidstaat van herplaatsing is tot herplaatsing verplicht",
)  # fmt: skip
REFUSED = route_step(
    "relocation-refused", "solidarity", ("L-25",), "AMMR 67(9)", "refused because of a threat to internal security: no relocation", "geweigerd wegens een bedreiging voor de binnenlandse veiligheid: geen herplaatsing",
)  # fmt: skip

# --- Article 67(10)-(11): decision, notice, transfer ----------------------------------------------------------------------

_CONFIRMATION = Bilingual(
    "the confirmation by the Member State of relocation", "de bevestiging door de lidstaat van herplaatsing"
)
DECISION = time_limit(
    "relocation-decision", ("L-26",), "AMMR 67(10)", "benefitting_state",
    Bilingual("take the transfer decision", "het overdrachtsbesluit nemen"), _CONFIRMATION,
    Bilingual("The relocation is delayed; the duty to decide stays.", "De herplaatsing loopt vertraging op; de plicht te beslissen blijft."),
    block="solidarity", by=Counting.AMMR_75, records="relocation_decided",
)  # fmt: skip
_NOTIFY = Bilingual("notify the person of the transfer decision", "de persoon het overdrachtsbesluit bekendmaken")
_PLANNED = Bilingual("the day planned for the transfer, counted back", "de geplande dag van de overdracht, teruggeteld")
_TOO_LATE = Bilingual(
    "The transfer cannot take place on that day (AMMR 67(10)).",
    "De overdracht kan die dag niet plaatsvinden (AMMR 67(10)).",
)
NOTICE = time_limit(
    "relocation-notice", ("L-26",), "AMMR 67(10)", "benefitting_state", _NOTIFY, _PLANNED, _TOO_LATE,
    block="solidarity", by=Counting.AMMR_75, records="relocation_decision_notified",
)  # fmt: skip
NOTICE_BENEFICIARY = time_limit(
    "relocation-notice-beneficiary", ("L-26",), "AMMR 67(10)", "benefitting_state", _NOTIFY, _PLANNED, _TOO_LATE,
    block="solidarity", by=Counting.AMMR_75, records="relocation_decision_notified",
)  # fmt: skip
TRANSFER = time_limit(
    "relocation-transfer", ("L-27",), "AMMR 67(11)", "benefitting_state",
    Bilingual("transfer the person to the Member State of relocation", "de persoon overdragen aan de lidstaat van herplaatsing"),
    Bilingual("the confirmation, or the final decision on an appeal with suspensive effect",
              "de bevestiging, of de definitieve uitspraak op een beroep met schorsende werking"),
    Bilingual("The relocation is late; the obligation to carry it out stays (AMMR 67(12)).",
              "De herplaatsing is te laat; de verplichting haar uit te voeren blijft (AMMR 67(12))."),
    block="solidarity", by=Counting.AMMR_75, records="relocated",
)  # fmt: skip
EFFECTIVE_REMEDY = right(
    "relocation-remedy", "solidarity", ("L-27",), "AMMR 67(13); 43", "may challenge the relocation decision before a court, as a transfer decision", "kan tegen het herplaatsingsbesluit opkomen bij een rechter, zoals tegen een overdrachtsbesluit",
)  # fmt: skip


def _eligible(case: Case, found: IdentifiedForRelocation) -> tuple[str, tuple[Reason, ...]] | None:
    check = case.last(SecurityCheckCarriedOut)
    ties = case.responsible
    recent: bool | None = None
    if found.granted_on is not None and found.pool_act_on is not None:
        years = case.book.length("relocation-beneficiary-protection", found.pool_act_on).count
        recent = months_later(found.granted_on, years * _MONTHS) > found.pool_act_on
    return case.decide(
        ELIGIBLE,
        {
            "security_threat": check is not None and check.threat,
            "beneficiary": found.beneficiary,
            "tied": ties is not None
            and ties.state == case.state
            and ties.criterion.startswith(_TYING)
            and not ties.criterion.startswith(_EXCEPTED),
            "agreed": found.agreed,
            "recent": recent,
            "consented": case.after(ConsentedToRelocation, found.at) is not None,
        },
        known_as={"recent": "granted_on"},
    )


def examine(case: Case) -> None:
    """From the identification to the transfer, in the file of the benefitting Member State."""
    found = case.here(IdentifiedForRelocation)
    if found is None or not case.covers("AMMR 67(1)", found):
        return
    decided = _eligible(case, found)
    if decided is None:
        return
    outcome, why = decided
    if outcome == "excluded":
        case.stand(case.forbidden, NOT_RELOCATE, why, cite=why[0].cite)
        if not found.beneficiary:
            case.responsible = Responsible(
                state=case.state, criterion="AMMR 16(4)", settled=True, rules=("L-24",), cite="AMMR 67(2)", reasons=why
            )
        return
    if outcome != "eligible":
        case.stand(case.forbidden, NOT_RELOCATE, why, cite=why[0].cite, rules=why[0].rules)
        return
    over = case.first(Relocated)
    confirmation = _reply(case, found, why)
    if case.findings.get("relocation_refused"):
        return
    case.stand(case.permitted, MAY_RELOCATE, why, rules=why[0].rules, cite=why[0].cite)
    case.oblige(INFORM, why, met=case.after(InformedOfRelocation, found.at))
    case.oblige(FAMILY, why, met=over)
    case.stand(case.judgements, NO_CHOICE, why, about=found.to)
    if over is None:
        case.propose_route(70, ROUTE, why)
    if confirmation is not None:
        _transfer(case, found, confirmation, over, why)


def _reply(
    case: Case, found: IdentifiedForRelocation, why: tuple[Reason, ...]
) -> tuple[Moment, tuple[str, ...], RelocationReplied | None] | None:
    """The reply of the Member State of relocation: the moment that counts as confirmation, if there is one."""
    received = case.after(RelocationInformationReceived, found.at)
    if received is None:
        case.silent("relocation-reply", ELSEWHERE, settle=("relocation_information_received",))
        return None
    replies = [fact for fact in case.all(RelocationReplied) if case.day(fact) >= case.day(received)]
    lawful = next((fact for fact in replies if fact.confirmed or fact.ground != "other_ground"), None)
    if lawful is None and replies:
        case.stand(case.forbidden, REFUSE_OTHERWISE, why, about=found.to)
    calendar = case.book.calendar(found.to)
    week = case.count(received.at, REPLY.length, REPLY.by, calendar=calendar)
    postponed = case.after(RelocationReplyPostponed, received.at)
    in_time = postponed is not None and postponed.at.utc(case.zone) < week.end
    limit = REPLY_POSTPONED if in_time else REPLY
    duty = case.limit(limit, received, met=lawful, state=found.to, reasons=why)
    if lawful is not None and not lawful.confirmed and duty.met_in_time:
        case.stand(case.steps, REFUSED, why, about=found.to)
        case.stand(case.forbidden, NOT_RELOCATE, why, cite="AMMR 67(9)", rules=("L-25",))
        case.findings["relocation_refused"] = True
        return None
    if lawful is not None and lawful.confirmed and duty.met_in_time:
        return lawful.at, (), lawful
    if lawful is None and duty.status != "late":
        return None
    # Nothing lawful in time: silence has obliged the Member State of relocation, and a later refusal comes too late.
    if lawful is None:
        case.end_last_duty()
    case.stand(case.steps, BY_SILENCE, why, about=found.to)
    return silence(case, cast(Counted, duty.due)), ("O-20",), None


def _transfer(
    case: Case,
    found: IdentifiedForRelocation,
    confirmation: tuple[Moment, tuple[str, ...], RelocationReplied | None],
    over: Relocated | None,
    why: tuple[Reason, ...],
) -> None:
    moment, hangs, fact = confirmation
    start = fact if fact is not None else moment
    case.findings["relocation_obliged"] = moment
    decided = case.after(RelocationDecided, moment)
    case.limit(DECISION, start, met=decided, reasons=why, hangs_on=hangs)
    if decided is not None:
        _notice(case, found, decided, why)
        case.stand(case.rights, EFFECTIVE_REMEDY, why)
    suspended = case.last(SuspensionDecided)
    upheld = case.last(TransferAppealDecided)
    if suspended is not None and suspended.granted:
        if upheld is None or not upheld.transfer_upheld:
            return
        case.limit(TRANSFER, upheld, met=over, reasons=why)
    else:
        case.limit(TRANSFER, start, met=over, reasons=why, hangs_on=hangs)
    if over is None:
        case.oblige(CONTINUE, why)
    else:
        case.oblige(REPORT, why, state=found.to, met=case.after(RelocationReported, over.at))


def _notice(case: Case, found: IdentifiedForRelocation, decided: RelocationDecided, why: tuple[Reason, ...]) -> None:
    notified = case.after(RelocationDecisionNotified, decided.at)
    if decided.transfer_on is not None:
        limit = NOTICE_BENEFICIARY if found.beneficiary else NOTICE
        planned: date = decided.transfer_on
        counted = count_back(planned, case.book.length(limit.length, planned, case.state), limit.by, case.calendar)
        case.limit(limit, decided, met=notified, counted=counted, reasons=why)
    if notified is not None and not found.beneficiary:
        case.oblige(COMPLY, why)


chapter(767, single=examine, when=(IdentifiedForRelocation,))
