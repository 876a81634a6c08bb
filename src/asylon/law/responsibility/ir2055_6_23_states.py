"""What a Member State owes for DubliNet and for transfers (Implementing Regulation (EU) 2025/2055, Articles 6 and 23)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from asylon.law.case import Case, Happening
from asylon.law.chapters import chapter
from asylon.law.circumstances.responsibility import (
    AccessPointInterrupted,
    HolidaysCommunicated,
    InterruptionNotified,
    TransferPlacesCommunicated,
)
from asylon.law.citations import Bilingual
from asylon.law.provisions import FixedDate, declare, judgement, obligation, prohibition
from asylon.law.schedules import Schedule
from asylon.law.tables import Bound, DecisionTable, Interval, Row, above, at_most, register_table

# --- Article 6 -----------------------------------------------------------------------------------------------------

NOTIFY = obligation(
    "notify-dublinet-interruption", "responsibility", ("D-42",), "IR2055 6(2)", "member_state",
    ("notify the competent authorities of the Member States and the Commission of the interruption, and restore operation as soon as possible",
     "de bevoegde autoriteiten van de lidstaten en de Commissie van de onderbreking in kennis stellen en de werking zo spoedig mogelijk herstellen"),
    ("Others keep sending to an access point that does not answer.", "Anderen blijven zenden naar een toegangspunt dat niet antwoordt."),
)  # fmt: skip
RESTORE = obligation(
    "restore-dublinet", "responsibility", ("D-42",), "IR2055 6(1)", "member_state",
    ("restore operation: the access point works day and night without interruption",
     "de werking herstellen: het toegangspunt werkt dag en nacht zonder onderbreking"),
    ("Time limits run on while it does not work.", "Termijnen lopen door zolang het niet werkt."),
)  # fmt: skip
NOT_SUSPENDED = prohibition(
    "limits-run-on-in-an-interruption", "responsibility", ("D-42",), "IR2055 6(3)",
    "the limits of AMMR 39, 40 and 41 are not suspended by the interruption; the log of the central infrastructure proves when something was sent",
    "de termijnen van AMMR 39, 40 en 41 worden door de onderbreking niet geschorst; het logboek van de centrale infrastructuur bewijst wanneer iets is verzonden",
)  # fmt: skip
HOURS_OPEN = judgement(
    "interruption-longer-than-working-hours", "responsibility", ("D-42",), "IR2055 6(2)", "member_state",
    "Has the interruption lasted more than seven working hours?", "Heeft de onderbreking langer dan zeven werkuren geduurd?",
    records="access_point_interrupted",
)  # fmt: skip

INTERRUPTION = register_table(
    DecisionTable(
        name="dublinet-interruption",
        question=Bilingual("Must the interruption of DubliNet be notified?", "Moet de onderbreking van DubliNet worden gemeld?"),
        inputs=(
            Interval(
                "working_hours",
                bounds=(Bound("seven_hours", figure="dublinet-interruption"),),
                label=Bilingual("working hours without operation", "werkuren zonder werking"),
            ),
        ),
        outcomes={"notify": Bilingual("yes", "ja"), "restore": Bilingual("not yet", "nog niet")},
        rows=(
            Row("short", {"working_hours": at_most("seven_hours")}, "restore", ("D-42",), "IR2055 6(2)"),
            Row("long", {"working_hours": above("seven_hours")}, "notify", ("D-42",), "IR2055 6(2)"),
        ),
    )
)  # fmt: skip


def interruption(case: Case) -> None:
    """The access point of this Member State, while it does not operate."""
    interrupted = case.circumstances.last(AccessPointInterrupted, case.state)
    if interrupted is None or interrupted.state != case.state:
        return
    case.stand(case.forbidden, NOT_SUSPENDED)
    case.oblige(RESTORE)
    found = case.decide(
        INTERRUPTION,
        {"working_hours": interrupted.working_hours},
        bounds={"seven_hours": case.book.number("dublinet-interruption", case.today)},
    )
    if found is None:
        case.stand(case.judgements, HOURS_OPEN)
    elif found[0] == "notify":
        case.oblige(NOTIFY, found[1], met=case.after(InterruptionNotified, interrupted.at))


chapter(606, state=interruption, when=(AccessPointInterrupted,))

# --- Article 23(4) and (5) -----------------------------------------------------------------------------------------


def _dated(id_: str, cite: str, duty: Bilingual, records: str, key: str, *more: str) -> FixedDate:
    return declare(
        FixedDate(
            id=id_, block="responsibility", rules=("D-53", *more), cite=cite, who="member_state", duty=duty, date=key,
            records=records,
            consequence=Bilingual(
                "Transferring Member States work with the last list they have.",
                "Overdragende lidstaten werken met de laatste lijst die zij hebben.",
            ),
        )
    )  # fmt: skip


_PLACES = Bilingual(
    "communicate to the Asylum Agency the airports, ports and authorities for transfers, and where transfers are possible outside office hours",
    "het Asielagentschap de luchthavens, havens en autoriteiten voor overdrachten meedelen, en waar overdracht buiten kantooruren kan",
)
_HOLIDAYS = Bilingual(
    "communicate to the other Member States and the Asylum Agency the national holidays of the following year",
    "de andere lidstaten en het Asielagentschap de nationale feestdagen van het volgende jaar meedelen",
)
PLACES_FIRST = _dated(
    "transfer-places-first", "IR2055 23(4)", _PLACES, "transfer_places_communicated", "transfer-lists-first", "G-13"
)
PLACES_YEARLY = _dated(
    "transfer-places-yearly", "IR2055 23(4)", _PLACES, "transfer_places_communicated", "transfer-lists-yearly"
)
HOLIDAYS_FIRST = _dated(
    "holidays-first", "IR2055 23(5)", _HOLIDAYS, "holidays_communicated", "transfer-lists-first", "G-13"
)
HOLIDAYS_YEARLY = _dated("holidays-yearly", "IR2055 23(5)", _HOLIDAYS, "holidays_communicated", "transfer-lists-yearly")


def lists(case: Case) -> None:
    """The lists for transfers: once at first, then each year by 20 December."""
    if case.state == "EU":
        return
    for first, yearly, kind in (
        (PLACES_FIRST, PLACES_YEARLY, TransferPlacesCommunicated),
        (HOLIDAYS_FIRST, HOLIDAYS_YEARLY, HolidaysCommunicated),
    ):
        done = _nearest(case, first, yearly, [item for item in case.all(kind) if item.state == case.state])
        case.dated(first, done)
        case.dated(yearly, done)


def _nearest(case: Case, first: FixedDate, yearly: FixedDate, happened: Sequence[Happening]) -> dict[date, Happening]:
    """For each date the first communication that lies nearest to it: an update in April is not that of December."""
    dates = [case.book.day(first.date, case.today, case.state)]
    for item in happened:
        around = Schedule.parse(str(case.book.value(yearly.date, case.day(item), case.state))).around(case.day(item))
        dates += [due for due in around if due is not None and due > dates[0]]
    found: dict[date, Happening] = {}
    for item in happened:
        day = case.day(item)
        found.setdefault(min(dates, key=lambda due: abs(due - day)), item)
    return found


chapter(623, state=lists)
