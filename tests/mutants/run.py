"""``make mutants``: does anything notice when the law is changed by a hair?

Every change (a mutant) is made in a child process of its own, so that nothing of it stays. It is killed by a golden case or by
a test of the law that fails under it, or, for a table, by its proof. Only cases and tests that come by the changed function or
table are asked, those that take the shortest first. The order and the choice of mutants follow from the seed alone.
"""

from __future__ import annotations

import argparse
import functools
import gc
import os
import random
import re
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import msgspec
import pytest
from _pytest.runner import runtestprotocol
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

import declaring
import functions
import law_data

from asylon.cases import GoldenCase, load, run
from asylon.gazette import book as gazette_book
from asylon.law.book import Book
from asylon.law.chapters import load as load_law
from asylon.law.tables import TABLES, DecisionTable

ROOT = Path(__file__).resolve().parents[2]
LAW = str(functions.LAW)
#: A mutant that does not come to an end in this time is killed by it (seconds of the processor).
_PATIENCE = 60
#: Tests that take longer than this alone are not asked (seconds), nor the million cases over all tables.
_LONGEST = 3.0
_NOT_ASKED = ("a_million_random_cases",)
#: Of one test with many cases so many are asked.
_OF_ONE_TEST = 40

Mutant = functions.FunctionMutant | law_data.TableMutant | law_data.FigureMutant


class Witness(msgspec.Struct):
    """A golden case or a test: what it comes by, and how long it takes. ``ask`` is true where it fails."""

    name: str
    ask: Callable[[Book], bool]
    takes: float = 0.0
    codes: frozenset[CodeType] = frozenset()
    tables: frozenset[str] = frozenset()
    golden: bool = True


def _golden(case: GoldenCase) -> Callable[[Book], bool]:
    return lambda book: any(not outcome.passed for outcome in run(case, book))


def _test(item: pytest.Item) -> Callable[[Book], bool]:
    def ask(_: Book) -> bool:
        return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))

    return ask


def _spread(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The tests to ask; of one that is asked of hundreds of cases or tables, some of them from first to last."""
    by_test: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if not any(word in item.nodeid for word in _NOT_ASKED):
            by_test[item.nodeid.partition("[")[0]].append(item)
    return [item for found in by_test.values() for item in found[:: -(-len(found) // _OF_ONE_TEST)]]


def _watch(witness: Witness, book: Book) -> bool:
    """Ask once without any change and note what it comes by. False where it does not pass as it is."""
    codes: set[CodeType] = set()
    tables: set[str] = set()

    def called(frame: Any, event: str, argument: Any) -> None:
        if event == "call":
            code = frame.f_code
            if code not in codes:
                codes.add(code)
            if code is _DECIDE:
                tables.add(frame.f_locals["self"].name)

    begin = time.perf_counter()
    sys.setprofile(called)
    try:
        failed = witness.ask(book)
    finally:
        sys.setprofile(None)
    witness.takes = time.perf_counter() - begin
    witness.codes = frozenset(code for code in codes if code.co_filename.startswith(LAW))
    witness.tables = frozenset(tables)
    return not failed


_DECIDE = DecisionTable.decide.__code__


def _memories() -> list[functools._lru_cache_wrapper[Any]]:
    """What the functions of the law remember."""
    found = [item for item in gc.get_objects() if isinstance(item, functools._lru_cache_wrapper)]
    return [item for item in found if (item.__module__ or "").startswith("asylon.law")]


def _forget(memories: Sequence[functools._lru_cache_wrapper[Any]]) -> None:
    """Let nothing remembered before the change answer for it."""
    for item in memories:
        item.cache_clear()
    for table in TABLES.values():
        table._memory.clear()
    from asylon.law import positions, standing

    standing._PLAIN.clear()
    positions._LAST.clear()


class Laboratory:
    """The witnesses, the functions as they are, and the verdict on a mutant."""

    def __init__(self, witnesses: Sequence[Witness], book: Book) -> None:
        self.book = book
        self.witnesses = sorted(witnesses, key=lambda item: (not item.golden, item.takes))
        self.objects: dict[CodeType, list[FunctionType]] = defaultdict(list)
        for item in gc.get_objects():
            if isinstance(item, FunctionType) and item.__code__.co_filename.startswith(LAW):
                self.objects[item.__code__].append(item)
        self.by_place = {(code.co_filename, code.co_qualname): code for code in self.objects}
        self.memories = _memories()
        # The children look at the same memory; nothing in it is to be counted again, and so copied, by each of them.
        gc.collect()
        gc.freeze()

    def verdict(self, mutant: Mutant) -> str:
        """``killed``, ``survived``, or ``same`` for a change that changes nothing after the law is declared."""
        if isinstance(mutant, functions.FunctionMutant):
            return self._function(mutant)
        if isinstance(mutant, law_data.TableMutant):
            if law_data.changes_nothing(mutant):
                return "same"
            asked = [item for item in self.witnesses if mutant.table in item.tables]
            return _in_child(lambda: not law_data.put_table(mutant) or self._fails(asked, self._fresh()))
        golden = [item for item in self.witnesses if item.golden]
        return _in_child(lambda: self._fails(golden, law_data.with_figure(self.book, mutant)))

    def _function(self, mutant: functions.FunctionMutant) -> str:
        path = ROOT / "src" / (mutant.module.replace(".", "/") + ".py")
        path = path if path.exists() else path.with_suffix("") / "__init__.py"
        old = self.by_place.get((str(path), mutant.function))
        if old is None:
            return "same"
        new = functions.code_of(mutant).replace(co_filename=old.co_filename)
        if new.co_freevars != old.co_freevars or _alike(new, old):
            return "same"
        inner = {old, *_inner(old)}
        asked = [item for item in self.witnesses if not inner.isdisjoint(item.codes)]
        if not asked and old in declaring.RAN:
            return "same"

        def change() -> bool:
            for function in self.objects[old]:
                function.__code__ = new
            return self._fails(asked, self._fresh())

        return _in_child(change)

    def _fresh(self) -> Book:
        return self.book.changed()

    def _fails(self, asked: Sequence[Witness], book: Book) -> bool:
        """Whether any of the witnesses notices."""
        _forget(self.memories)
        for witness in asked:
            try:
                if witness.ask(book):
                    return True
            except Exception:
                return True
        return False


def _inner(code: CodeType) -> list[CodeType]:
    return [const for const in code.co_consts if isinstance(const, CodeType)]


def _alike(one: CodeType, other: CodeType) -> bool:
    plain = [tuple(const for const in code.co_consts if not isinstance(const, CodeType)) for code in (one, other)]
    inner = list(zip(_inner(one), _inner(other), strict=False))
    return one.co_code == other.co_code and plain[0] == plain[1] and all(_alike(*pair) for pair in inner)


def _in_child(notices: Callable[[], bool]) -> str:
    """Run in a child process; whoever breaks, hangs or fails there was noticed."""
    child = os.fork()
    if child == 0:
        # Processor time, so that a busy machine gives the same verdicts.
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, _PATIENCE)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        try:
            code = 1 if notices() else 0
        except BaseException:
            code = 1
        os._exit(code)
    _, status = os.waitpid(child, 0)
    return "survived" if os.waitstatus_to_exitcode(status) == 0 else "killed"


class Loop:
    """Takes the place of pytest's loop: the tests are collected by pytest and asked by the laboratory."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.result = 0

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Watch every witness once, then try the mutants."""
        load_law()
        sys.setprofile(None)
        book = gazette_book()
        witnesses = [Witness(case.id, _golden(case)) for case in load()]
        witnesses += [Witness(item.nodeid, _test(item), golden=False) for item in _spread(session.items)]
        _say(f"{len(witnesses)} golden cases and tests are watched once …")
        passing = [item for item in witnesses if _watch(item, book)]
        if len(passing) < len(witnesses):
            _say(f"{len(witnesses) - len(passing)} of them fail as it is; mend them first.")
        usable = [item for item in passing if item.takes <= _LONGEST]
        self.result = experiment(Laboratory(usable, book), book, self.options)
        return True


def experiment(laboratory: Laboratory, book: Book, options: argparse.Namespace) -> int:
    """Try the mutants chosen, print the score and write the report. 1 where the score is below the target."""
    chosen = _chosen(book, options)
    _say(f"{len(chosen)} mutants (seed {options.seed})")
    verdicts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    survivors: list[str] = []
    begin = time.monotonic()
    for number, mutant in enumerate(chosen, start=1):
        verdict = laboratory.verdict(mutant)
        verdicts[mutant.group][("killed", "survived", "same").index(verdict)] += 1
        if verdict == "survived":
            survivors.append(str(mutant))
        if number % 50 == 0:
            Path(options.report).write_text("\n".join(_report(verdicts, survivors, options)) + "\n", "utf-8")
            _say(f"{number} of {len(chosen)}, {len(survivors)} survived, {time.monotonic() - begin:.0f} s")
        if options.minutes and time.monotonic() - begin > 60 * options.minutes:
            _say(f"stopped after {options.minutes} minutes at {number} of {len(chosen)}")
            break
    lines = _report(verdicts, survivors, options)
    Path(options.report).write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines[: lines.index("")]))
    print(f"The survivors stand in {options.report}.")
    killed, survived, _ = map(sum, zip(*verdicts.values(), strict=True))
    return int(killed < options.target * (killed + survived) / 100)


def _chosen(book: Book, options: argparse.Namespace) -> list[Mutant]:
    everything: list[Mutant] = []
    if options.of in ("all", "functions"):
        everything += functions.mutants()
    if options.of in ("all", "data"):
        everything += [*law_data.table_mutants(), *law_data.figure_mutants(book)]
    if options.again:
        survived = {
            _unnumbered(line) for report in options.again for line in Path(report).read_text("utf-8").splitlines()
        }
        everything = [mutant for mutant in everything if _unnumbered(str(mutant)) in survived]
    if options.only:
        everything = [mutant for mutant in everything if any(text in str(mutant) for text in options.only)]
    if not options.sample:
        return everything
    random.Random(options.seed).shuffle(everything)
    return everything[: options.sample]


def _unnumbered(text: str) -> str:
    """The description without the number of the line, which moves when something above it changes."""
    return re.sub(r"^([\w.]+):\d+ ", r"\1 ", text)


def _report(verdicts: dict[str, list[int]], survivors: list[str], options: argparse.Namespace) -> list[str]:
    killed, survived, same = map(sum, zip(*verdicts.values(), strict=True))
    score = 100 * killed / max(killed + survived, 1)
    lines = [f"seed {options.seed}, sample {options.sample or 'all'}, of {options.of}"]
    lines.append(f"{'':58}  killed  survived  score")
    for group, (dead, alive, _) in sorted(verdicts.items()):
        if dead + alive:
            lines.append(f"{group:58}  {dead:6}  {alive:8}  {100 * dead / (dead + alive):4.0f} %")
    lines.append(f"{'in all':58}  {killed:6}  {survived:8}  {score:4.1f} %   ({same} changed nothing)")
    return [*lines, "", *sorted(survivors)]


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    """Read the options and start."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="so many mutants, drawn by the seed (0: all)")
    parser.add_argument("--seed", type=int, default=20260612)
    parser.add_argument("--of", choices=["all", "functions", "data"], default="all")
    parser.add_argument(
        "--only", action="append", default=[], help="only mutants whose description holds this text (or another)"
    )
    parser.add_argument("--again", action="append", default=[], help="only the survivors of this earlier report")
    parser.add_argument("--minutes", type=float, default=0, help="stop after so many minutes (0: never)")
    parser.add_argument("--target", type=float, default=90, help="the score in per cent below which the exit code is 1")
    parser.add_argument("--report", default=str(ROOT / "var" / "mutants.txt"), help="where the survivors are written")
    options = parser.parse_args()
    Path(options.report).parent.mkdir(parents=True, exist_ok=True)
    loop = Loop(options)
    os.chdir(ROOT)
    # Before the tests are read, which take their settings with them: the same examples each time, however busy the machine.
    settings.register_profile("mutants", database=None, derandomize=True, deadline=None)
    settings.load_profile("mutants")
    code = pytest.main(
        ["-o", "addopts=", "-s", "-p", "no:terminal", "-p", "no:cacheprovider", "-W", "ignore", "tests/law"],
        plugins=[loop],
    )
    return int(code) or loop.result


if __name__ == "__main__":
    sys.exit(main())
