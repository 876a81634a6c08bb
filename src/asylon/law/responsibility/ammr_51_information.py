"""Information asked of another Member State (Regulation (EU) 2024/1351, Article 51; IR 2025/2055, Articles 10 and 11).

An answer that is withheld although it would show the own responsibility lengthens the limit of the take charge request.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts.transfers import (
    InformationReplied,
    InformationRequested,
    InformationRequestReceived,
    MoreTimeAnnounced,
)
from asylon.law.lengths import Length, Unit
from asylon.law.position import Reason
from asylon.law.provisions import Prohibition, declare
from asylon.law.responsibility.ammr_36_38_procedure import ENDEAVOUR, REQUESTED, limit
from asylon.law.tables import Choice, DecisionTable, Row, register_table

_RECEIPT = Bilingual("the receipt of the request for information", "de ontvangst van het informatieverzoek")
_REPLY = Bilingual("reply to the request for information", "op het informatieverzoek antwoorden")

REPLY = limit(
    "information-reply", ("D-27",), "AMMR 51(5)", REQUESTED, _REPLY, _RECEIPT,
    Bilingual(
        "The reply stays due; who withholds the own responsibility cannot invoke the limits of Article 39, which grow by the delay.",
        "Het antwoord blijft verschuldigd; wie de eigen verantwoordelijkheid achterhoudt kan de termijnen van artikel 39 niet inroepen, en die worden met de vertraging verlengd.",
    ),
    records="information_replied",
)  # fmt: skip
CONSULTED = limit(
    "consultation-reply", ("D-47",), "IR2055 11(4)", REQUESTED,
    Bilingual("endeavour to reply on family or dependency", "ernaar streven over familie of afhankelijkheid te antwoorden"),
    _RECEIPT, ENDEAVOUR, by=Counting.REG_1182_71, records="information_replied",
)  # fmt: skip
NO_LONGER_LIMIT = declare(
    Prohibition(
        id="consultation-extends-no-limit",
        block="responsibility",
        rules=("D-47",),
        cite="IR2055 11(5)",
        words=Bilingual(
            "the consultation lengthens neither the limit of the take charge request nor that of the reply",
            "de raadpleging verlengt noch de termijn van het overnameverzoek noch die van het antwoord",
        ),
    )
)

ASKED_ABOUT = register_table(
    DecisionTable(
        name="information-limits",
        question=Bilingual(
            "Within which time should the Member State asked reply?",
            "Binnen welke tijd moet de gevraagde lidstaat antwoorden?",
        ),
        inputs=(
            Choice(
                "about", ("person_concerned", "family_of_minor", "dependent_person"), label=Bilingual("about", "over")
            ),
        ),
        outcomes={
            REPLY.id: Bilingual("three weeks at most", "ten hoogste drie weken"),
            CONSULTED.id: Bilingual(
                "an endeavour of two weeks, and three weeks at most",
                "een streven van twee weken, en ten hoogste drie weken",
            ),
        },
        rows=(
            Row("person", {"about": "person_concerned"}, REPLY.id, ("D-27",), "AMMR 51(5)"),
            Row("minor", {"about": "family_of_minor"}, CONSULTED.id, ("D-47",), "IR2055 11(4)"),
            Row("dependency", {"about": "dependent_person"}, CONSULTED.id, ("D-47",), "IR2055 10(2)"),
        ),
    )
)


def _answered(
    case: Case, requested: InformationRequested
) -> tuple[InformationRequestReceived | None, InformationReplied | None]:
    received = case.after(InformationRequestReceived, requested.at)
    return received, case.after(InformationReplied, received.at) if received else None


def withheld_for(case: Case, state: str) -> Length | None:
    """By how much the limits of Article 39 grow: the delay of a Member State that withheld its own responsibility."""
    for requested in case.all(InformationRequested):
        received, replied = _answered(case, requested)
        if requested.of != state or received is None or replied is None or not replied.shows_own_responsibility:
            continue
        due = case.count(received.at, REPLY.length, REPLY.by, calendar=case.book.calendar(state)).last_day
        if due is not None and case.day(replied) > due:
            return Length((case.day(replied) - due).days, Unit.DAYS)
    return None


def examine(case: Case) -> None:
    """Each request for information and until when it is answered."""
    for requested in case.all(InformationRequested):
        received, replied = _answered(case, requested)
        if received is None:
            continue
        found = case.decide(ASKED_ABOUT, {"about": requested.about})
        if found is None:
            continue
        id_, why = found
        if id_ == CONSULTED.id:
            _consult(case, requested, received, replied, why)
        case.limit(REPLY, received, met=replied, state=requested.of, reasons=why)


def _consult(
    case: Case,
    requested: InformationRequested,
    received: InformationRequestReceived,
    replied: InformationReplied | None,
    why: tuple[Reason, ...],
) -> None:
    """The endeavour, with the two additional weeks where they were announced; then it is over."""
    announced = case.after(MoreTimeAnnounced, received.at)
    calendar = case.book.calendar(requested.of)
    counted = case.count(received.at, CONSULTED.length, CONSULTED.by, calendar=calendar)
    if announced is not None:
        counted = case.extended(counted, "consultation-more-time", calendar=calendar)
    case.stand(case.forbidden, NO_LONGER_LIMIT)
    case.limit(
        CONSULTED, received, met=replied, state=requested.of, counted=counted, reasons=why,
        lapsed=counted.end <= case.now, hangs_on=("O-7",) if announced else (),
    )  # fmt: skip


chapter(651, single=examine, when=(InformationRequested,))
