"""What must be done for the Pact, by whom and by when; where it stands is derived on the day you ask.

A status is never typed. It follows from the due date and the evidence this register knows on that day, and
from nothing else. Where no evidence is known the answer says exactly that: it is not a finding that something
was not done.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from functools import cache
from typing import Literal

from asylon.council.provenance import Place, Record, Text, Verification, read, written
from asylon.gazette.loading import book as gazette_book
from asylon.law.chapters import load as load_chapters
from asylon.law.circumstances.obligations import ObligationCarriedOut
from asylon.law.moments import Moment
from asylon.law.periods import months_later
from asylon.law.provisions import PROVISIONS, FixedDate
from asylon.law.schedules import Schedule
from asylon.plan.blocks import Block, block, blocks

__all__ = [
    "Block",
    "Evidence",
    "Obligation",
    "Status",
    "bearer",
    "block",
    "blocks",
    "carried_out",
    "label",
    "obligation",
    "obligations",
    "occurrences",
    "schedule",
    "status",
]

Bearer = Literal["member_state", "commission", "council", "parliament", "euaa", "eu_lisa", "frontex", "europol", "fra"]
Kind = Literal[
    "met",
    "met_late",
    "met_date_unknown",
    "evidence_in_part",
    "overdue_without_evidence",
    "upcoming",
    "continuous",
    "on_event",
]
"""met and met_late compare dated evidence with the due date; met_date_unknown knows that, not when;
evidence_in_part knows it of some Member States only; continuous and on_event have no date to compare with."""


class Once(Record, frozen=True, kw_only=True, tag="once", tag_field="kind"):
    """Due by the end of one date."""

    by: date


class Recurring(Record, frozen=True, kw_only=True, tag="recurring", tag_field="kind"):
    """Due on a first date and then every so many months on the same day."""

    first: date
    every_months: int


class Standing(Record, frozen=True, kw_only=True, tag="standing", tag_field="kind"):
    """A continuous duty since a date; `every_months` is its rhythm where one is given without a first day."""

    since: date
    every_months: int | None = None


class OnEvent(Record, frozen=True, kw_only=True, tag="event", tag_field="kind"):
    """Due when something else happens; the trigger says within what time."""

    trigger: Text


Due = Once | Recurring | Standing | OnEvent


class Evidence(Record, frozen=True, kw_only=True):
    """Something public that shows an obligation was carried out.

    `party` is EU, or the code of the Member State it is evidence for. `occurrence` is the due date it serves,
    for a recurring obligation. With `shows: trace`, `dated` is the latest day by which it must have happened,
    not the day itself. Where only a range is known, `dated_from` is its first day and `dated` its last.
    """

    dated: date
    what: Text
    reported: str
    verification: Verification
    party: str
    shows: Literal["act", "trace"]
    dated_from: date | None = None
    occurrence: date | None = None
    place: Place | None = None


class Obligation(Record, frozen=True, kw_only=True):
    """One obligation: its block (0 overarching), who bears it, what, by when, and where it is written."""

    id: str
    block: int
    rules: tuple[str, ...]
    citation: str
    verification: Verification
    who: tuple[Bearer, ...]
    due: Due
    what: Text
    place: Place | None = None
    note: Text | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def borne_by_each_member_state(self) -> bool:
        """True where evidence of one Member State says nothing about the others."""
        return "member_state" in self.who


class Status(Record, frozen=True, kw_only=True):
    """Where an obligation stands on a day: the due date judged, the next one, the evidence used and why."""

    kind: Kind
    reason: Text
    due: date | None = None
    next_due: date | None = None
    evidence: tuple[Evidence, ...] = ()


class _Entry(Record, frozen=True, kw_only=True):
    """An obligation as it is written. ``law`` is the id of the law's duty; what that declares is not written again."""

    id: str
    block: int
    verification: Verification
    law: str = ""
    rules: tuple[str, ...] = ()
    citation: str = ""
    who: tuple[Bearer, ...] = ()
    due: Due | None = None
    what: Text | None = None
    place: Place | None = None
    note: Text | None = None
    evidence: tuple[Evidence, ...] = ()


class _Written(Record, frozen=True, kw_only=True):
    bearers: dict[Bearer, Text]
    statuses: dict[Kind, Text]
    obligations: tuple[_Entry, ...]


#: Who bears a duty of the law, as the plan names them.
_BEARERS: dict[str, Bearer] = {
    "member_state": "member_state",
    "commission": "commission",
    "council": "council",
    "asylum_agency": "euaa",
    "eu_lisa": "eu_lisa",
    "border_agency": "frontex",
    "europol": "europol",
    "rights_agency": "fra",
}


@cache
def _written() -> _Written:
    return read("asylon.plan", "obligations.yaml", _Written)


@cache
def _obligations() -> tuple[Obligation, ...]:
    load_chapters()
    return tuple(_from_law(entry) if entry.law else _as_written(entry) for entry in _written().obligations)


def _as_written(entry: _Entry) -> Obligation:
    if entry.due is None or entry.what is None:
        raise ValueError(f"obligation {entry.id!r} needs due and what, or law where the law declares it")
    return Obligation(
        id=entry.id, block=entry.block, rules=entry.rules, citation=entry.citation, verification=entry.verification,
        who=entry.who, due=entry.due, what=entry.what, place=entry.place, note=entry.note, evidence=entry.evidence,
    )  # fmt: skip


def _from_law(entry: _Entry) -> Obligation:
    """An obligation whose words, bearers, article and date are those of the law."""
    declared = PROVISIONS.get(entry.law)
    if not isinstance(declared, FixedDate):
        raise ValueError(f"obligation {entry.id!r}: the law declares no duty with a date under {entry.law!r}")
    schedule = Schedule.parse(str(gazette_book().value(declared.date, date.max)))
    months = schedule.months
    return Obligation(
        id=entry.id,
        block=entry.block,
        rules=declared.rules,
        citation=declared.cite,
        verification=entry.verification,
        who=tuple(_BEARERS[who] for who in (declared.who, *declared.also)),
        due=Once(by=schedule.first) if months is None else Recurring(first=schedule.first, every_months=months),
        what=Text(en=_sentence(declared.duty.en), nl=_sentence(declared.duty.nl)),
        place=entry.place,
        note=entry.note,
        evidence=entry.evidence,
    )


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def carried_out() -> tuple[ObligationCarriedOut, ...]:
    """The evidence for duties that the law declares, as circumstances for the position of a Member State or the Union.

    Where only a range of days is known that begins before the date, the last day of it stands with ``trace``.
    """
    found = []
    for entry in _written().obligations:
        if not entry.law:
            continue
        first = occurrences(obligation(entry.id), date.min)[0]
        for item in entry.evidence:
            late = item.dated_from is not None and item.dated_from > (item.occurrence or first)
            found.append(
                ObligationCarriedOut(
                    at=Moment(item.dated_from if late and item.dated_from else item.dated),
                    state=item.party,
                    source=item.reported,
                    obligation=entry.law,
                    due=item.occurrence,
                    trace=item.shows == "trace" or (item.dated_from is not None and not late),
                )
            )
    return tuple(found)


def bearer(who: Bearer) -> Text:
    """The name of a bearer in both languages."""
    return _written().bearers[who]


def label(kind: Kind) -> Text:
    """The name of a kind of status in both languages."""
    return _written().statuses[kind]


def obligations(block: int | str | None = None) -> tuple[Obligation, ...]:
    """All obligations, or those of one building block by number or key (0 for the overarching ones)."""
    everything = _obligations()
    if block is None:
        return everything
    number = next((b.number for b in blocks() if block in (b.number, b.key)), block)
    return tuple(o for o in everything if o.block == number)


def obligation(identifier: str) -> Obligation:
    """The obligation with this id; raises `LookupError` when there is none."""
    for candidate in obligations():
        if candidate.id == identifier:
            return candidate
    raise LookupError(f"no obligation {identifier!r}")


def schedule(due: Due) -> Text:
    """When something is due, in words."""
    match due:
        case Once(by=by):
            day = written(by)
            return Text(en=f"by {day.en}", nl=f"uiterlijk {day.nl}")
        case Recurring(first=first, every_months=months):
            day, rhythm = written(first), _rhythm(months)
            return Text(en=f"by {day.en}, then {rhythm.en}", nl=f"uiterlijk {day.nl}, daarna {rhythm.nl}")
        case Standing(since=since, every_months=None):
            day = written(since)
            return Text(en=f"continuously since {day.en}", nl=f"doorlopend sinds {day.nl}")
        case Standing(since=since, every_months=months):
            day, rhythm = written(since), _rhythm(months or 0)
            return Text(en=f"{rhythm.en} since {day.en}", nl=f"{rhythm.nl} sinds {day.nl}")
        case OnEvent(trigger=trigger):
            return trigger


def occurrences(obligation: Obligation, until: date) -> tuple[date, ...]:
    """The due dates up to and including `until`, and the first one after it; empty where there is no date."""
    match obligation.due:
        case Once(by=by):
            return (by,)
        case Recurring(first=first, every_months=months):
            dates = [first]
            while dates[-1] <= until:
                dates.append(months_later(first, months * len(dates)))
            return tuple(dates)
        case _:
            return ()


def status(obligation: Obligation, today: date, member_state: str | None = None) -> Status:
    """Where the obligation stands on `today`, for one Member State (code) or as a whole.

    Evidence dated after `today` does not count yet. A recurring obligation is judged on its latest due date
    in the past, or on the first one when none has passed; `next_due` is the first due date from `today` on.
    """
    known = tuple(e for e in obligation.evidence if e.dated <= today)
    if member_state is not None and obligation.borne_by_each_member_state:
        known = tuple(e for e in known if e.party in (member_state, "EU"))
    match obligation.due:
        case Standing() as standing:
            return _continuous(standing, known, today)
        case OnEvent(trigger=trigger):
            reason = Text(
                en=f"Falls due on an event: {trigger.en}.", nl=f"Wordt opeisbaar door een gebeurtenis: {trigger.nl}."
            )
            return Status(kind="on_event", reason=reason, evidence=known)
        case _:
            dates = occurrences(obligation, today)
            coming = bisect_left(dates, today)
            due = dates[coming - 1] if coming else dates[0]
            kind, evidence, reason = _judge(obligation, due, known, today, member_state)
            return Status(
                kind=kind,
                reason=reason,
                due=due,
                next_due=dates[coming] if coming < len(dates) else None,
                evidence=evidence,
            )


def _judge(
    obligation: Obligation, due: date, known: tuple[Evidence, ...], today: date, member_state: str | None
) -> tuple[Kind, tuple[Evidence, ...], Text]:
    """Compare the evidence for one due date with that date."""
    serving = tuple(e for e in known if e.occurrence in (None, due))
    day, first = written(due), min(serving, key=lambda e: e.dated, default=None)
    partial = obligation.borne_by_each_member_state and member_state is None
    if first is not None and partial and all(e.party != "EU" for e in serving):
        parties = ", ".join(sorted({e.party for e in serving}))
        return (
            "evidence_in_part",
            serving,
            Text(
                en=f"Due {day.en}. This register knows evidence for {parties} only; of the other Member "
                "States it knows nothing, which is not a finding that they did not do it.",
                nl=f"Uiterlijk {day.nl}. Dit register kent alleen bewijs voor {parties}; van de andere "
                "lidstaten weet het niets, en dat is geen vaststelling dat zij het niet deden.",
            ),
        )
    if first is not None:
        return _compare(first, serving, due)
    if today <= due:
        return "upcoming", (), Text(en=f"Due by {day.en}.", nl=f"Uiterlijk {day.nl}.")
    return (
        "overdue_without_evidence",
        (),
        Text(
            en=f"Was due by {day.en}; no evidence is known to this register. That is not a finding that it "
            "was not done.",
            nl=f"Moest uiterlijk {day.nl}; dit register kent geen bewijs. Dat is geen vaststelling dat het "
            "niet is gedaan.",
        ),
    )


def _compare(first: Evidence, serving: tuple[Evidence, ...], due: date) -> tuple[Kind, tuple[Evidence, ...], Text]:
    """Met, met late, or met on a day not known, from the earliest evidence."""
    day, seen = written(due), written(first.dated)
    if first.dated <= due:
        return (
            "met",
            serving,
            Text(
                en=f"Due {day.en}; evidence of {seen.en}: {first.what.en}",
                nl=f"Uiterlijk {day.nl}; bewijs van {seen.nl}: {first.what.nl}",
            ),
        )
    if first.shows == "trace" or (first.dated_from is not None and first.dated_from <= due):
        return (
            "met_date_unknown",
            serving,
            Text(
                en=f"Due {day.en}. It was done by {seen.en} at the latest; the day itself is not known to "
                f"this register: {first.what.en}",
                nl=f"Uiterlijk {day.nl}. Het was uiterlijk {seen.nl} gedaan; de dag zelf is dit register "
                f"niet bekend: {first.what.nl}",
            ),
        )
    earliest = first.dated_from or first.dated
    late, seen = (earliest - due).days, written(earliest)
    return (
        "met_late",
        serving,
        Text(
            en=f"Due {day.en}; the evidence is of {seen.en}, {late} {'day' if late == 1 else 'days'} "
            f"after it: {first.what.en}",
            nl=f"Uiterlijk {day.nl}; het bewijs is van {seen.nl}, {late} {'dag' if late == 1 else 'dagen'} "
            f"later: {first.what.nl}",
        ),
    )


def _continuous(standing: Standing, known: tuple[Evidence, ...], today: date) -> Status:
    """A standing duty: upcoming until it starts, continuous from then on."""
    since = written(standing.since)
    if today < standing.since:
        reason = Text(en=f"Starts on {since.en}.", nl=f"Begint op {since.nl}.")
        return Status(kind="upcoming", reason=reason, due=standing.since, next_due=standing.since)
    when = schedule(standing)
    if known:
        last = max(known, key=lambda e: e.dated)
        seen = written(last.dated)
        en = f"Runs {when.en}. Latest evidence of {seen.en}: {last.what.en}"
        nl = f"Loopt {when.nl}. Laatste bewijs van {seen.nl}: {last.what.nl}"
    else:
        en = f"Runs {when.en}. No evidence is known to this register."
        nl = f"Loopt {when.nl}. Dit register kent geen bewijs."
    return Status(kind="continuous", reason=Text(en=en, nl=nl), evidence=known)


def _rhythm(months: int) -> Text:
    years, rest = divmod(months, 12)
    if rest:
        return Text(
            en="every month" if months == 1 else f"every {months} months",
            nl="elke maand" if months == 1 else f"elke {months} maanden",
        )
    return Text(
        en="every year" if years == 1 else f"every {years} years", nl="elk jaar" if years == 1 else f"elke {years} jaar"
    )
