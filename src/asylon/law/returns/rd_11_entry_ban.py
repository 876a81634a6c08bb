"""The entry ban (Directive 2008/115/EC, Article 11)."""

from __future__ import annotations

from asylon.law.border.rbpr_4_6_return_border_procedure import directive_applies
from asylon.law.case import Case
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts.determination import LeftTerritory
from asylon.law.facts.returns import EntryBanIssued, ReturnDecisionIssued
from asylon.law.lengths import Length, Unit
from asylon.law.periods import count
from asylon.law.provisions import obligation, permission, prohibition, route_step
from asylon.law.returns.rd_2_6_return_decision import Stay
from asylon.law.returns.rd_7_9_departure_and_removal import Departure
from asylon.law.returns.rule_set import directive_chapter
from asylon.law.tables import Choice, DecisionTable, Row, register_table

BAN = register_table(
    DecisionTable(
        name="entry-ban",
        question=Bilingual(
            "Does an entry ban accompany the return decision?", "Gaat het terugkeerbesluit vergezeld van een inreisverbod?"
        ),
        inputs=(
            Choice(
                "period", ("undecided", "refused", "running", "expired", "complied"), closed=True, otherwise="undecided",
                label=Bilingual("period for voluntary departure", "termijn voor vrijwillig vertrek"),
            ),
        ),
        outcomes={
            "must": Bilingual("an entry ban must be issued", "er moet een inreisverbod worden uitgevaardigd"),
            "may": Bilingual("an entry ban may be issued", "er mag een inreisverbod worden uitgevaardigd"),
        },
        rows=(
            Row("no-period", {"period": "refused"}, "must", ("RT-6",), "RD 11(1)(a)"),
            Row("not-complied", {"period": "expired"}, "must", ("RT-6",), "RD 11(1)(b)"),
            Row("other-cases", {"period": ("undecided", "running", "complied")}, "may", ("RT-6",), "RD 11(1)"),
        ),
    )
)  # fmt: skip
ISSUE = obligation(
    "issue-entry-ban", "returns", ("RT-6",), "RD 11(1)", "return_authority",
    ("issue an entry ban with the return decision", "bij het terugkeerbesluit een inreisverbod uitvaardigen"),
    ("It may be withdrawn or left out only on humanitarian or other individual grounds (RD 11(3)).",
     "Afzien of intrekken kan alleen om humanitaire of andere individuele redenen (RD 11(3))."),
)  # fmt: skip
MAY_ISSUE = permission(
    "may-issue-entry-ban", "returns", ("RT-6",), "RD 11(1)",
    "issue an entry ban with the return decision", "bij het terugkeerbesluit een inreisverbod uitvaardigen",
    "entry_ban_issued",
)  # fmt: skip
TOO_LONG = prohibition(
    "entry-ban-too-long", "returns", ("RT-6",), "RD 11(2)",
    "an entry ban of more than five years without a serious threat to public policy or security",
    "een inreisverbod van meer dan vijf jaar zonder ernstige bedreiging voor de openbare orde of veiligheid",
)  # fmt: skip
NOT_YET = route_step(
    "entry-ban-not-yet-running", "returns", ("RT-6",), "RD 11(2)",
    "entry ban issued; its time runs from the actual departure, which has not happened",
    "inreisverbod uitgevaardigd; de duur loopt vanaf het feitelijke vertrek, en dat is er nog niet",
)  # fmt: skip
IN_FORCE = prohibition(
    "entry-ban-in-force", "returns", ("RT-6",), "RD 11(2)",
    "no entry to and stay in the territory of the Member States: an entry ban runs",
    "geen toegang tot en verblijf op het grondgebied van de lidstaten: er loopt een inreisverbod",
)  # fmt: skip


def examine(case: Case) -> None:
    """Whether a ban is due, how long it may be, and until when it runs."""
    stay: Stay | None = case.findings.get("return_directive")
    departure: Departure | None = case.findings.get("departure")
    issued = case.last(EntryBanIssued)
    if stay is None or departure is None or directive_applies(case, "RD 8-11") is None:
        return
    decided = case.decide(BAN, {"period": departure.state})
    if decided is None:
        return
    outcome, reasons = decided
    if outcome == "must":
        case.oblige(ISSUE, reasons, met=issued)
    elif issued is None:
        case.stand(case.permitted, MAY_ISSUE, reasons)
    if issued is None:
        return
    length = Length(issued.months, Unit.MONTHS)
    longest = count(
        issued.at.day(case.zone),
        case.book.length("entry-ban-longest", case.day(issued)),
        Counting.REG_1182_71,
        case.calendar,
        roll=False,
    )
    asked = count(issued.at.day(case.zone), length, Counting.REG_1182_71, case.calendar, roll=False)
    if not issued.serious_threat and asked.end > longest.end:
        case.stand(case.forbidden, TOO_LONG, reasons)
    left = case.after(LeftTerritory, stay.since.at)
    if left is None:
        case.stand(case.steps, NOT_YET)
        return
    runs = count(left.at.day(case.zone), length, Counting.REG_1182_71, case.calendar, roll=False)
    if runs.end > case.now:
        case.stand(case.forbidden, IN_FORCE, reasons, until=runs.last_day)


directive_chapter(784, examine, (ReturnDecisionIssued,))
