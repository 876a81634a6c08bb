"""Judicial review of the detention of applicants (Directive (EU) 2024/1346, Article 11)."""

from __future__ import annotations

from typing import NamedTuple

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances.reception import DetentionReviewRegulated
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts import Detained, Fact, Released
from asylon.law.facts.reception import (
    DetentionOrdered,
    DetentionReviewed,
    DetentionReviewProlonged,
    DetentionReviewRequested,
)
from asylon.law.provisions import Block, TimeLimit, obligation, right, silence
from asylon.law.reception.rcd_2_applicant import BY_NATIONAL_LAW, applicant_since, directive_limit
from asylon.law.reception.rcd_10_13_detention import RELEASE, detained_now, order_for
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "reception"
_CONCLUDE = Bilingual(
    "conclude the judicial review of the detention", "de rechterlijke toetsing van de bewaring afronden"
)
_RULES = ("RC-9", "F-7")


def _review(id_: str, starts: Bilingual, consequence: Bilingual) -> TimeLimit:
    return directive_limit(id_, _RULES, "RCD 11(3)", "court", _CONCLUDE, starts, consequence, "detention_reviewed")


_BEGINNING = Bilingual("the beginning of the detention", "het begin van de bewaring")
_LAUNCH = Bilingual("the launch of the proceedings", "het instellen van de procedure")
_FIFTEEN = Bilingual(
    "The review is overdue; without a conclusion within 21 days the applicant is released at once.",
    "De toetsing is te laat; zonder afronding binnen 21 dagen wordt de verzoeker onmiddellijk vrijgelaten.",
)
_TWENTY_ONE = Bilingual("The applicant is released at once.", "De verzoeker wordt onmiddellijk vrijgelaten.")
EX_OFFICIO = _review("detention-review", _BEGINNING, _FIFTEEN)
EX_OFFICIO_LONG = _review("detention-review-exceptional", _BEGINNING, _TWENTY_ONE)
ON_REQUEST = _review("detention-review-on-request", _LAUNCH, _FIFTEEN)
ON_REQUEST_LONG = _review("detention-review-on-request-exceptional", _LAUNCH, _TWENTY_ONE)
LIMITS = {item.id: item for item in (EX_OFFICIO, EX_OFFICIO_LONG, ON_REQUEST, ON_REQUEST_LONG)}

# RCD 11(4): told at once; 11(5): reviewed again.
TOLD = right(
    "told-why-detained", _BLOCK, ("RC-9", "F-7"), "RCD 11(4)",
    "to be told at once in writing why one is detained, how to challenge it and that legal help is free to ask for",
    "onmiddellijk schriftelijk horen waarom men in bewaring is, hoe dat aan te vechten en dat kosteloze rechtsbijstand mogelijk is",
)  # fmt: skip
PERIODIC = obligation(
    "periodic-detention-review", _BLOCK, ("RC-10",), "RCD 11(5)", "court",
    ("review the detention again at reasonable intervals, above all when it lasts long or something new appears",
     "de bewaring met redelijke tussenpozen opnieuw toetsen, vooral bij lange duur of nieuwe omstandigheden"),
    ("The act names no interval; unlawful detention ends at once.", "De richtlijn noemt geen tussenpoos; onrechtmatige bewaring eindigt onmiddellijk."),
)  # fmt: skip
PERIODIC_MINOR = obligation(
    "periodic-detention-review-of-minor", _BLOCK, ("RC-10",), "RCD 11(5)", "court",
    ("review the detention of the unaccompanied minor regularly of the court's own motion",
     "de bewaring van de niet-begeleide minderjarige regelmatig ambtshalve toetsen"),
    ("The act names no interval; unlawful detention ends at once.", "De richtlijn noemt geen tussenpoos; onrechtmatige bewaring eindigt onmiddellijk."),
)  # fmt: skip
HOW_REVIEWED = silence(
    "how-detention-is-reviewed", _BLOCK, _RULES, "RCD 11(3)",
    "Release after 21 days depends on whether national law reviews ex officio; that is not recorded.",
    "Vrijlating na 21 dagen hangt ervan af of nationaal recht ambtshalve toetst; dat is niet vastgelegd.",
)  # fmt: skip

REVIEW = register_table(
    DecisionTable(
        name="detention-review",
        question=Bilingual(
            "By when must a court have reviewed the detention?", "Wanneer moet een rechter de bewaring hebben getoetst?"
        ),
        inputs=(
            Choice(
                "by",
                ("administrative", "judicial"),
                closed=True,
                otherwise="administrative",
                label=Bilingual("ordered by", "bevolen door"),
            ),
            Choice(
                "way",
                ("ex_officio", "on_request"),
                label=Bilingual("way of review", "wijze van toetsing"),
                words={
                    "ex_officio": Bilingual("of the court's own motion", "ambtshalve"),
                    "on_request": Bilingual("on request", "op verzoek"),
                },
            ),
            yes_no("exceptional", "exceptional situation", "uitzonderlijke situatie"),
        ),
        outcomes={
            EX_OFFICIO.id: Bilingual("ordinary limit from the detention", "gewone termijn vanaf de bewaring"),
            EX_OFFICIO_LONG.id: Bilingual("longer limit from the detention", "langere termijn vanaf de bewaring"),
            ON_REQUEST.id: Bilingual("ordinary limit from the proceedings", "gewone termijn vanaf de procedure"),
            ON_REQUEST_LONG.id: Bilingual("longer limit from the proceedings", "langere termijn vanaf de procedure"),
            "court_ordered": Bilingual(
                "a court ordered it: review at intervals", "door een rechter bevolen: toetsing met tussenpozen"
            ),
        },
        hit_policy="first",
        rows=(
            Row("court-ordered", {"by": "judicial"}, "court_ordered", ("RC-9",), "RCD 11(3)"),
            Row("own-motion", {"way": "ex_officio", "exceptional": False}, EX_OFFICIO.id, _RULES, "RCD 11(3)"),
            Row("own-motion-long", {"way": "ex_officio"}, EX_OFFICIO_LONG.id, _RULES, "RCD 11(3)"),
            Row("request", {"exceptional": False}, ON_REQUEST.id, _RULES, "RCD 11(3)"),
            Row("request-long", {}, ON_REQUEST_LONG.id, _RULES, "RCD 11(3)"),
        ),
    )
)


class _Way(NamedTuple):
    """One way of review: from which fact it is counted, and whether national law is known to provide it."""

    way: str
    start: Fact
    known: bool


def _ways(case: Case, held: Fact) -> list[_Way]:
    """The ways of review that run. Where national law is not recorded, the earliest clock is shown and known to be assumed."""
    law = case.circumstances.last(DetentionReviewRegulated, case.state)
    asked = case.after(DetentionReviewRequested, held.at)
    ways = []
    if law is None or law.ex_officio:
        ways.append(_Way("ex_officio", held, law is not None))
    if asked is not None:
        ways.append(_Way("on_request", asked, True))
    return ways


def _start(case: Case, held: Detained) -> Fact:
    """The beginning of detention under the Directive: of an applicant, so not before the person is one (RCD 2(9))."""
    began = applicant_since(case)
    assert began is not None
    return held if held.at.utc(case.zone) >= began.at.utc(case.zone) else began


def _run(case: Case, way: _Way, order: DetentionOrdered | None, released: bool) -> bool | None:
    """Enter one clock; whether the 21 days have passed without a review (None: a court ordered the detention)."""
    reviewed = case.after(DetentionReviewed, way.start.at)
    found = case.decide(
        REVIEW,
        {
            "by": order.by if order is not None else None,
            "way": way.way,
            "exceptional": case.after(DetentionReviewProlonged, way.start.at) is not None,
        },
    )
    if found is None or found[0] == "court_ordered":
        return None
    limit = LIMITS[found[0]]
    longest = ON_REQUEST_LONG if way.way == "on_request" else EX_OFFICIO_LONG
    # How long someone may be held without a judge is a maximum duration: it is not moved to a working day (O-3).
    roll = case.book.answer("O-3") == "roll"
    counted = case.count(way.start.at, limit.length, Counting.REG_1182_71, roll=roll)
    outer = case.count(way.start.at, longest.length, Counting.REG_1182_71, roll=roll)
    case.limit(
        limit, way.start, met=reviewed, counted=counted, lapsed=released and reviewed is None, reasons=found[1], hangs_on=("O-3",)
    )  # fmt: skip
    case.turn(outer.end)
    return reviewed is None and outer.end <= case.now


def examine(case: Case) -> None:
    """The clocks of the review, and release where they run out or a court finds the detention unlawful."""
    if applicant_since(case) is None:
        return
    held = case.last(Detained, lambda fact: fact.ground in ("RCD 10", "AMMR 44", "border"))
    if held is None:
        return
    now = detained_now(case)
    released = now is None
    start = _start(case, held)
    order = order_for(case, held)
    if now is not None:
        case.stand(case.rights, TOLD)
        alone = case.unaccompanied and case.minor_on(case.today)
        case.oblige(PERIODIC_MINOR if alone else PERIODIC)
    if case.book.answer("O-34") == "national_law":
        case.silent("detention-review", BY_NATIONAL_LAW)
    else:
        for way in _ways(case, start):
            passed = _run(case, way, order, released)
            if not passed or released:
                continue
            if way.known:
                case.oblige(RELEASE, cite="RCD 11(3)")
            else:
                case.silent("detention-release", HOW_REVIEWED, settle=("detention_review_regulated",))
    unlawful = case.last(DetentionReviewed)
    if unlawful is not None and not unlawful.lawful and unlawful.at.utc(case.zone) >= held.at.utc(case.zone):
        case.oblige(RELEASE, cite="RCD 11(5)", met=case.after(Released, unlawful.at))


chapter(311, single=examine, when=(Detained,))
