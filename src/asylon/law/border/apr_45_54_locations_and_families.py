"""Where the border procedure is carried out, and families in it (Regulation (EU) 2024/1348, Articles 45(4) and 54(3)).

Duties of Member States and of the Commission.
"""

from __future__ import annotations

from asylon.law.book import UNION
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances.border import BorderLocationsChanged, BorderLocationsNotified, FamilySuspensionRecommended
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.provisions import FixedDate, declare, obligation, time_limit

PUBLISH = obligation(
    "publish-family-suspension-recommendation", "border", ("B-9",), "APR 45(4)", "commission",
    ("make the recommendation to suspend the border procedure for families public",
     "de aanbeveling tot opschorting van de grensprocedure voor gezinnen openbaar maken"),
    ("Families and courts cannot rely on what they do not know.", "Gezinnen en rechters kunnen niet steunen op wat zij niet kennen."),
)  # fmt: skip
NOTIFIED = declare(
    FixedDate(
        id="border-locations-notified", block="border", rules=("B-11", "G-12"), cite="APR 54(3)", who="member_state",
        date="border-locations-notified", records="border_locations_notified",
        duty=Bilingual(
            "notify the Commission of the locations at which the border procedure will be carried out",
            "de Commissie melden op welke locaties de grensprocedure wordt uitgevoerd",
        ),
        consequence=Bilingual(
            "The Commission does not know where capacity is to be counted.",
            "De Commissie weet niet waar de capaciteit moet worden geteld.",
        ),
    )
)  # fmt: skip
CHANGED = time_limit(
    "border-locations-changed", ("B-11",), "APR 54(3)", "member_state",
    Bilingual("notify the Commission of the change of locations", "de Commissie de wijziging van locaties melden"),
    Bilingual("the change having taken place", "de wijziging"),
    Bilingual("The notified list is wrong.", "De gemelde lijst klopt niet."),
    block="border", by=Counting.APR_73, records="border_locations_notified",
)  # fmt: skip


def examine(case: Case) -> None:
    """What a Member State must tell about its locations, and what the Commission must publish about it."""
    if not case.book.takes_part(case.state, "APR", case.today) or case.state == UNION:
        return
    notified = case.all(BorderLocationsNotified)
    case.dated(NOTIFIED, {case.book.day(NOTIFIED.date, case.today): notified[0]} if notified else {})
    for change in case.all(BorderLocationsChanged):
        case.limit(CHANGED, change, met=case.after(BorderLocationsNotified, change.at))
    recommended = case.last(FamilySuspensionRecommended)
    if recommended is not None:
        case.oblige(PUBLISH, state=UNION, met=recommended if recommended.published else None)


chapter(254, state=examine)
