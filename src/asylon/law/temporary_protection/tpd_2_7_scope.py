"""Who has temporary protection, and until when (Directive 2001/55/EC, Articles 2, 4 to 7, 11; Decision 2022/382, Article 2).

The Decision names three groups that every Member State protects, holders of a permanent permit for whom it may choose
adequate national protection, and a further group that it may admit. The texts were not read: these rules are shown as
unverified, but for those of Eurodac, AMMR and CFMR.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import NamedTuple

from asylon.law.book import BookError
from asylon.law.case import FACT_MISSING, Case
from asylon.law.chapters import chapter
from asylon.law.circumstances.temporary_protection import OptionalGroupAdmitted, TemporaryProtectionActivated
from asylon.law.citations import Bilingual
from asylon.law.facts.temporary_protection import (
    DisplacedPersonDescribed,
    EarlierRegistrationChecked,
    TemporaryProtectionAsked,
    TemporaryProtectionEnded,
    TemporaryProtectionRegistered,
)
from asylon.law.position import Reason
from asylon.law.provisions import Block, judgement, obligation, permission, right, route_step
from asylon.law.table_inputs import yes_no
from asylon.law.tables import Choice, DecisionTable, Row, register_table
from asylon.law.temporary_protection.tpd_4_6_duration import lasts_until

_BLOCK: Block = "temporary_protection"
UNTIL = "temporary-protection-2022-382-until"

PROTECTED = right(
    "temporary-protection", _BLOCK, ("TP-1", "TP-6"), "TPD 4(1); 4(2); 2022/382 1",
    "enjoy temporary protection", "tijdelijke bescherming genieten",
)  # fmt: skip
INTRODUCED = route_step(
    "temporary-protection-introduced", _BLOCK, ("TP-2",), "TPD 5",
    "introduced by a decision of the Council, on a proposal of the Commission",
    "ingevoerd bij besluit van de Raad, op voorstel van de Commissie",
)  # fmt: skip
OVER = route_step(
    "temporary-protection-over", _BLOCK, ("TP-3",), "TPD 6",
    "temporary protection is over: its longest period has passed, or the Council ended it",
    "tijdelijke bescherming is voorbij: de langste duur is verstreken, of de Raad heeft haar beëindigd",
)  # fmt: skip
NOT_COVERED = route_step(
    "temporary-protection-not-covered", _BLOCK, ("TP-5",), "2022/382 2",
    "outside temporary protection; an application for international protection remains possible",
    "buiten de tijdelijke bescherming; een verzoek om internationale bescherming blijft mogelijk",
)  # fmt: skip
CHOICE = judgement(
    "temporary-or-national-protection", _BLOCK, ("TP-5",), "2022/382 2(2)", "member_state",
    "Does the Member State give this holder of a permanent permit temporary protection, or adequate protection under national law?",
    "Geeft de lidstaat deze houder van een permanente vergunning tijdelijke bescherming, of passende bescherming naar nationaal recht?",
    "temporary_protection_registered",
)  # fmt: skip
REGISTER = obligation(
    "temporary-protection-register", _BLOCK, ("TP-13", "TP-4"), "TPD 10", "member_state",
    ("register name, nationality, date and place of birth, marital status and family relationship",
     "naam, nationaliteit, geboortedatum en -plaats, burgerlijke staat en familieband registreren"),
    ("Without the register, family is not found and protection not shared out.",
     "Zonder register wordt familie niet gevonden en bescherming niet verdeeld."),
)  # fmt: skip
CHECK_ELSEWHERE = obligation(
    "temporary-protection-check-elsewhere", _BLOCK, ("TP-8", "TP-13"), "TPD 11", "member_state",
    ("check whether the person already enjoys temporary protection in another Member State",
     "nagaan of de persoon al in een andere lidstaat tijdelijke bescherming geniet"),
    ("Protection may be enjoyed twice.", "Bescherming kan dubbel worden genoten."),
)  # fmt: skip
ELSEWHERE = judgement(
    "temporary-protection-elsewhere", _BLOCK, ("TP-8",), "TPD 11", "member_state",
    "The person enjoys temporary protection in another Member State: has the residence moved here, and does that protection end?",
    "De persoon geniet tijdelijke bescherming in een andere lidstaat: is het verblijf hierheen verplaatst, en eindigt die bescherming?",
    "temporary_protection_ended",
)  # fmt: skip
MAY_EXTEND = permission(
    "extend-temporary-protection", _BLOCK, ("TP-12",), "TPD 7",
    "extend temporary protection to further groups displaced for the same reasons from the same country or region",
    "tijdelijke bescherming uitbreiden tot verdere groepen die om dezelfde redenen uit hetzelfde land of gebied zijn ontheemd",
)  # fmt: skip
TELL = obligation(
    "tell-of-further-group", _BLOCK, ("TP-12",), "TPD 7(1)", "member_state",
    ("inform the Council and the Commission of the further group at once", "de Raad en de Commissie onmiddellijk over de verdere groep inlichten"),
    ("Union solidarity does not cover the further group.", "De solidariteit van de Unie dekt de verdere groep niet."),
)  # fmt: skip

_TIES = (
    "national_of_country", "protection_in_country", "family_of_covered", "permanent_permit", "other_legal_stay", "no_tie",
)  # fmt: skip
_THREE = ("national_of_country", "protection_in_country", "family_of_covered")

SCOPE = register_table(
    DecisionTable(
        name="temporary-protection-scope",
        question=Bilingual(
            "Does Decision 2022/382 cover the person?", "Valt de persoon onder Besluit 2022/382?"
        ),
        inputs=(
            Choice("tie", _TIES, label=Bilingual("tie to the country", "band met het land")),
            yes_no("resided_before", "there before 24 February 2022", "daar vóór 24 februari 2022", open_=True),
            yes_no("displaced_since", "displaced on or after 24 February 2022", "ontheemd op of na 24 februari 2022", open_=True),
            yes_no("can_return_safely", "can return to the own country of origin", "kan terug naar het eigen land van herkomst", open_=True),
            yes_no("optional_group", "the Member State admits further groups", "de lidstaat laat verdere groepen toe"),
        ),
        outcomes={
            "protected": Bilingual("yes: every Member State protects", "ja: elke lidstaat beschermt"),
            "choice": Bilingual("temporary protection, or adequate national protection", "tijdelijke bescherming, of passende nationale bescherming"),
            "optional": Bilingual("only because this Member State admits further groups", "alleen omdat deze lidstaat verdere groepen toelaat"),
            "outside": Bilingual("no", "nee"),
        },
        hit_policy="first",
        rows=(
            Row("no-tie", {"tie": "no_tie"}, "outside", ("TP-5",), "2022/382 2"),
            Row("nationals", {"tie": "national_of_country", "resided_before": True, "displaced_since": True}, "protected", ("TP-5",), "2022/382 2(1)(a)"),
            Row("protected-there", {"tie": "protection_in_country", "resided_before": True, "displaced_since": True}, "protected", ("TP-5",), "2022/382 2(1)(b)"),
            Row("family", {"tie": "family_of_covered", "resided_before": True, "displaced_since": True}, "protected", ("TP-5", "TP-14"), "2022/382 2(1)(c)"),
            Row("permanent", {"tie": "permanent_permit", "resided_before": True, "displaced_since": True, "can_return_safely": False}, "choice", ("TP-5",), "2022/382 2(2)"),
            Row("further-groups-returnable", {"tie": ("permanent_permit", "other_legal_stay"), "can_return_safely": True}, "outside", ("TP-5",), "2022/382 2(2); 2(3)"),
            Row("further-group", {"optional_group": True}, "optional", ("TP-5", "TP-7", "TP-12"), "2022/382 2(3); TPD 7"),
            Row("three-groups-otherwise", {"tie": _THREE}, "outside", ("TP-5",), "2022/382 2(1)"),
            Row("others", {}, "outside", ("TP-5",), "2022/382 2(3)"),
        ),
    )
)  # fmt: skip

TWICE = register_table(
    DecisionTable(
        name="temporary-protection-elsewhere",
        question=Bilingual(
            "Does earlier contact with another Member State stand in the way?",
            "Staat eerder contact met een andere lidstaat in de weg?",
        ),
        inputs=(
            Choice("elsewhere", ("nothing", "asked", "enjoyed"), closed=True, otherwise="nothing", label=Bilingual("in another Member State", "in een andere lidstaat"), words={
                "nothing": Bilingual("nothing, or ended", "niets, of beëindigd"),
                "asked": Bilingual("asked, not granted yet", "gevraagd, nog niet verleend"),
                "enjoyed": Bilingual("protection enjoyed", "bescherming genoten"),
            }),
        ),
        outcomes={
            "free": Bilingual("no", "nee"),
            "judge": Bilingual("one Member State at a time: a person decides", "een lidstaat tegelijk: een mens beslist"),
        },
        hit_policy="first",
        rows=(
            Row("enjoyed", {"elsewhere": "enjoyed"}, "judge", ("TP-8",), "TPD 11"),
            Row("asked", {"elsewhere": "asked"}, "free", ("TP-8",), "TPD 8(1)"),
            Row("nothing", {}, "free", ("TP-8",), "TPD 8(1)"),
        ),
    )
)  # fmt: skip


class Protection(NamedTuple):
    """Temporary protection that holds on the day asked: under which decision, until which day, and why."""

    under: str
    until: date
    reasons: tuple[Reason, ...]


def protection(case: Case) -> Protection | None:
    """The temporary protection that the person enjoys here on the day asked; None where there is none (remembered)."""
    if "temporary_protection" not in case.findings:
        case.findings["temporary_protection"] = _find(case)
    found: Protection | None = case.findings["temporary_protection"]
    return found


def registered(case: Case) -> TemporaryProtectionRegistered | None:
    """The registration here, unless it ended for the person."""
    found = case.last(TemporaryProtectionRegistered, lambda fact: fact.state == case.state)
    return None if found is None or ended(case) is not None else found


def ended(case: Case) -> TemporaryProtectionEnded | None:
    """The end of protection for this person here."""
    return case.last(TemporaryProtectionEnded, lambda fact: fact.state == case.state)


def _find(case: Case) -> Protection | None:
    if ended(case) is not None:
        return None
    here = registered(case)
    under, outcome, why = _scope(case, here)
    if outcome in ("", "outside", "choice") and here is None:
        return None
    until = _until(case, under, outcome if here is None or under == "2022/382" else "")
    if until is None:
        return None
    case.stand(case.steps, INTRODUCED, about=under)
    if case.today > until:
        case.stand(case.steps, OVER, why)
        return None
    return Protection(under, until, why)


def _scope(case: Case, here: TemporaryProtectionRegistered | None) -> tuple[str, str, tuple[Reason, ...]]:
    """Under which decision, and what the scope of Decision 2022/382 says of the person."""
    under = here.under if here is not None else "2022/382"
    described = case.last(DisplacedPersonDescribed)
    if described is None or under != "2022/382":
        return under, "", ()
    since = case.book.day("temporary-protection-2022-382-displaced-since", case.today)
    decided = case.decide(
        SCOPE,
        {
            "tie": described.tie,
            "resided_before": described.resided_before,
            "displaced_since": None if described.left_on is None else described.left_on >= since,
            "can_return_safely": described.can_return_safely,
            "optional_group": _optional_until(case) is not None,
        },
    )
    if decided is None:
        return under, "", ()
    outcome, why = decided
    if outcome == "outside":
        case.stand(case.steps, NOT_COVERED, why, cite=why[0].cite)
    elif outcome == "choice" and here is None:
        case.stand(case.judgements, CHOICE, why)
    return under, outcome, why


def _until(case: Case, under: str, outcome: str) -> date | None:
    if under == "2022/382":
        extended = case.book.next_change(UNTIL, case.today)
        if extended is not None:
            case.turn(datetime.combine(extended, time.min, tzinfo=case.zone))
        if case.today < case.book.day("temporary-protection-2022-382-since", case.today):
            return None
        until = case.book.day(UNTIL, case.today)
        optional = _optional_until(case) if outcome == "optional" else None
        return min(until, optional) if optional is not None else until
    activated = case.circumstances.last(TemporaryProtectionActivated)
    if activated is None:
        case.silent("temporary-protection", FACT_MISSING, settle=("temporary_protection_activated",), cite="TPD 5")
        return None
    return lasts_until(case, activated)


def _optional_until(case: Case) -> date | None:
    """Until when this Member State protects further groups, as recorded or as the gazette knows; None: it does not."""
    recorded = case.circumstances.last(OptionalGroupAdmitted, case.state)
    if recorded is not None:
        return recorded.until or case.book.day(UNTIL, case.today)
    try:
        known = case.book.day(f"temporary-protection-further-group-{case.state.lower()}", case.today)
    except BookError:
        return None
    return known if case.today <= known else None


def examine(case: Case) -> None:
    """The protection of the person, its registration, and other Member States."""
    found = protection(case)
    here = registered(case)
    if found is None:
        return
    rules, cite = (("TP-6",), "TPD 4(2)") if found.under == "2022/382" else (("TP-1",), "TPD 4(1)")
    case.stand(case.rights, PROTECTED, found.reasons, until=found.until, rules=rules, cite=f"{PROTECTED.cite}; {cite}")
    case.oblige(REGISTER, found.reasons, met=here)
    _elsewhere(case)


def _elsewhere(case: Case) -> None:
    """One Member State at a time; having asked elsewhere is no obstacle."""
    granted = case.last(TemporaryProtectionRegistered, lambda fact: fact.state != case.state)
    over = granted is not None and any(
        fact.state == granted.state and fact.at.utc(case.zone) >= granted.at.utc(case.zone)
        for fact in case.all(TemporaryProtectionEnded)
    )
    asked = case.last(TemporaryProtectionAsked, lambda fact: fact.state != case.state)
    elsewhere = "enjoyed" if granted is not None and not over else "asked" if asked is not None else "nothing"
    decided = case.decide(TWICE, {"elsewhere": elsewhere})
    if decided is not None and decided[0] == "judge":
        case.stand(case.judgements, ELSEWHERE, decided[1], about=granted.state if granted is not None else "")
    case.oblige(CHECK_ELSEWHERE, met=case.last(EarlierRegistrationChecked))


def further_groups(case: Case) -> None:
    """A Member State that admits further groups tells Council and Commission (TPD 7)."""
    admitted = case.last(OptionalGroupAdmitted)
    if admitted is None:
        return
    case.stand(case.permitted, MAY_EXTEND, until=admitted.until)
    case.oblige(TELL, met=admitted if admitted.notified else None)


chapter(1102, single=examine, when=(DisplacedPersonDescribed, TemporaryProtectionRegistered))
chapter(1107, state=further_groups, when=(OptionalGroupAdmitted,))
