"""Whatever is given to read, nothing breaks: it is read, or refused with the place and what to do. All persons are fictional.

What is given is made from sound input with parts exchanged, lost and twisted, and from nothing at all.
"""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from register_home import WHO, family, the_book

from asylon.cli import case_input, csv_rows, figures_input
from asylon.cli.refusals import Refusal
from asylon.law.citations import Bilingual
from asylon.law.files import InputError, Problem, check_file, read_circumstance, read_fact, read_file
from asylon.law.lengths import Length
from asylon.law.moments import Moment
from asylon.law.schedules import Schedule
from asylon.register import Register
from asylon.register.transfer import export_jsonl, import_jsonl

QUICK = settings(max_examples=150, deadline=None, derandomize=True, database=None)
SLOW = settings(QUICK, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])

FACTS: list[dict[str, Any]] = [
    {"kind": "person_described", "person": "p1", "at": "2026-11-02", "born": "1992-03-04", "sex": "female", "nationality": "ER"},
    {"kind": "application_made", "person": "p1", "at": "2026-11-02T09:30:00+01:00", "place": "territory"},
    {"kind": "application_registered", "person": "p1", "at": "2026-11-04T10:00:00+01:00"},
    {"kind": "eurodac_hit", "person": "p1", "at": "2026-11-05", "recorded_by": "IT", "recorded_under": "24"},
    {"kind": "fact_withdrawn", "person": "p1", "at": "2026-11-06", "withdraws": "f4", "reason": "entered twice"},
]  # fmt: skip
CASE = {
    "state": "NL",
    "facts": FACTS,
    "circumstances": [{"kind": "capacity_notified", "at": "2026-11-01", "state": "NL", "source": "x"}],
}

words = st.sampled_from(
    ["", " ", "p1", "NL", "Q", "2026-11-10", "2026-02-30", "0001-01-01", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00+14:00",
     "2026-11-10T09:30", "2026-10-25T02:30:00+01:00", "14 days", "0 days", "²", "\x00", "\ud800", "é" * 300]
)  # fmt: skip
leaves = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(), st.text(max_size=30), words, st.dates().map(str),
    st.datetimes().map(lambda at: at.isoformat() + "+01:00"),
)  # fmt: skip
names = st.one_of(
    st.sampled_from(["kind", "person", "at", "state", "facts", "born", "withdraws", "replace", "id"]),
    st.text(max_size=5),
)
anything = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4), max_leaves=8
)


@st.composite
def twisted(draw: st.DrawFn, sound: Any) -> Any:
    """Something sound of which one part, at any depth, is another, lost, or twice there."""
    if isinstance(sound, dict) and sound and draw(st.integers(0, 4)):
        name = draw(st.sampled_from(sorted(sound)))
        changed = dict(sound)
        if draw(st.integers(0, 5)) == 0:
            del changed[name]
        else:
            changed[draw(names) if draw(st.integers(0, 5)) == 0 else name] = draw(twisted(sound[name]))
        return changed
    if isinstance(sound, list) and sound and draw(st.integers(0, 4)):
        at = draw(st.integers(0, len(sound) - 1))
        how = draw(st.integers(0, 5))
        return (
            sound[:at]
            + ([sound[at]] * 2 if how == 0 else [] if how == 1 else [draw(twisted(sound[at]))])
            + sound[at + 1 :]
        )
    return draw(anything)


def says_what_to_write(error: ValueError) -> None:
    assert "write" in str(error)


BOTH = Bilingual("a table", "tabel")

#: What the reader of shapes says, which no person should read.
FOREIGN = re.compile(r"`|Expected|Invalid|Object |required field|matching regex|RFC3339|malformed|argument")


def told(problems: Any, within: str = "") -> None:
    """Each thing that is wrong is said with its place and what to do."""
    assert problems
    for problem in problems:
        assert isinstance(problem, Problem)
        assert problem.place.strip()
        assert problem.place.startswith(within)
        for text in (problem.wrong, problem.remedy):
            assert text.en.strip()
            assert text.nl.strip()
            assert text.en != text.nl
            assert not FOREIGN.search(text.nl), text.nl


def refused(error: Refusal) -> None:
    assert str(error).strip()
    assert "Traceback" not in str(error)


@pytest.mark.parametrize(
    ("read", "kind"),
    [(Moment.parse, Moment), (Length.parse, Length), (Schedule.parse, Schedule)],
    ids=lambda one: str(one),
)
@QUICK
@given(
    text=st.one_of(st.text(max_size=40), words, st.from_regex(r"[0-9]{1,6}(-[0-9]{1,3}){0,2}T?[0-9:+Z ]*( [a-z]+)?"))
)
@example(text="9" * 5000 + " days")
@example(text="2026-06-12 every " + "9" * 5000 + " years")
@example(text="٣ days")
def test_a_moment_a_length_and_a_schedule_are_read_or_refused_with_what_to_write(
    read: Any, kind: type, text: str
) -> None:
    try:
        found = read(text)
    except ValueError as refused:
        says_what_to_write(refused)
    else:
        assert isinstance(found, kind)
        assert kind is Schedule or read(str(found)) == found


@QUICK
@given(raw=st.one_of(anything, *(twisted(fact) for fact in FACTS)))
def test_a_fact_and_a_circumstance_are_read_or_refused_with_place_and_remedy(raw: Any) -> None:
    for read in (read_fact, read_circumstance):
        try:
            read(raw, "facts[3]")
        except InputError as error:
            told(error.problems, within="facts[3]")


@QUICK
@given(raw=st.one_of(anything, twisted(CASE)))
@example(raw=CASE)
@example(raw={"state": "NL", "facts": [*FACTS[:2], {**FACTS[2], "at": "9999-12-31T23:59:59-14:00"}]})
@example(raw={"state": "NL", "facts": [*FACTS[:2], {**FACTS[2], "at": "0001-01-01T00:00:00+14:00"}]})
def test_a_file_is_read_and_checked_or_refused_with_place_and_remedy(raw: Any) -> None:
    book = the_book()
    try:
        file, _circumstances = read_file(raw)
    except InputError as error:
        told(error.problems)
        return
    problems = check_file(file, book.zone(file.state), book.applies)
    if problems:
        told(problems)


DEEP = 1200


@st.composite
def texts(draw: st.DrawFn, sound: Any) -> str:
    """JSON or YAML of something sound or twisted, of which a few letters may be lost or exchanged."""
    raw = draw(st.one_of(st.just(sound), twisted(sound)))
    if draw(st.booleans()):
        text = json.dumps(raw, default=str)
    else:
        text = yaml.safe_dump(raw, allow_unicode=True, sort_keys=False)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        text = (
            text[:at]
            + draw(
                st.sampled_from(["", "{", "]", ":", "- ", "\t", "'", '"', "&a ", "*a", "!!int ", "%", "\x07", "1e400"])
            )
            + text[at + 1 :]
        )
    return text


TWISTED_TEXTS = (
    "[" * DEEP, "{a: " * DEEP, '{"facts": ' + "[" * DEEP, "a: 2026-13-45", '{"a": ' + "9" * 5000 + "}", "a: " + "9" * 5000, "? [1]\n: 2",
    "a: !!int x", "!!python/object:os.system x", "&a [*a]", "a: &a {b: *a}", "=", "a: =", "- 1:99:99", "\ud800", "a: !!timestamp x",
    "a: !!float x", "a: !!binary x", "<<: 1", "a: 0x", "0b: 1", "a: !!set {b: 1}",
)  # fmt: skip


@QUICK
@given(text=st.one_of(st.text(max_size=60), texts(CASE)), name=st.sampled_from(["case.yaml", "case.json", "-"]))
def test_a_text_of_a_case_is_read_or_refused_with_line_and_column(text: str, name: str) -> None:
    _text_of_a_case(text, name)


@pytest.mark.parametrize("text", TWISTED_TEXTS, ids=range(len(TWISTED_TEXTS)))
@pytest.mark.parametrize("name", ["case.yaml", "case.json"])
def test_a_text_that_twists_the_reader_is_refused_with_line_and_column(text: str, name: str) -> None:
    _text_of_a_case(text, name)
    _text_of_figures(text, name)


def _text_of_a_case(text: str, name: str) -> None:
    try:
        raw = case_input._parse(text, name)
        read_file(raw)
    except InputError as error:
        told(error.problems)
    except Refusal as error:
        refused(error)


COLUMNS = (
    figures_input.Column("state", "state"),
    figures_input.Column("year", "year"),
    figures_input.Column("persons", "number"),
)
FIGURES = {"figures": [{"state": "NL", "year": 2024, "persons": 12}, {"state": "BE", "year": 2024, "persons": 7}]}
TABLE = "state;year;persons\nNL;2024;12\nBE;2024;7\n"


@QUICK
@given(
    text=st.one_of(
        st.text(max_size=60),
        texts(FIGURES),
        st.tuples(st.just(TABLE), st.text(max_size=10), st.integers(0, len(TABLE))).map(
            lambda t: t[0][: t[2]] + t[1] + t[0][t[2] :]
        ),
    ),
    name=st.sampled_from(["f.yaml", "f.csv", "f"]),
)
@example(text="state;year;persons\n" + "x" * 140_000, name="f.csv")
@example(text='state;year;persons\n"NL\r\nBE', name="f.csv")
@example(text="state\r\ryear;\rpersons", name="f.csv")
@example(text="state;year;persons\nNL;2024;\x00\n", name="f.csv")
def test_a_table_of_figures_is_read_or_refused_with_its_line(text: str, name: str) -> None:
    _text_of_figures(text, name)


def _text_of_figures(text: str, name: str) -> None:
    try:
        figures_input.read_text(text, name, COLUMNS)
    except Refusal as error:
        refused(error)
    try:
        list(csv_rows.rows(text, name, ["state"], BOTH, BOTH))
    except Refusal as error:
        refused(error)


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """An export of a family's file."""
    register = Register.open(tmp_path_factory.mktemp("out"), the_book())
    family(register)
    out = io.StringIO()
    export_jsonl(register, out, **WHO)
    register.close()
    return out.getvalue().splitlines()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Register:
    return Register.open(tmp_path_factory.mktemp("in"), the_book())


@SLOW
@given(data=st.data())
def test_lines_of_an_import_are_taken_or_refused_with_their_number_and_nothing_of_a_bad_case_is_stored(
    lines: list[str], empty: Register, data: st.DataObject
) -> None:
    given_lines: list[str | bytes] = list(lines)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(given_lines) - 1))
        how = data.draw(st.integers(0, 4))
        if how == 0:
            del given_lines[at]
        elif how == 1:
            given_lines.insert(at, data.draw(st.one_of(st.text(max_size=20), st.binary(max_size=20))))
        elif how == 2 and isinstance(given_lines[at], str):
            cut = data.draw(st.integers(0, len(given_lines[at])))
            given_lines[at] = given_lines[at][:cut]
        elif isinstance(given_lines[at], str):
            try:
                sound = json.loads(given_lines[at])
            except ValueError:
                continue
            given_lines[at] = json.dumps(data.draw(twisted(sound)), default=str)
        if not given_lines:
            break
    done = import_jsonl(empty, given_lines, **WHO, dry_run=True)
    for error in done.errors:
        assert 0 <= error.line <= len(given_lines)
        for language in ("en", "nl"):
            assert error.told(language).strip()
    assert empty.log.head().position == 0
    assert done.cases <= 1
