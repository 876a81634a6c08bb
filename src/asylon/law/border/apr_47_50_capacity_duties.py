"""What follows from the adequate capacity for Member States and Commission (Regulation (EU) 2024/1348, Articles 47(5), 49, 50 and 77).

When the places must be there, what a notification contains, what is told each month, and when the numbers are set anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from asylon.law.book import UNION
from asylon.law.border.apr_47_50_capacity_reached import release
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances.border import (
    AdequateCapacity,
    CapacityActAdopted,
    CapacityInPlace,
    CapacityMeasureApplied,
    CapacityMonthlyReport,
    CapacityNotified,
    CapacityOthersInformed,
    CapacityReassessed,
    YearlyMaximumAuthorised,
    YearlyMaximumNotified,
)
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.moments import Moment
from asylon.law.provisions import FixedDate, declare, obligation, permission, prohibition, silence, time_limit
from asylon.law.schedules import Schedule

_NO_PLACES = Bilingual(
    "The obligation to carry out border procedures stands although the places are missing.",
    "De plicht tot grensprocedures geldt, ook al ontbreken de plaatsen.",
)

# --- Article 47(5): the acts, and the places ----------------------------------------------------------------------


def _dated(
    id_: str, rules: tuple[str, ...], cite: str, who: str, records: str, en: tuple[str, str], nl: tuple[str, str]
) -> FixedDate:
    return declare(
        FixedDate(
            id=id_, block="border", rules=rules, cite=cite, who=who, date=id_, records=records,
            duty=Bilingual(en[0], nl[0]), consequence=Bilingual(en[1], nl[1]),
        )
    )  # fmt: skip


FIRST_ACT = _dated(
    "capacity-act-first", ("C-4", "G-1"), "APR 47(5)", "commission", "capacity_act_adopted",
    ("adopt the first implementing act on adequate capacity", "Without a number no Member State can be released."),
    ("de eerste uitvoeringshandeling over toereikende capaciteit vaststellen", "Zonder getal kan geen lidstaat worden ontheven."),
)  # fmt: skip
LATER_ACT = _dated(
    "capacity-act-later", ("C-4", "G-1"), "APR 47(5)", "commission", "capacity_act_adopted",
    ("adopt the next implementing act on adequate capacity", "The numbers rest on figures that have grown old."),
    ("de volgende uitvoeringshandeling over toereikende capaciteit vaststellen", "De getallen berusten op verouderde cijfers."),
)  # fmt: skip
REASSESS = _dated(
    "capacity-reassessed", ("C-12", "G-16"), "APR 77", "commission", "capacity_reassessed",
    ("assess whether the 30 000, the multipliers and the exceptions to the border procedure are still adequate",
     "Amendments are not proposed where the situation asks for them."),
    ("beoordelen of de 30 000, de vermenigvuldigers en de uitzonderingen op de grensprocedure nog toereikend zijn",
     "Wijzigingen blijven uit waar de situatie erom vraagt."),
)  # fmt: skip
IN_PLACE_FIRST = _dated(
    "capacity-in-place-first", ("C-4", "G-14"), "APR 47(5)", "member_state", "capacity_in_place",
    ("have the adequate capacity of the first act in place", _NO_PLACES.en),
    ("de toereikende capaciteit van de eerste handeling beschikbaar hebben", _NO_PLACES.nl),
)  # fmt: skip
IN_PLACE_LATER = time_limit(
    "capacity-in-place-later", ("C-4",), "APR 47(5)", "member_state",
    Bilingual("have the adequate capacity of the act in place", "de toereikende capaciteit van de handeling beschikbaar hebben"),
    Bilingual("the adoption of the implementing act", "de vaststelling van de uitvoeringshandeling"),
    _NO_PLACES,
    block="border", by=Counting.APR_73, records="capacity_in_place",
)  # fmt: skip

# --- Article 49: the notification, and each month -----------------------------------------------------------------

#: What the notification contains (49(1)), and the monthly information (49(4)).
NOTIFICATION = ("notified_stock", "notified_measure", "notified_reasoning")
MONTHLY = ("report_stock", "report_weekly_flow", "report_staff", "report_duration", "report_court_duration")

CONTENT = obligation(
    "complete-capacity-notification", "border", ("C-8",), "APR 49(1)", "member_state",
    ("say in the notification how many persons are in the procedures, which measure is intended, and why",
     "in de kennisgeving vermelden hoeveel personen in de procedures zijn, welke maatregel is voorgenomen, en waarom"),
    ("The Commission cannot see on what the measure rests.", "De Commissie kan niet zien waarop de maatregel berust."),
)  # fmt: skip
INCOMPLETE = silence(
    "capacity-notification-incomplete", "border", ("C-8",), "APR 49(1)",
    "The notification that capacity is reached lacks what it must contain.",
    "In de kennisgeving dat de capaciteit is bereikt ontbreekt wat zij moet bevatten.",
)  # fmt: skip
OTHERS = obligation(
    "inform-others-of-capacity-measure", "border", ("C-8",), "APR 49(3)", "member_state",
    ("inform the other Member States of the notification", "de andere lidstaten over de kennisgeving inlichten"),
    ("The others learn late that cases stay out of the border procedure.",
     "De anderen vernemen laat dat zaken buiten de grensprocedure blijven."),
)  # fmt: skip
TOGETHER = permission(
    "notify-capacity-with-pressure", "border", ("C-8",), "APR 49(2)",
    "notify as part of the notification of migratory pressure or of a significant migratory situation (AMMR 58, 59)",
    "melden als deel van de kennisgeving van migratiedruk of van een uitgesproken migratiesituatie (AMMR 58, 59)",
    "capacity_notified",
)  # fmt: skip
TOO_EARLY = prohibition(
    "capacity-measure-before-notification", "border", ("C-5", "T-6"), "APR 48(4)",
    "the measure may be applied from the day after a notification of this calendar year, not before",
    "de maatregel mag worden toegepast vanaf de dag na een kennisgeving in dit kalenderjaar, niet eerder",
)  # fmt: skip
MONTHLY_REPORT = time_limit(
    "capacity-monthly-report", ("C-9",), "APR 49(4)", "member_state",
    Bilingual(
        "inform the Commission of stock, weekly inflow and outflow, staff and average durations",
        "de Commissie inlichten over bestand, wekelijkse in- en uitstroom, personeel en gemiddelde duur",
    ),
    Bilingual(
        "the beginning of the measure, then the information before",
        "het begin van de maatregel, daarna de vorige inlichting",
    ),
    Bilingual(
        "The Commission cannot review the measure and asks for the figures.",
        "De Commissie kan de maatregel niet toetsen en vraagt de cijfers op.",
    ),
    block="border", by=Counting.APR_73, records="capacity_monthly_report",
)  # fmt: skip
REPORT_INCOMPLETE = silence(
    "capacity-monthly-report-incomplete", "border", ("C-9",), "APR 49(4)",
    "The monthly information lacks elements that it must contain.",
    "In de maandelijkse inlichting ontbreken elementen die zij moet bevatten.",
)  # fmt: skip

# --- Article 50: verification and authorisation -------------------------------------------------------------------

VERIFY = obligation(
    "verify-yearly-maximum", "border", ("C-7",), "APR 50", "commission",
    ("verify promptly that the yearly maximum is reached, and authorise the release by implementing act",
     "onverwijld nagaan of het jaarmaximum is bereikt, en de ontheffing bij uitvoeringshandeling toestaan"),
    ("Until then points (c) and (j) stay mandatory (open question O-9).",
     "Tot dan blijven de punten c en j verplicht (open vraag O-9)."),
)  # fmt: skip


def _missing(contains: Sequence[str], needed: Sequence[str]) -> tuple[str, ...]:
    return tuple(part for part in needed if part not in contains)


def examine(case: Case) -> None:
    """The Commission's dates for the Union; for a Member State places, notification, monthly information."""
    if case.state == UNION:
        _union(case)
    elif case.book.takes_part(case.state, "APR", case.today):
        _places(case)
        _notification(case)
        _measure(case)
        told = case.last(YearlyMaximumNotified, lambda item: case.day(item).year == case.today.year)
        if told is not None:
            case.oblige(VERIFY, state=UNION, met=case.after(YearlyMaximumAuthorised, told.at))


def _union(case: Case) -> None:
    acts = case.all(CapacityActAdopted)
    case.dated(FIRST_ACT, {case.book.day(FIRST_ACT.date, case.today): acts[0]} if acts else {})
    case.dated(LATER_ACT, _by_date(case, LATER_ACT, acts[1:]))
    case.dated(REASSESS, _by_date(case, REASSESS, case.all(CapacityReassessed)))


def _by_date(
    case: Case, duty: FixedDate, done: Sequence[CapacityActAdopted | CapacityReassessed]
) -> dict[date, CapacityActAdopted | CapacityReassessed]:
    """Which happening did which date's duty: the one of its rhythm, the first for the first date."""
    schedule = Schedule.parse(str(case.book.value(duty.date, case.today)))
    found: dict[date, CapacityActAdopted | CapacityReassessed] = {}
    for item in done:
        past, coming = schedule.around(case.day(item))
        due = coming if past is None or past in found else past
        if due is not None:
            found.setdefault(due, item)
    return found


def _places(case: Case) -> None:
    """Article 47(5), second subparagraph: as many places as the number, by the date for that act."""
    numbers = case.all(AdequateCapacity)
    if not numbers:
        return

    def ready(number: int, since: Moment | None) -> CapacityInPlace | None:
        for item in case.all(CapacityInPlace):
            if item.number >= number and (since is None or case.day(item) >= since.day(case.zone)):
                return item
        return None

    first = numbers[0]
    if first.adopted is None:
        there = ready(first.number, None)
        case.dated(IN_PLACE_FIRST, {case.book.day(IN_PLACE_FIRST.date, case.today): there} if there else {})
    last = numbers[-1]
    if last.adopted is not None:
        begins = Moment(last.adopted)
        case.limit(IN_PLACE_LATER, begins, met=ready(last.number, begins))


def _notification(case: Case) -> None:
    """Article 49(1) to (3): what the notification of this year contains, and who else learns of it."""
    free = release(case.circumstances, case.state, case.book)
    if free.may_notify:
        case.stand(case.permitted, TOGETHER, free.reasons)
    told = case.last(CapacityNotified, lambda item: case.day(item).year == case.today.year)
    if told is None:
        return
    lacking = _missing(told.contains, NOTIFICATION)
    case.oblige(CONTENT, met=None if lacking else told)
    if lacking:
        case.silent("capacity-notification", INCOMPLETE, settle=lacking)
    case.oblige(OTHERS, met=case.after(CapacityOthersInformed, told.at))


def _measure(case: Case) -> None:
    """Articles 48(4) and 49(4): the measure lasts at most until the end of the year; each month the Commission is told."""
    applied = case.last(CapacityMeasureApplied)
    if applied is None:
        return
    begun = case.day(applied)
    told = case.first(CapacityNotified, lambda item: case.day(item).year == begun.year and case.day(item) < begun)
    if told is None:
        case.stand(case.forbidden, TOO_EARLY)
    over = begun.year != case.today.year or (applied.until is not None and applied.until < case.today)
    reports = [item for item in case.all(CapacityMonthlyReport) if case.day(item) >= begun]
    if reports:
        case.limit(MONTHLY_REPORT, applied if len(reports) == 1 else reports[-2], met=reports[-1])
        lacking = _missing(reports[-1].contains, MONTHLY)
        if lacking:
            case.silent("capacity-monthly-report", REPORT_INCOMPLETE, settle=lacking)
    if not over:
        case.limit(MONTHLY_REPORT, reports[-1] if reports else applied)


chapter(248, state=examine)
