"""Which rules govern return: Directive 2008/115/EC, until another rule set takes its place.

A Return Regulation has been proposed (COM(2025) 101). The modules of this package that are named ``rd_…`` know the
Directive only. They ask here; a rule set that follows it is a dated value of the gazette and modules of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from asylon.law.case import Case, Happening
from asylon.law.chapters import chapter
from asylon.law.provisions import silence

#: The name of the Directive in the gazette's parameter ``return-rule-set``.
DIRECTIVE = "RD"

OTHER_RULES = silence(
    "return-rules-not-modelled", "returns", ("RT-12",), "RD 20",
    "Other rules on return than the Directive are in force on this day, and this edition does not know them.",
    "Op deze dag gelden andere regels over terugkeer dan de richtlijn, en deze editie kent die niet.",
)  # fmt: skip


def directive_chapter(order: int, single: Callable[[Case], None], when: tuple[type[Happening], ...]) -> None:
    """Enter a chapter of the Directive: it is asked only on days on which the Directive governs return."""

    def examine(case: Case) -> None:
        if str(case.book.value("return-rule-set", case.today, case.state)) == DIRECTIVE:
            single(case)
        elif not any(item.provision == OTHER_RULES.id for item in case.undetermined):
            case.silent("return-rules", OTHER_RULES)

    examine.__module__ = single.__module__
    chapter(order, single=examine, when=when)
