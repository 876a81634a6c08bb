"""Which Member States the acts bind, and which acts do not apply yet (Protocols 21 and 22; recitals of each act).

Denmark takes no part in the Pact, but follows parts of it by agreement where it notified so; Ireland takes part except in
what builds on Schengen. Nothing of an act that does not bind the Member State enters a position; the position says so.
"""

from __future__ import annotations

from datetime import datetime, time

from asylon.law.book import DATE_QUESTION, Participation
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.governing import Shut
from asylon.law.provisions import Silence, declare, route_step

NOT_BOUND = declare(
    Silence(
        id="member-state-not-bound",
        block="general",
        rules=(),
        cite="",
        words=Bilingual(
            "The Member State that keeps this file is not bound by the act: its own law governs, which is not modelled.",
            "De lidstaat die dit dossier houdt is niet gebonden door de handeling: haar eigen recht geldt, en dat is niet"
            " gemodelleerd.",
        ),
    )
)
BINDING_UNKNOWN = declare(
    Silence(
        id="member-state-binding-unknown",
        block="general",
        rules=(),
        cite="",
        words=Bilingual(
            "Whether the Member State that keeps this file follows the act hangs on its own decision, which was not seen:"
            " nothing is computed under it.",
            "Of de lidstaat die dit dossier houdt de handeling volgt, hangt af van haar eigen besluit, dat niet is gezien:"
            " er wordt niets op grond daarvan berekend.",
        ),
    )
)
NOT_YET = declare(
    Silence(
        id="act-does-not-apply-yet",
        block="general",
        rules=("T-6",),
        cite="1182/71 4(2)",
        words=Bilingual(
            "The act does not apply yet: the law of this day governs, which is not modelled.",
            "De handeling is nog niet van toepassing: het recht van deze dag geldt, en dat is niet gemodelleerd.",
        ),
    )
)
#: AMMR 85, third paragraph: what prepares the Regulation applies before it.
EARLY_PARTS = route_step(
    "parts-that-apply-early", "general", ("T0-8",), "AMMR 85",
    "of the Asylum and Migration Management Regulation only the annual cycle, the strategies, the solidarity fora, the"
    " implementation plans and the powers to adopt acts apply yet",
    "van de Asiel- en migratiebeheerverordening zijn alleen de jaarcyclus, de strategieën, de solidariteitsfora, de"
    " uitvoeringsplannen en de bevoegdheden om handelingen vast te stellen al van toepassing",
)  # fmt: skip
_EARLY_PART = "AMMR 7"


def _shut(case: Case, entry: Participation) -> None:
    others = tuple(
        place
        for other in case.book.participation[case.state]
        if other.act == entry.act and other.only and not entry.only
        for place in other.only
    )
    case.shut(
        Shut(
            act=entry.act,
            question=f"law:{entry.act}",
            silence=NOT_BOUND if entry.binding == "not_bound" else BINDING_UNKNOWN,
            cite=entry.cite,
            rules=(case.book.applications[entry.act].rule,),
            only=entry.only,
            but=others,
        )
    )


def acts(case: Case) -> None:
    """The acts that do not bind the Member State of the case, and those that do not apply yet on the day asked."""
    book = case.book
    for entry in book.participation.get(case.state, ()):
        if entry.binding != "bound" and entry.since <= case.today:
            _shut(case, entry)
    if case.today >= book.undisputed:
        return
    for act, starts in book.applies.items():
        if case.today < starts:
            case.turn(datetime.combine(starts, time.min, tzinfo=case.zone))
            case.shut(
                Shut(
                    act=act,
                    question=f"law:{act}",
                    silence=NOT_YET,
                    cite=book.applications[act].cite,
                    rules=(book.applications[act].rule, *NOT_YET.rules),
                    but=tuple(part.place for part in book.applications[act].parts if part.applies <= case.today),
                    hangs_on=(DATE_QUESTION,) if book.disputed(act, case.today) else (),
                )
            )


def bound(case: Case) -> None:
    """A Member State's own duties: those of the acts that bind it; preparation begins before an act applies."""
    starts = case.book.applies["AMMR"]
    if case.book.applies_from(_EARLY_PART) <= case.today < starts:
        case.turn(datetime.combine(starts, time.min, tzinfo=case.zone))
        case.stand(case.steps, EARLY_PARTS)
    for entry in case.book.participation.get(case.state, ()):
        if entry.binding != "bound" and entry.since <= case.today:
            _shut(case, entry)


chapter(1, single=acts, state=bound)
