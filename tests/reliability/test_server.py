"""A real server on each database whose disk fails, fills up or vanishes behind it, and on which many write at once.

All persons are fictional.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from serving import (
    ABOUT_NOBODY,
    ACCOUNT,
    FACTS,
    LODGED,
    TOKEN,
    Answer,
    Server,
    ask,
    asylon,
    environment,
    serving,
    signed_in,
)

PROCESSES, THREADS, FACTS_EACH = 4, 2, 3
TITLES = {"en": "The (storage|database|register) ", "nl": "(De opslag|De database|Het register) "}


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def place(kind: str, request: pytest.FixtureRequest) -> Iterator[tuple[Path, Any]]:
    """The folder of a server, and the database server it uses; none where it keeps files."""
    with tempfile.TemporaryDirectory(prefix="asylon-server-") as folder:
        used = request.getfixturevalue("killable_postgres_server") if kind == "postgres" else None
        yield Path(folder) / "data", used


@pytest.fixture(scope="module")
def server(place: tuple[Path, Any]) -> Iterator[Server]:
    data, database = place
    address = "" if database is None else database.get_uri()
    data.mkdir()
    with serving(data, address) as running:
        yield signed_in(running, environment(address, data))


@pytest.fixture
def number(server: Server) -> str:
    """A case with three facts."""
    made = server.ask("/api/v1/cases", {"facts": FACTS})
    assert made.status == 201, made.body
    return str(made.json["number"])


def refused(answer: Answer, lang: str = "en") -> None:
    assert answer.status == 503, answer.body
    assert answer.headers["Content-Type"] == "application/problem+json"
    told = answer.json
    assert told["status"] == 503
    assert told["title"]
    assert told["detail"]
    assert re.match(TITLES[lang], told["title"]), told
    assert b"Fictional" not in answer.body


def through_the_fault(server: Server, number: str, fault: Any) -> None:
    """Whatever fails: nothing is stored or shown, what is about nobody stays up, and afterwards the same request succeeds."""
    facts, key = f"/api/v1/cases/{number}/facts", f"through-{number}"
    with fault:
        for lang in ("en", "nl"):
            refused(server.ask(facts, LODGED, If_Match='"3"', Idempotency_Key=key, Accept_Language=lang), lang)
            refused(server.ask(f"/api/v1/cases/{number}", Accept_Language=lang), lang)
            refused(server.ask("/api/v1/cases", Accept_Language=lang), lang)
        for address in ABOUT_NOBODY:
            assert ask(server.base, address).status == 200, address
        question = {"state": "NL", "facts": FACTS, "at": "2026-07-20T12:00:00+02:00"}
        assert ask(server.base, "/api/v1/positions", question).status == 200
        assert ask(server.base, "/health/ready").status in (200, 503)
    again = server.ask(facts, LODGED, If_Match='"3"', Idempotency_Key=key)
    assert again.status == 201, again.body
    assert server.ask(f"/api/v1/cases/{number}").headers["ETag"] == '"4"'
    assert ask(server.base, "/health/ready").status == 200


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_where_the_disk_fails_nothing_is_stored_or_shown_and_it_resumes_by_itself(server: Server, number: str) -> None:
    through_the_fault(server, number, server.unable_to_write_files())


def reloaded(address: str, read_only: str) -> None:
    """Until the server has read its settings again, which it does when it comes to it: then it has told its processes too."""
    for _ in range(1000):
        with psycopg.connect(address) as fresh:
            if fresh.execute("SHOW default_transaction_read_only").fetchone() == (read_only,):
                return
    raise AssertionError("the server does not read its settings again")


@pytest.mark.parametrize("kind", ["postgres"], indirect=True)
def test_where_the_database_is_read_only_nothing_is_stored_or_shown_and_it_resumes_by_itself(
    server: Server, number: str, place: tuple[Path, Any]
) -> None:
    @contextmanager
    def read_only() -> Iterator[None]:
        address = place[1].get_uri()
        with psycopg.connect(address, autocommit=True) as database:
            try:
                database.execute("ALTER SYSTEM SET default_transaction_read_only = on")
                database.execute("SELECT pg_reload_conf()")
                reloaded(address, "on")
                yield
            finally:
                database.execute("SET default_transaction_read_only = off")
                database.execute("ALTER SYSTEM RESET default_transaction_read_only")
                database.execute("SELECT pg_reload_conf()")
                reloaded(address, "off")

    through_the_fault(server, number, read_only())


@pytest.mark.parametrize("kind", ["postgres"], indirect=True)
def test_where_the_database_server_is_gone_nothing_is_stored_or_shown_and_it_resumes_by_itself(
    server: Server, number: str, place: tuple[Path, Any], database_command: Callable[..., None]
) -> None:
    @contextmanager
    def gone() -> Iterator[None]:
        database_command(place[1], "stop", "-m", "immediate")
        try:
            yield
        finally:
            database_command(place[1], "start", "-o", f'-h "" -k {place[1].pgdata}', "-l", str(place[1].log))

    through_the_fault(server, number, gone())


def test_of_eight_writers_on_one_case_none_overwrites_another_and_the_losers_are_told(
    server: Server, number: str
) -> None:
    command = [sys.executable, str(Path(__file__).with_name("many_writers.py")), server.base, server.token, number]
    running = [
        subprocess.Popen(
            [*command, str(one * THREADS), str(THREADS), str(FACTS_EACH)], stdout=subprocess.PIPE, text=True
        )
        for one in range(PROCESSES)
    ]
    statuses: Counter[int] = Counter()
    for one in running:
        told, _ = one.communicate(timeout=120)
        assert one.returncode == 0
        statuses.update({int(status): times for status, times in json.loads(told).items()})
    recorded = PROCESSES * THREADS * FACTS_EACH
    assert statuses[201] == recorded
    assert set(statuses) <= {201, 409, 412}, "who was too late is told so: 412 before the turn to write, 409 in it"
    kept = server.ask(f"/api/v1/cases/{number}/facts").json
    assert [one["version"] for one in kept["facts"]] == list(range(1, len(FACTS) + recorded + 1)), (
        "no gap, no duplicate"
    )
    told_at = [one["fact"]["at"] for one in kept["facts"][len(FACTS) :]]
    assert len(set(told_at)) == recorded, "each fact of each writer stands there once"
    print(json.dumps({"writers": PROCESSES * THREADS, "answers": statuses}))


def test_after_all_that_the_log_verifies(server: Server, place: tuple[Path, Any]) -> None:
    data, database = place
    told = asylon("register", "verify", env=environment("" if database is None else database.get_uri(), data))
    assert "facts verified; head" in told, told


def _may_mount() -> bool:
    tried = subprocess.run((*_INSIDE, "true"), capture_output=True)
    return tried.returncode == 0


#: A mount that only the server sees, and that goes with it.
_INSIDE = ("unshare", "--mount") if os.geteuid() == 0 else ("unshare", "--user", "--map-root-user", "--mount")


def test_where_a_small_file_system_is_full_nothing_is_stored_or_shown_and_it_resumes_by_itself(tmp_path: Path) -> None:
    if not _may_mount():
        pytest.skip("no file system may be mounted here; injected errors of a full disk are tested in test_faults")
    data = tmp_path / "data"
    data.mkdir()
    program = f'"{sys.executable}" -m asylon'
    beginning = (
        f'mount -t tmpfs -o size=16m,mode=0700 asylon "{data}"',
        f"{program} {shlex.join(ACCOUNT)}",
        f'{program} {shlex.join(TOKEN)} > "{data}/token"',
        'exec "$@"',
    )
    # One worker: the first request opened all that it has. Another one opening the vault folds its write-ahead log back,
    # which makes room, and then a reading is logged, and shown, as it should be.
    with serving(data, before=(*_INSIDE, "sh", "-c", " && ".join(beginning), "sh"), workers=1) as running:
        inside = Path(f"/proc/{running.process.pid}/root") / data.relative_to("/")
        server = running._replace(token=(inside / "token").read_text().strip())
        made = server.ask("/api/v1/cases", {"facts": FACTS})
        assert made.status == 201, made.body
        number = made.json["number"]
        filler = inside / "filler"

        @contextmanager
        def full() -> Iterator[None]:
            with filler.open("wb", buffering=0) as file:
                for size in (65536, 1):
                    try:
                        while file.write(bytes(size)):
                            pass
                    except OSError:
                        continue
            try:
                yield
            finally:
                filler.unlink()

        through_the_fault(server, number, full())
