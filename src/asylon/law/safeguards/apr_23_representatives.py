"""Representatives of unaccompanied minors (Regulation (EU) 2024/1348, Article 23; Directive (EU) 2024/1346, Article 27;
Regulation (EU) 2024/1351, Article 23(2)).

The three acts ask for the same appointment within the same time, and let one person do it: one duty, counted once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from asylon.law.book import Book
from asylon.law.calculations import Calculated, CalculationError, CalculationStep, calculation
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances import DisproportionateNumbers
from asylon.law.circumstances.safeguards import RepresentationDelayReported
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts import ApplicationMade, Fact, RepresentativeAppointed
from asylon.law.facts.safeguards import AgeDoubted, ProvisionalRepresentativeDesignated
from asylon.law.provisions import Block, TimeLimit, obligation, right, time_limit
from asylon.law.safeguards.apr_25_age import found_adult
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "safeguards"
_RULES = ("A-21", "F-3", "RC-26", "DEF-6")
_CITE = "APR 23(2); RCD 27(1); AMMR 23(2)"
_DUTY = Bilingual("appoint a representative for the minor", "een vertegenwoordiger voor de minderjarige aanwijzen")
_MADE = Bilingual("the making of the application", "het doen van het verzoek")
_LATE = Bilingual(
    "A person provisionally assisting must act until then; steps without representation can be challenged.",
    "Tot dan moet een voorlopig bijstaande persoon optreden; stappen zonder vertegenwoordiging zijn aanvechtbaar.",
)


def _limit(id_: str) -> TimeLimit:
    return time_limit(
        id_, _RULES, _CITE, "member_state", _DUTY, _MADE, _LATE,
        block=_BLOCK, by=Counting.APR_73, records="representative_appointed",
    )  # fmt: skip


ORDINARY = _limit("representative")
DISPROPORTIONATE = _limit("representative-disproportionate")
# APR 23(2)(a), RCD 27(1)(a): somebody acts from the first moment.
PROVISIONAL = obligation(
    "provisional-representative", _BLOCK, _RULES, "APR 23(2)(a); RCD 27(1)(a); AMMR 23(2)(a)", "member_state",
    ("designate at once a person without conflict of interests to assist the minor and act until a representative is appointed",
     "meteen een persoon zonder belangenconflict aanwijzen die de minderjarige bijstaat en optreedt tot er een vertegenwoordiger is"),
    ("Nobody speaks for the child; steps without representation can be challenged.",
     "Niemand spreekt voor het kind; stappen zonder vertegenwoordiging zijn aanvechtbaar."),
)  # fmt: skip
# APR 23(5), (10); RCD 27(5), (8): told, supervised, open to complaint.
COMPLAINT = right(
    "supervised-representative", _BLOCK, ("F-3", "A-21"), "APR 23(5); APR 23(10); RCD 27(5); RCD 27(8)",
    "a supervised representative without criminal record, and a safe way to complain that was explained to the child",
    "een vertegenwoordiger onder toezicht en zonder strafblad, en een veilige klachtweg die aan het kind is uitgelegd",
)  # fmt: skip
REPORT = obligation(
    "report-representation-delay", _BLOCK, ("RC-26", "F-3"), "RCD 27(1)", "member_state",
    ("inform the Commission and the Asylum Agency that appointments take longer or representatives have more minors",
     "de Commissie en het Asielagentschap melden dat aanwijzing langer duurt of vertegenwoordigers meer minderjarigen hebben"),
    ("The exception presupposes that contingency measures do not suffice.", "De uitzondering veronderstelt dat noodplanmaatregelen niet volstaan."),
)  # fmt: skip

REPRESENTATIVE = register_table(
    DecisionTable(
        name="representative-limit",
        question=Bilingual(
            "Within which time must a representative be appointed?",
            "Binnen welke termijn moet een vertegenwoordiger worden aangewezen?",
        ),
        inputs=(
            Choice(
                "disproportionate",
                closed=True,
                label=Bilingual(
                    "disproportionate number of unaccompanied minors", "onevenredig aantal niet-begeleide minderjarigen"
                ),
            ),
            yes_no(
                "surely_adult", "found to be an adult without any doubt", "zonder enige twijfel meerderjarig bevonden"
            ),
        ),
        outcomes={
            ORDINARY.id: Bilingual("ordinary limit", "gewone termijn"),
            DISPROPORTIONATE.id: Bilingual("extended limit", "verlengde termijn"),
            "none": Bilingual("no representative needed", "geen vertegenwoordiger nodig"),
        },
        hit_policy="first",
        rows=(
            Row("surely-adult", {"surely_adult": True}, "none", _RULES, "APR 23(2)"),
            Row("ordinary", {"disproportionate": False}, ORDINARY.id, _RULES, "APR 23(2)"),
            Row("many", {"disproportionate": True}, DISPROPORTIONATE.id, _RULES, "APR 23(3)"),
        ),
    )
)


@calculation(
    "representatives-needed",
    block=_BLOCK,
    question=Bilingual(
        "How many representatives do so many unaccompanied minors need?",
        "Hoeveel vertegenwoordigers hebben zoveel niet-begeleide minderjarigen nodig?",
    ),
    data=Bilingual(
        "minors: unaccompanied minors at the same time; exceptional: true where numbers are disproportionate",
        "minors: niet-begeleide minderjarigen tegelijk; exceptional: true bij onevenredige aantallen",
    ),
    rules=("F-3", "RC-26", "A-21"),
    cite="APR 23(10)",
)
def representatives_needed(data: Mapping[str, Any], book: Book, on: date) -> Calculated:
    """The least number of natural persons under the cap of APR 23(10). Raises ``CalculationError`` for a number that is none."""
    minors = data.get("minors")
    if type(minors) is not int or minors < 0:
        raise CalculationError(
            f"minors: {minors!r} is no number of minors; give a whole number, 0 where none",
            f"minors: {minors!r} is geen aantal minderjarigen; geef een geheel getal, 0 als er geen zijn",
        )
    exceptional = bool(data.get("exceptional", False))
    cap = int(book.number("representative-caseload-exceptional" if exceptional else "representative-caseload", on))
    needed = -(-minors // cap)
    return Calculated(
        name="representatives-needed",
        values={"most_minors_each": cap, "representatives": needed},
        rules=("F-3", "RC-26", "A-21"),
        cites=("APR 23(10)", "RCD 27(1)", "RCD 27(7)"),
        steps=(
            CalculationStep(
                Bilingual("most minors for one person", "meeste minderjarigen voor een persoon"), cap, "APR 23(10)"
            ),
            CalculationStep(
                Bilingual(
                    "minors divided by that, rounded up: nobody may have more",
                    "minderjarigen gedeeld daardoor, naar boven afgerond: niemand mag er meer hebben",
                ),
                needed,
                "APR 23(10)",
            ),
        ),
        notes=(
            Bilingual(
                "A cap, no norm: the number must also be proportionate, so that each child is served.",
                "Een maximum, geen norm: het aantal moet ook evenredig zijn, zodat elk kind wordt bijgestaan.",
            ),
        ),
    )


def examine(case: Case) -> None:
    """The appointment, for someone who is an unaccompanied minor; it lapses at majority and when taken into care."""
    made = case.here(ApplicationMade)
    if made is None or not case.all_unaccompanied() or case.minor_on(case.day(made)) is not True:
        return
    appointed = case.first(RepresentativeAppointed)
    doubted = case.last(AgeDoubted)
    decided = case.decide(
        REPRESENTATIVE,
        {
            "disproportionate": bool(case.circumstances.on(DisproportionateNumbers, case.day(made), case.state)),
            "surely_adult": doubted is not None and doubted.surely_adult,
        },
    )
    if decided is None or decided[0] == "none":
        return
    limit = ORDINARY if decided[0] == ORDINARY.id else DISPROPORTIONATE
    over = not case.unaccompanied or case.minor_on(case.today) is not True or found_adult(case)
    case.limit(limit, made, met=appointed, lapsed=appointed is None and over, reasons=decided[1])
    if over:
        return
    provisional: Fact | None = case.first(ProvisionalRepresentativeDesignated)
    case.oblige(PROVISIONAL, met=provisional or appointed)
    if appointed is not None:
        case.stand(case.rights, COMPLAINT)


def of_state(case: Case) -> None:
    """RCD 27(1), sixth subparagraph: the longer limit, or the higher number, is reported."""
    numbers = case.last(DisproportionateNumbers)
    if numbers is not None:
        case.oblige(REPORT, met=case.after(RepresentationDelayReported, numbers.at))


chapter(923, single=examine, when=(ApplicationMade,))
chapter(923, state=of_state, when=(DisproportionateNumbers,))
