"""Running golden cases: ask the law, compare with what the article says, and tell every difference plainly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

import msgspec

from asylon.cases.reading import WITHOUT_POSITION, Ask, CaseError, GoldenCase, load
from asylon.gazette.loading import check_choice
from asylon.law.book import Book, BookError
from asylon.law.calculations import calculate
from asylon.law.chapters import load as load_law
from asylon.law.citations import Bilingual, citations
from asylon.law.counted import Counted
from asylon.law.lengths import Length
from asylon.law.moments import Moment
from asylon.law.periods import count
from asylon.law.position import Duty, Position, Responsible, Retention, Standing, Undetermined
from asylon.law.positions import position, state_position
from asylon.law.tables import TABLES, Decision

Item = Duty | Standing | Responsible | Undetermined | Retention


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The result of one ask (``ask`` counts from 1) of the case with this title.

    ``message`` tells the differences, and is empty where it passed; ``because`` is the reason that the article gives.
    """

    case: str
    title: Bilingual
    ask: int
    because: Bilingual
    passed: bool
    expected: str
    found: str
    message: str = ""


class _Answer(msgspec.Struct, frozen=True):
    """What was expected and what was found, in the same words, and the differences."""

    expected: str
    found: str
    differences: tuple[str, ...]


def run(case: GoldenCase, book: Book) -> tuple[Outcome, ...]:
    """Ask every question of a case under a book, with the case's own answers to open questions.

    Raises :class:`CaseError` for a question or an answer the book does not know.
    """
    book = _book_of(case, book)
    positions: dict[datetime, dict[str, Position]] = {}
    return tuple(_outcome(case, number, ask, book, positions) for number, ask in enumerate(case.ask, start=1))


def _book_of(case: GoldenCase, book: Book) -> Book:
    """The book with the answers and national choices of a case. Raises :class:`CaseError` for one it does not know."""
    if case.answers:
        try:
            book = book.answered(case.answers)
        except BookError as error:
            raise CaseError(f"case {case.id}: {error}") from None
    if case.choices:
        book = _with_choices(case, book)
    return book


def _with_choices(case: GoldenCase, book: Book) -> Book:
    """The book with the case's national choices, each inside the range that the article allows."""
    state = case.file.state
    for key, value in case.choices.items():
        try:
            check_choice(state, key, value, book.parameters.get(key))
        except BookError as error:
            raise CaseError(f"case {case.id}: {error}") from None
    chosen = {**book.choices.get(state, {}), **case.choices}
    # Lengths are remembered in a book; one with other choices remembers its own.
    return book.changed(choices={**book.choices, state: chosen})


def run_all(book: Book, progress: Callable[[GoldenCase, Sequence[Outcome]], None] | None = None) -> tuple[Outcome, ...]:
    """Run every golden case; ``progress`` is told each case with its outcomes as soon as they are known."""
    found: list[Outcome] = []
    for case in load():
        outcomes = run(case, book)
        if progress is not None:
            progress(case, outcomes)
        found.extend(outcomes)
    return tuple(found)


def positions_shown(book: Book) -> Iterator[Position]:
    """The position of every person at every moment that the golden cases ask about, one after another."""
    for case in load():
        given = _book_of(case, book)
        for at in dict.fromkeys(
            _instant(ask.at, case, given)
            for ask in case.ask
            if ask.at and not ask.of_state and ask.form not in WITHOUT_POSITION
        ):
            yield from position(case.file, case.circumstances, at, given).values()


def asserted_rules(cases: Iterable[GoldenCase]) -> dict[str, tuple[str, ...]]:
    """Which rule Ids are asserted by which cases: an ask names the rule, and the item found must rest on it."""
    found: dict[str, dict[str, None]] = {}
    for case in cases:
        for ask in case.ask:
            for rule in ask.rules:
                found.setdefault(rule, {})[case.id] = None
    return {rule: tuple(ids) for rule, ids in sorted(found.items())}


def _outcome(
    case: GoldenCase, number: int, ask: Ask, book: Book, positions: dict[datetime, dict[str, Position]]
) -> Outcome:
    try:
        answer = _answer(case, ask, book, positions)
    except Exception as error:
        # A broken rule is told as a failure of its case, and the other cases go on.
        answer = _Answer("an answer", f"{type(error).__name__}: {error}", ("the law could not answer",))
    passed = not answer.differences
    message = ""
    if not passed:
        message = (
            f"case {case.id}, ask {number}: {'; '.join(answer.differences)}."
            f" Expected {answer.expected}; found {answer.found}."
        )
    return Outcome(
        case=case.id,
        title=case.title,
        ask=number,
        because=ask.because,
        passed=passed,
        expected=answer.expected,
        found=answer.found,
        message=message,
    )


def _answer(case: GoldenCase, ask: Ask, book: Book, positions: dict[datetime, dict[str, Position]]) -> _Answer:
    form = ask.form
    if form == "count":
        return _counted(case, ask, book)
    if form == "calculate":
        return _calculated(ask, book)
    if form == "decide":
        return _decided(ask)
    at = _instant(ask.at, case, book)
    if ask.of_state:
        return _ANSWERS[form](state_position(case.circumstances, ask.of_state, at, book), ask, case, book)
    if at not in positions:
        positions[at] = position(case.file, case.circumstances, at, book)
    person = ask.person or case.file.persons[0]
    here = positions[at].get(person)
    if here is None:
        return _Answer(f"a position of {person}", "none", (f"{person} has no position at {ask.at}",))
    return _ANSWERS[form](here, ask, case, book)


def _instant(text: str, case: GoldenCase, book: Book) -> datetime:
    """A day is asked at its end: the last moment at which an act on that day is still in time."""
    moment = Moment.parse(text)
    if moment.exact:
        return moment.instant(book.zone(case.file.state))
    zone = book.zone(case.file.state)
    next_day = datetime.combine(moment.day(zone) + timedelta(days=1), time.min, tzinfo=zone)
    return (next_day.astimezone(UTC) - timedelta.resolution).astimezone(zone)


# --- what an item rests on ----------------------------------------------------------------------------------------


def _cites(item: Item | Counted) -> tuple[str, ...]:
    if isinstance(item, Counted):
        return item.cites
    found = [item.cite]
    if isinstance(item, (Duty, Retention)) and item.due is not None:
        found += item.due.cites
    if not isinstance(item, Undetermined):
        found += [reason.cite for reason in item.reasons]
    return tuple(str(place) for cite in found for place in citations(cite))


def _rules(item: Item | Counted) -> tuple[str, ...]:
    found = list(item.rules)
    if isinstance(item, (Duty, Standing, Responsible, Retention)):
        found += [rule for reason in item.reasons for rule in reason.rules]
    return tuple(dict.fromkeys(found))


def _same_place(one: str, other: str) -> bool:
    """Whether two citations name the same place, or one the paragraph in which the other's point stands."""
    short, long = sorted((one, other), key=len)
    return long == short or (long.startswith(short) and long[len(short)] == "(")


def _rest(item: Item | Counted, ask: Ask) -> list[str]:
    """What is missing among the rules and articles on which the item rests."""
    found: list[str] = []
    missing = [rule for rule in ask.rules if rule not in _rules(item)]
    if missing:
        found.append(f"it does not rest on {', '.join(missing)} but on {', '.join(_rules(item)) or 'no rule'}")
    if ask.cite and not any(_same_place(ask.cite, cite) for cite in _cites(item)):
        found.append(f"it does not cite {ask.cite} but {', '.join(dict.fromkeys(_cites(item))) or 'nothing'}")
    if ask.row and isinstance(item, (Duty, Standing, Responsible, Retention)):
        rows = [f"{reason.table}/{reason.row}" for reason in item.reasons]
        if ask.row not in rows:
            found.append(f"it does not come from {ask.row} but from {', '.join(rows) or 'no table'}")
    return found


def _due(counted: Counted | None) -> str:
    if counted is None:
        return "no date"
    if counted.moment is not None:
        return counted.moment.isoformat()
    return counted.last_day.isoformat() if counted.last_day is not None else "no date"


def _hanging(item: Duty | Standing | Responsible | Undetermined, ask: Ask) -> list[str]:
    """Whether the item says on which open questions it hangs."""
    missing = [question for question in ask.hangs_on if question not in item.hangs_on]
    return [f"it does not say that it hangs on {', '.join(missing)}"] if missing else []


def _is_due(counted: Counted | None, expected: str) -> bool:
    if counted is None:
        return False
    moment = Moment.parse(expected)
    if isinstance(moment.value, datetime):
        return counted.moment is not None and counted.moment.astimezone(UTC) == moment.value.astimezone(UTC)
    return counted.moment is None and counted.last_day == moment.value


# --- the forms of question ----------------------------------------------------------------------------------------


def _duty(here: Position, ask: Ask, case: GoldenCase, book: Book) -> _Answer:
    parts = [f"due {ask.due}"] if ask.due else []
    parts += [ask.status] if ask.status else []
    parts += ["in time" if ask.in_time else "not in time"] if ask.in_time is not None else []
    parts += [f"hanging on {', '.join(ask.hangs_on)}"] if ask.hangs_on else []
    parts += [f"by {ask.by}"] if ask.by else []
    expected = f"duty {ask.duty} {', '.join(parts)}"
    duties = [duty for duty in here.duties if duty.provision == ask.duty]
    if not duties:
        there = ", ".join(duty.provision for duty in here.duties) or "no duty"
        return _Answer(expected, there, (f"there is no duty {ask.duty}",))
    tried: list[tuple[list[str], Duty]] = []
    for duty in duties:
        wrong: list[str] = []
        if ask.due and not _is_due(duty.due, ask.due):
            wrong.append("the date differs")
        if ask.status and duty.status != ask.status:
            wrong.append("the status differs")
        if ask.in_time is not None and duty.met_in_time is not ask.in_time:
            wrong.append("whether it was in time differs")
        if ask.by and duty.state != ask.by:
            wrong.append("the Member State that must act differs")
        tried.append((wrong + _hanging(duty, ask) + _rest(duty, ask), duty))
    differences, best = min(tried, key=lambda pair: len(pair[0]))
    timely = {True: ", in time", False: ", not in time", None: ""}[best.met_in_time]
    hangs = f", hanging on {', '.join(best.hangs_on)}" if best.hangs_on else ""
    found = f"duty {best.provision} due {_due(best.due)}, {best.status}{timely}{hangs}, by {best.state}"
    return _Answer(expected, found, tuple(differences))


def _no_duty(here: Position, ask: Ask, case: GoldenCase, book: Book) -> _Answer:
    duty = here.duty(ask.no_duty)
    if duty is None:
        return _Answer(f"no duty {ask.no_duty}", "none", ())
    return _Answer(
        f"no duty {ask.no_duty}", f"one due {_due(duty.due)}, {duty.status}", ("the duty is there all the same",)
    )


def _standing(here: Position, provision: str) -> list[Item]:
    everywhere: tuple[tuple[Item, ...], ...] = (
        here.duties,
        () if here.route is None else (here.route,),
        here.steps,
        here.rights,
        here.permitted,
        here.forbidden,
        here.judgements,
    )
    return [
        item
        for items in everywhere
        for item in items
        if not isinstance(item, (Responsible, Undetermined, Retention)) and item.provision == provision
    ]


def _stands(here: Position, ask: Ask, case: GoldenCase, book: Book) -> _Answer:
    found = _standing(here, ask.stands)
    if not found:
        groups = (here.duties, here.steps, here.rights, here.permitted, here.forbidden, here.judgements)
        there = ", ".join(dict.fromkeys(item.provision for group in groups for item in group))
        return _Answer(f"{ask.stands} stands", there or "nothing", (f"{ask.stands} does not stand",))
    tried: list[tuple[list[str], str]] = []
    for item in found:
        about = item.about if isinstance(item, Standing) else ""
        last_day = item.until.isoformat() if isinstance(item, Standing) and item.until is not None else ""
        wrong = ["the last day differs"] if ask.until and last_day != ask.until else []
        wrong += ["what it is about differs"] if ask.about and about != ask.about else []
        shown = f"{ask.stands} about {about}" if about else ask.stands
        tried.append(
            (wrong + _hanging(item, ask) + _rest(item, ask), f"{shown} until {last_day}" if last_day else shown)
        )
    differences, shown = min(tried, key=lambda pair: len(pair[0]))
    expected = f"{ask.stands}{f' about {ask.about}' if ask.about else ''} stands"
    expected += f" until {ask.until}" if ask.until else ""
    return _Answer(expected, shown, tuple(differences))


def _absent(here: Position, ask: Ask, case: GoldenCase, book: Book) -> _Answer:
    there = [item for item in _standing(here, ask.absent) if ask.about in ("", getattr(item, "about", ""))]
    return _Answer(
        f"{ask.absent} does not stand", ask.absent if there else "absent", (f"{ask.absent} stands",) if there else ()
    )


def _route(here: Position, ask: Ask, case: GoldenCase, book: Book) -> _Answer:
    expected = f"route {ask.route}"
    if here.route is None:
        return _Answer(expected, "no route", ("there is no route",))
    found = here.route.provision.removeprefix("route:")
    differences = [] if found == ask.route else ["the route differs"]
    return _Answer(expected, f"route {found}", tuple(differences + _rest(here.route, ask)))


def _responsible(here: Position, ask: Ask, case: GoldenCase, book: Book) -> _Answer:
    settled = "" if ask.settled is None else ", settled" if ask.settled else ", not settled"
    expected = f"{ask.responsible} responsible{f' by {ask.criterion}' if ask.criterion else ''}{settled}"
    item = here.responsible
    if item is None:
        return _Answer(expected, "none", ("no Member State is indicated",))
    differences: list[str] = []
    if item.state != ask.responsible:
        differences.append("the Member State differs")
    if ask.criterion and not any(_same_place(ask.criterion, cite) for cite in (item.criterion, *_cites(item))):
        differences.append("the criterion differs")
    if ask.settled is not None and item.settled is not ask.settled:
        differences.append("whether it is settled differs")
    found = f"{item.state} responsible by {item.criterion}, {'settled' if item.settled else 'not settled'}"
    return _Answer(expected, found, tuple(differences + _hanging(item, ask) + _rest(item, ask)))


def _undetermined(here: Position, ask: Ask, case: GoldenCase, book: Book) -> _Answer:
    settle = f", settled by {', '.join(ask.settle)}" if ask.settle else ""
    expected = f"{ask.undetermined} undetermined{settle}"
    items = [item for item in here.undetermined if item.question == ask.undetermined]
    if not items:
        there = ", ".join(item.question for item in here.undetermined) or "nothing undetermined"
        return _Answer(expected, there, (f"{ask.undetermined} is not undetermined",))
    item = items[0]
    differences: list[str] = []
    if not set(ask.settle) <= set(item.settle):
        differences.append("what would settle it differs")
    found = f"{item.question} undetermined, settled by {', '.join(item.settle) or 'nothing named'}"
    return _Answer(expected, found, tuple(differences + _hanging(item, ask) + _rest(item, ask)))


def _changes(here: Position, ask: Ask, case: GoldenCase, book: Book) -> _Answer:
    expected = Moment.parse(ask.changes_on).instant(book.zone(case.file.state))
    found = here.changes_on
    shown = "never" if found is None else found.astimezone(book.zone(case.file.state)).isoformat()
    same = found is not None and found.astimezone(UTC) == expected.astimezone(UTC)
    return _Answer(f"a change on {expected.isoformat()}", shown, () if same else ("the moment of change differs",))


def _retained(here: Position, ask: Ask, case: GoldenCase, book: Book) -> _Answer:
    parts = [f"until {ask.until}"] if ask.until else []
    parts += ["to be erased" if ask.over else "still kept"] if ask.over is not None else []
    expected = f"{ask.retained} {', '.join(parts)}"
    items = [item for item in here.retention if item.provision == ask.retained]
    if not items:
        there = ", ".join(item.provision for item in here.retention) or "nothing kept"
        return _Answer(expected, there, (f"{ask.retained} is not kept",))
    tried: list[tuple[list[str], str]] = []
    for item in items:
        last_day = (item.end - timedelta.resolution).astimezone(book.zone(here.state)).date()
        over = item.end <= here.at
        wrong = ["the last day differs"] if ask.until and last_day.isoformat() != ask.until else []
        wrong += ["whether it is over differs"] if ask.over is not None and over is not ask.over else []
        shown = f"{item.provision} until {last_day}, {'to be erased' if over else 'still kept'}"
        tried.append((wrong + _rest(item, ask), shown))
    differences, found = min(tried, key=lambda pair: len(pair[0]))
    return _Answer(expected, found, tuple(differences))


def _counted(case: GoldenCase, ask: Ask, book: Book) -> _Answer:
    assert ask.count is not None
    calendar = book.calendar(ask.count.state or case.file.state)
    start = Moment.parse(ask.count.start).value
    counted = count(start, Length.parse(ask.count.length), ask.count.by, calendar)
    differences = [] if _is_due(counted, ask.due) else ["the date differs"]
    expected = f"{ask.count.length} from {ask.count.start} by {ask.count.by} end {ask.due}"
    return _Answer(expected, _due(counted), tuple(differences + _rest(counted, ask)))


def _decided(ask: Ask) -> _Answer:
    assert ask.decide is not None
    load_law()
    table = TABLES.get(ask.decide.table)
    if table is None:
        return _Answer(ask.outcome, "no such table", (f"there is no table {ask.decide.table}",))
    found = table.decide(ask.decide.given, ask.decide.figures)
    outcome = found.outcome if isinstance(found, Decision) else f"undecided, settled by {', '.join(found.settle)}"
    differences = [] if outcome == ask.outcome else ["the outcome differs"]
    missing = [rule for rule in ask.rules if rule not in found.rules]
    if missing:
        differences.append(f"it does not rest on {', '.join(missing)} but on {', '.join(found.rules)}")
    cites = [str(cited) for row in found.rows for cited in citations(row.cite)]
    if ask.cite and not any(_same_place(ask.cite, cite) for cite in cites):
        differences.append(f"it does not cite {ask.cite} but {', '.join(cites)}")
    return _Answer(f"{ask.decide.table}: {ask.outcome}", f"{ask.decide.table}: {outcome}", tuple(differences))


def _calculated(ask: Ask, book: Book) -> _Answer:
    assert ask.calculate is not None
    found = calculate(ask.calculate.name, ask.calculate.data, book, date.fromisoformat(ask.calculate.on))
    differences: list[str] = []
    shown: list[str] = []
    for path, expected in ask.gives.items():
        try:
            value = found.value(path)
        except (KeyError, TypeError):
            differences.append(f"there is no {path}")
            continue
        if isinstance(expected, float) and isinstance(value, (int, float)):
            value = round(float(value), len(repr(expected).partition(".")[2]))
        shown.append(f"{path} {value}")
        if value != expected:
            differences.append(f"{path} differs")
    if not set(ask.hangs_on) <= set(found.hangs_on):
        differences.append("the open questions on which it hangs differ")
    missing = [rule for rule in ask.rules if rule not in found.rules]
    if missing:
        differences.append(f"it does not rest on {', '.join(missing)} but on {', '.join(found.rules)}")
    if ask.cite and not any(_same_place(ask.cite, cite) for cite in found.cites):
        differences.append(f"it does not cite {ask.cite} but {', '.join(found.cites)}")
    wanted = ", ".join(f"{path} {value}" for path, value in ask.gives.items())
    return _Answer(f"{ask.calculate.name}: {wanted}", ", ".join(shown) or "nothing", tuple(differences))


_ANSWERS: dict[str, Callable[[Position, Ask, GoldenCase, Book], _Answer]] = {
    "duty": _duty,
    "no_duty": _no_duty,
    "stands": _stands,
    "absent": _absent,
    "route": _route,
    "responsible": _responsible,
    "undetermined": _undetermined,
    "changes_on": _changes,
    "retained": _retained,
}
