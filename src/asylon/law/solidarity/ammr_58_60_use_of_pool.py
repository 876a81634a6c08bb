"""Use of the pool (Regulation (EU) 2024/1351, Articles 58 to 60 and 64): who benefits, by when the forums meet.

The clocks of the Commission, the Council and the Coordinator stand in the file of the Member State they are about.
"""

from __future__ import annotations

from asylon.law.book import UNION
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances.solidarity import (
    ContributionPledged,
    DeductionDecided,
    HighLevelForumConvened,
    MigratorySituationDetermined,
    PoolAccessDenied,
    PoolNeedNotified,
    PoolUseAnnounced,
    TechnicalForumConvened,
)
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.position import Reason
from asylon.law.provisions import obligation, permission, route_step, time_limit
from asylon.law.solidarity.ammr_11_situations import situations
from asylon.law.tables import DecisionTable, Row, register_table, yes_no

_BY = Counting.AMMR_75
_DELAY = Bilingual(
    "The step is late; what follows it comes later, and the duty stays.",
    "De stap is te laat; wat erop volgt komt later, en de plicht blijft.",
)

# --- Articles 58 and 59: access ----------------------------------------------------------------------------------------

ROLE = register_table(
    DecisionTable(
        name="solidarity-role",
        question=Bilingual(
            "Does the Member State benefit from the pool, or may it come to?",
            "Put de lidstaat uit de pool, of kan hij dat gaan doen?",
        ),
        inputs=(
            yes_no(
                "identified", "found under pressure in the yearly decision", "in het jaarbesluit onder druk bevonden"
            ),
            yes_no(
                "found_on_notification",
                "found under pressure after a notification",
                "na een kennisgeving onder druk bevonden",
            ),
            yes_no("announced", "use of the pool announced", "gebruik van de pool aangekondigd"),
            yes_no("denied", "access denied", "toegang geweigerd"),
        ),
        outcomes={
            "benefits": Bilingual("it benefits", "hij put eruit"),
            "may_announce": Bilingual(
                "it may announce that it uses the pool", "hij mag aankondigen dat hij de pool gebruikt"
            ),
            "denied": Bilingual("no: access was denied", "nee: de toegang is geweigerd"),
            "may_notify": Bilingual("it may notify its need", "hij mag zijn behoefte melden"),
        },
        hit_policy="first",
        rows=(
            Row("announced", {"identified": True, "announced": True}, "benefits", ("LC-9",), "AMMR 58(1); 58(3)"),
            Row("identified", {"identified": True}, "may_announce", ("LC-9",), "AMMR 58(1)"),
            Row("denied", {"found_on_notification": True, "denied": True}, "denied", ("L-13",), "AMMR 59(6)"),
            Row("found", {"found_on_notification": True}, "benefits", ("L-13",), "AMMR 59(4)"),
            Row("otherwise", {}, "may_notify", ("L-13",), "AMMR 59(1)"),
        ),
    )
)
BENEFITS = route_step(
    "benefitting-member-state", "solidarity", ("LC-9", "L-13"), "AMMR 58; 59",
    "a benefitting Member State: has access to the pool", "een begunstigde lidstaat: heeft toegang tot de pool",
)  # fmt: skip
DENIED = route_step(
    "without-access-to-pool", "solidarity", ("L-13",), "AMMR 59(6)",
    "under migratory pressure, without access to the pool", "onder migratiedruk, zonder toegang tot de pool",
)  # fmt: skip
ANNOUNCE = permission(
    "announce-use-of-pool", "solidarity", ("LC-9",), "AMMR 58(1)",
    "announce to Commission and Council that it uses the pool, with type and level of what is needed",
    "Commissie en Raad aankondigen dat hij de pool gebruikt, met soort en omvang van wat nodig is",
    records="pool_use_announced",
)  # fmt: skip
NOTIFY = permission(
    "notify-need-for-pool", "solidarity", ("L-13",), "AMMR 59(1); 59(2)",
    "notify the Commission, with reasons, that it considers itself under migratory pressure and needs the pool",
    "de Commissie gemotiveerd melden dat hij zich onder migratiedruk acht en de pool nodig heeft",
    records="pool_need_notified",
)  # fmt: skip
NOTIFY_AGAIN = permission(
    "notify-need-again", "solidarity", ("L-13",), "AMMR 59(7)",
    "submit a new notification with additional information", "een nieuwe kennisgeving met aanvullende informatie indienen",
    records="pool_need_notified",
)  # fmt: skip
ACTIONS = obligation(
    "actions-for-contributions", "solidarity", ("L-8",), "AMMR 64(2)", "benefitting_state",
    ("propose to the Technical-Level Forum which actions the contributions fund; they come through the Union budget",
     "het forum op technisch niveau voorstellen welke acties de bijdragen financieren; zij lopen via de Uniebegroting"),
    ("The Coordinator's inventory stays empty, and contributions cannot be allocated.",
     "De inventaris van de coördinator blijft leeg, en bijdragen kunnen niet worden toegewezen."),
)  # fmt: skip
_CONVENE = Bilingual("convene the Technical-Level Forum", "het forum op technisch niveau bijeenroepen")
FORUM_AFTER_ANNOUNCEMENT = time_limit(
    "technical-forum-after-announcement", ("LC-9",), "AMMR 58(3)", "solidarity_coordinator", _CONVENE,
    Bilingual("the receipt of the information", "de ontvangst van de informatie"), _DELAY,
    block="solidarity", by=_BY, records="technical_forum_convened",
)  # fmt: skip
DECIDE = obligation(
    "decide-on-notified-pressure", "solidarity", ("L-13",), "AMMR 59(4)", "commission",
    ("assess the notification expeditiously and decide whether the Member State is under pressure",
     "de kennisgeving voortvarend beoordelen en besluiten of de lidstaat onder druk staat"),
    ("The act sets no time; until then there is no access.", "De verordening noemt geen termijn; tot dan is er geen toegang."),
)  # fmt: skip
_TRANSMISSION = Bilingual(
    "the transmission of the Commission's decision", "de toezending van het besluit van de Commissie"
)
FORUM_AFTER_DECISION = time_limit(
    "technical-forum-after-decision", ("L-13",), "AMMR 59(6)", "solidarity_coordinator", _CONVENE, _TRANSMISSION, _DELAY,
    block="solidarity", by=_BY, records="technical_forum_convened",
)  # fmt: skip
DENY = time_limit(
    "pool-access-denial", ("L-13",), "AMMR 59(6)", "council",
    Bilingual("deny access, if capacity is insufficient or other objective reasons stand against it",
              "de toegang weigeren, als de capaciteit onvoldoende is of andere objectieve redenen zich verzetten"),
    _TRANSMISSION,
    Bilingual("Afterwards the Council can no longer deny access.", "Daarna kan de Raad de toegang niet meer weigeren."),
    block="solidarity", by=_BY, records="pool_access_denied",
)  # fmt: skip
HIGH_LEVEL = time_limit(
    "high-level-forum-insufficient-capacity", ("L-13", "L-16", "O-26"), "AMMR 59(7)", "council",
    Bilingual("convene the High-Level Forum, because the pool lacks capacity",
              "het forum op hoog niveau bijeenroepen, omdat de pool capaciteit mist"),
    Bilingual("the Commission's decision, or the Council's finding (O-26)", "het besluit van de Commissie, of de vaststelling van de Raad (O-26)"),
    _DELAY, block="solidarity", by=_BY, records="high_level_forum_convened", open_questions=("O-26",),
)  # fmt: skip

# --- Article 60(3): who need not deliver -------------------------------------------------------------------------------

PLEDGES = obligation(
    "carry-out-pledges", "solidarity", ("LC-10", "L-3"), "AMMR 60(3)", "contributing_state",
    ("carry out the pledges before the end of the year, in proportion; financial contributions follow after it",
     "de toezeggingen vóór het jaareinde naar evenredigheid uitvoeren; financiële bijdragen volgen daarna"),
    ("Relocations not carried out turn into offsets if the benefitting Member State asks (63(5)).",
     "Niet uitgevoerde herplaatsingen worden compensaties als de begunstigde lidstaat erom vraagt (63(5))."),
)  # fmt: skip
NEED_NOT = permission(
    "need-not-carry-out-pledges", "solidarity", ("L-5",), "AMMR 60(3)",
    "leave the pledges of the year undone", "de toezeggingen van het jaar niet uitvoeren",
)  # fmt: skip
NOTHING_OWED = route_step(
    "no-solidarity-owed-here", "solidarity", ("L-5",), "AMMR 60(3)",
    "no other Member State need carry out pledges or offsets towards this one: systemic shortcomings were found",
    "geen lidstaat hoeft jegens deze toezeggingen of compensaties uit te voeren: systeemtekortkomingen zijn vastgesteld",
)  # fmt: skip


def examine(case: Case) -> None:
    """Access of a Member State to the pool, and whether it must deliver what it pledged."""
    if case.state == UNION or not case.applies("AMMR 58(1)"):
        return
    found, more = situations(case)
    announced = case.last(PoolUseAnnounced, lambda item: item.state == case.state)
    notified = case.last(PoolNeedNotified, lambda item: item.state == case.state)
    decision = case.after(MigratorySituationDetermined, notified.at) if notified is not None else None
    if decision is not None and not decision.after_notification:
        decision = None
    denied = case.after(PoolAccessDenied, decision.at) if decision is not None else None
    role = case.decide(
        ROLE,
        {
            "identified": "under_pressure" in found,
            "found_on_notification": decision is not None and "under_pressure" in decision.situations,
            "announced": announced is not None,
            "denied": denied is not None,
        },
    )
    if role is None:
        return
    outcome, why = role
    if outcome == "benefits":
        case.stand(case.steps, BENEFITS, why, rules=why[0].rules)
        case.oblige(ACTIONS, why)
    elif outcome == "may_announce":
        case.stand(case.permitted, ANNOUNCE, why, rules=more)
    elif outcome == "denied":
        case.stand(case.steps, DENIED, why)
    elif notified is None:
        case.stand(case.permitted, NOTIFY, why)
    elif decision is not None:
        case.stand(case.permitted, NOTIFY_AGAIN, why)
    if announced is not None:
        forum = case.after(TechnicalForumConvened, announced.at)
        case.limit(FORUM_AFTER_ANNOUNCEMENT, announced, met=forum, state=UNION, reasons=why)
    if notified is not None:
        case.oblige(DECIDE, why, state=UNION, met=decision)
    if decision is not None and "under_pressure" in decision.situations:
        _after_decision(case, decision, denied, why)
    _pledges(case, outcome == "benefits", why)


def _after_decision(
    case: Case, decision: MigratorySituationDetermined, denied: PoolAccessDenied | None, why: tuple[Reason, ...]
) -> None:
    """AMMR 59(6) and (7): the forum within two weeks, unless access is denied; the Council has two weeks for that."""
    forum = case.after(TechnicalForumConvened, decision.at)
    over = denied is not None
    case.limit(FORUM_AFTER_DECISION, decision, met=forum, state=UNION, lapsed=over, reasons=why)
    by_council = denied if denied is not None and denied.by == "council" else None
    case.limit(DENY, decision, met=by_council, state=UNION, lapsed=over or forum is not None, expires=True, reasons=why)
    if by_council is not None and by_council.reason == "insufficient_capacity":
        start = decision if case.book.answer("O-26") == "one_week_after_commission" else by_council
        met = case.after(HighLevelForumConvened, by_council.at)
        case.limit(HIGH_LEVEL, start, met=met, state=UNION, reasons=why)


def _pledges(case: Case, benefits: bool, why: tuple[Reason, ...]) -> None:
    """AMMR 60(3): pledges of the running year, and who need not carry them out."""
    last = case.last(MigratorySituationDetermined, lambda item: item.state == case.state)
    if last is not None and last.shortcomings:
        case.stand(case.steps, NOTHING_OWED)
    pledge = case.last(ContributionPledged, lambda item: item.state == case.state and item.year == case.today.year)
    if pledge is None:
        return
    deduction = case.after(DeductionDecided, pledge.at)
    if benefits or (deduction is not None and deduction.granted == "full"):
        case.stand(case.permitted, NEED_NOT, why if benefits else ())
    else:
        case.oblige(PLEDGES, why)


chapter(758, state=examine)
