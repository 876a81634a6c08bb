"""Reading golden cases: YAML in, typed cases out, and a clear word about what is wrong.

A date in a case stays the text that stands there, as in JSON, so that no reader of YAML turns an instant with its zone
into another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

import msgspec
import yaml

from asylon.law.circumstances import Circumstance
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.files import File, InputError, read_file
from asylon.law.lengths import Length
from asylon.law.moments import Moment
from asylon.law.position import Status


class CaseError(ValueError):
    """A golden case that cannot be read; the message names the file, the case and what to write."""


class CountAsk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A bare period: from ``start``, ``length`` long, counted by an act, in the case's Member State or ``state``."""

    start: str
    length: str
    by: Counting
    state: str = ""


class CalculateAsk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A declared calculation (:mod:`asylon.law.calculations`) on given figures, for a day."""

    name: str
    data: dict[str, Any]
    on: str


class DecideAsk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A decision table asked directly: what is given of its inputs, and the figures of its bounds."""

    table: str
    given: dict[str, Any] = {}
    figures: dict[str, float] = {}


Form = Literal[
    "duty",
    "no_duty",
    "stands",
    "absent",
    "route",
    "responsible",
    "undetermined",
    "changes_on",
    "retained",
    "count",
    "calculate",
    "decide",
]

#: Which further expectations belong to which form of question.
BESIDE: dict[str, frozenset[str]] = {
    "duty": frozenset({"due", "status", "in_time", "hangs_on", "by", "row"}),
    "no_duty": frozenset(),
    "stands": frozenset({"hangs_on", "until", "about", "row"}),
    "absent": frozenset({"about"}),
    "route": frozenset({"row"}),
    "responsible": frozenset({"criterion", "settled", "hangs_on", "row"}),
    "undetermined": frozenset({"settle", "hangs_on"}),
    "changes_on": frozenset(),
    "retained": frozenset({"until", "over", "row"}),
    "count": frozenset({"due"}),
    "calculate": frozenset({"gives", "hangs_on"}),
    "decide": frozenset({"outcome"}),
}

#: Forms that need no position.
WITHOUT_POSITION = frozenset({"count", "calculate", "decide"})

#: Forms that find nothing on which rules could stand: they cite the article only.
WITHOUT_RULES = frozenset({"no_duty", "absent", "changes_on"})


class Ask(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question and its answer. Exactly one of the forms is given.

    ``at`` is a day (its end in the Member State) or an instant with zone; ``because`` says why, in both languages;
    ``cite`` and ``rules`` are what the item found must rest on. ``of_state`` asks for the position of a Member State
    (or ``EU``) instead of a person's. ``until`` is the last day on which data are kept or something stands. ``about`` is
    what it stands for (a Member State, a ground), ``row`` the row of a table that led there (``solidarity-role/found``).
    ``gives`` maps paths in the result of a calculation (``shares.NL``) to what is expected; a number is compared with the
    decimals it is written with.
    """

    because: Bilingual
    at: str = ""
    person: str = ""
    of_state: str = ""
    cite: str = ""
    rules: tuple[str, ...] = ()

    duty: str = ""
    due: str = ""
    status: Status | None = None
    in_time: bool | None = None
    hangs_on: tuple[str, ...] = ()
    by: str = ""
    row: str = ""
    no_duty: str = ""
    stands: str = ""
    absent: str = ""
    about: str = ""
    route: str = ""
    responsible: str = ""
    criterion: str = ""
    settled: bool | None = None
    undetermined: str = ""
    settle: tuple[str, ...] = ()
    changes_on: str = ""
    retained: str = ""
    until: str = ""
    over: bool | None = None
    count: CountAsk | None = None
    calculate: CalculateAsk | None = None
    decide: DecideAsk | None = None
    outcome: str = ""
    gives: dict[str, Any] = {}

    @property
    def form(self) -> Form:
        """Which question it is. Raises :class:`CaseError` where it is none or two."""
        given: list[Form] = [form for form in FORMS if getattr(self, form)]
        if len(given) != 1:
            raise CaseError(f"an ask has exactly one of {', '.join(FORMS)}; here: {', '.join(given) or 'none'}")
        return given[0]


FORMS: tuple[Form, ...] = (
    "duty",
    "no_duty",
    "stands",
    "absent",
    "route",
    "responsible",
    "undetermined",
    "changes_on",
    "retained",
    "count",
    "calculate",
    "decide",
)


class GoldenCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case: fictional persons, what happened, what is asked. ``path`` is ``<block>/<file>`` of its YAML.

    ``title`` says in each language what the case shows, in words that a lawyer would sign.

    ``answers`` chooses among answers to open questions, ``choices`` among lengths that the case's Member State may set.
    """

    id: str
    title: Bilingual
    source: str
    fictional: bool
    path: str
    file: File
    circumstances: tuple[Circumstance, ...]
    ask: tuple[Ask, ...]
    example: str = ""
    answers: Mapping[str, str] = {}
    choices: Mapping[str, str | float] = {}

    @property
    def block(self) -> str:
        """The building block under which the case lies."""
        return self.path.partition("/")[0]


class _Written(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A case as it is written in YAML."""

    id: str
    title: Bilingual
    source: str
    fictional: bool
    state: str
    ask: list[Any]
    facts: list[Any] = []
    circumstances: list[Any] = []
    example: str = ""
    answers: dict[str, str] = {}
    choices: dict[str, str | float] = {}


#: The same YAML, read by libyaml where it is there: many times faster.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _TextLoader(_Loader):  # type: ignore[misc, valid-type]
    """YAML as JSON knows it: a date is text, and only ``true`` and ``false`` are truth values."""


def _json_like(loader: type[yaml.SafeLoader]) -> None:
    dropped = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
    loader.yaml_implicit_resolvers = {
        first: [entry for entry in entries if entry[0] not in dropped]
        for first, entries in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


_json_like(_TextLoader)


def _check(ask: Ask) -> None:
    form = ask.form
    for name, others in BESIDE.items():
        for field in others - BESIDE[form]:
            value = getattr(ask, field)
            if name != form and value not in ("", None, (), {}):
                raise CaseError(f"{field!r} belongs to {name!r}, not to {form!r}")
    if form == "duty" and not (ask.due or ask.status or ask.in_time is not None or ask.hangs_on):
        raise CaseError("a duty needs what is expected of it: due, status, in_time or hangs_on")
    if form not in WITHOUT_POSITION and not ask.at:
        raise CaseError("the question needs its day or instant: at")
    if not ask.because.en or not ask.because.nl:
        raise CaseError("because is one sentence in each language: {en: …, nl: …}")
    if not ask.cite and not ask.rules:
        raise CaseError("give the article (cite) or the rules it stands on")
    if form in WITHOUT_RULES and (ask.rules or not ask.cite):
        raise CaseError(f"{form!r} finds nothing that has rules: give cite alone")
    if ask.at:
        Moment.parse(ask.at)
    if ask.due:
        Moment.parse(ask.due)
    if form == "decide" and not ask.outcome:
        raise CaseError("a table that is asked needs its outcome")
    if form == "calculate" and not ask.gives:
        raise CaseError("a calculation needs what it gives: {path: value}")
    if form == "retained" and not ask.until and ask.over is None:
        raise CaseError("retained needs what is expected: until (a day) or over")
    if ask.until:
        Moment.parse(ask.until)
    if ask.count is not None:
        Moment.parse(ask.count.start)
        Length.parse(ask.count.length)


def _title(raw: object) -> None:
    """Refuse a title that is not told in both languages; what else is wrong with it is told with the rest of the case."""
    title = raw.get("title") if isinstance(raw, Mapping) else None
    if isinstance(title, str):
        title = {"en": title}
    if isinstance(title, Mapping):
        missing = [lang for lang in ("en", "nl") if not str(title.get(lang, "")).strip()]
        if missing:
            raise CaseError(f"title is one sentence in each language, {{en: …, nl: …}}; missing: {', '.join(missing)}")


def _read(raw: object, path: str) -> GoldenCase:
    name = raw.get("id", "without id") if isinstance(raw, Mapping) else "which is no object"
    place = f"{path}, case {name}"
    try:
        _title(raw)
        written = msgspec.convert(raw, _Written)
    except (msgspec.ValidationError, CaseError) as error:
        raise CaseError(f"{place}: {error}") from None
    asks: list[Ask] = []
    for number, item in enumerate(written.ask, start=1):
        try:
            ask = msgspec.convert(item, Ask)
            _check(ask)
        except (msgspec.ValidationError, ValueError) as error:
            raise CaseError(f"{place}, ask {number}: {error}") from None
        asks.append(ask)
    if not asks:
        raise CaseError(f"{place}: a case asks at least one question")
    if not written.facts and any(ask.form not in WITHOUT_POSITION and not ask.of_state for ask in asks):
        raise CaseError(f"{place}: a question about a person's position needs facts")
    given = {"state": written.state, "facts": written.facts, "circumstances": written.circumstances}
    try:
        file, circumstances = read_file(given, facts_needed=False)
    except InputError as error:
        raise CaseError(f"{place}: {error}") from None
    return GoldenCase(
        id=written.id,
        title=written.title,
        source=written.source,
        fictional=written.fictional,
        path=path,
        file=file,
        circumstances=circumstances,
        ask=tuple(asks),
        example=written.example,
        answers=written.answers,
        choices=written.choices,
    )


def read_text(text: str, path: str) -> tuple[GoldenCase, ...]:
    """The cases of one YAML text. Raises :class:`CaseError` for the first thing that cannot be right."""
    try:
        raw = yaml.load(text, Loader=_TextLoader)
    except yaml.YAMLError as error:
        raise CaseError(f"{path}: this is not YAML: {error}") from None
    if not isinstance(raw, list):
        raise CaseError(f"{path}: a file of cases is a list")
    return tuple(_read(item, path) for item in raw)


def _texts(folder: Traversable) -> Iterable[tuple[str, str]]:
    for block in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not block.is_dir():
            continue
        for entry in sorted(block.iterdir(), key=lambda item: item.name):
            if entry.name.endswith(".yaml"):
                yield f"{block.name}/{entry.name}", entry.read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def load() -> tuple[GoldenCase, ...]:
    """All golden cases, by block and file. Raises :class:`CaseError` for a case that cannot be read or an id used twice."""
    found: dict[str, GoldenCase] = {}
    for path, text in _texts(files("asylon.cases") / "data"):
        for case in read_text(text, path):
            if case.id in found:
                raise CaseError(f"{path}: the id {case.id!r} is used in {found[case.id].path} already")
            found[case.id] = case
    return tuple(found.values())
