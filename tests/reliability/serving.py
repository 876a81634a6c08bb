"""A real server over a register of its own: started, asked, and put on a disk that fails."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from ports import free_port

PASSWORD = "a-long-fictional-password-2026"
STARTS_WITHIN = 90

#: Pages about nobody: they stay up whatever the storage does.
ABOUT_NOBODY = ("/", "/sign-in", "/law/", "/law/limits/", "/plan/calendar/", "/health/live", "/api/v1/law/rules")

FACTS = [
    {"kind": "person_described", "person": "p1", "at": "2026-07-01", "name": "Fictional One", "born": "1992-03-04",
     "sex": "female", "nationality": "ER"},
    {"kind": "application_made", "person": "p1", "at": "2026-07-01"},
    {"kind": "application_registered", "person": "p1", "at": "2026-07-03T10:00:00+02:00"},
]  # fmt: skip
LODGED = {"facts": [{"kind": "application_lodged", "person": "p1", "at": "2026-07-10"}]}


class Answer(NamedTuple):
    status: int
    headers: Any
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def ask(base: str, path: str, sent: Any = None, **headers: str) -> Answer:
    """Ask the server, and take whatever it answers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    content = None if sent is None else json.dumps(sent).encode()
    request = urllib.request.Request(base + path, data=content, headers={"Content-Type": "application/json", **named})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


class Server(NamedTuple):
    """A server: its address, the sign-in of a caseworker's program, its first process and the folder it works in."""

    base: str
    token: str
    process: subprocess.Popen[bytes]
    data: Path

    def ask(self, path: str, sent: Any = None, **headers: str) -> Answer:
        return ask(self.base, path, sent, Authorization=f"Bearer {self.token}", **headers)

    def processes(self) -> list[int]:
        """The server's processes."""
        found = [self.process.pid]
        for pid in found:
            for task in Path(f"/proc/{pid}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        return found

    @contextmanager
    def unable_to_write_files(self) -> Iterator[None]:
        """Every write to a file fails, as on a disk that is broken, until this ends."""
        pids = self.processes()
        before = [resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in pids]
        for pid, (_soft, hard) in zip(pids, before, strict=True):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, hard))
        try:
            yield
        finally:
            for pid, limits in zip(pids, before, strict=True):
                resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


def environment(database: str, data: Path) -> dict[str, str]:
    """The surroundings of the server: not those of the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ASYLON_", "DJANGO_"))}
    given = {"ASYLON_DATA": str(data), "ASYLON_HTTPS": "no", "ASYLON_SECOND_FACTOR": "optional"}
    return kept | given | ({"DATABASE_URL": database} if database else {})


def asylon(*words: str, env: dict[str, str]) -> str:
    """Run a command of Asylon; what it printed."""
    done = subprocess.run([sys.executable, "-m", "asylon", *words], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@contextmanager
def serving(data: Path, database: str = "", *, before: tuple[str, ...] = (), workers: int = 2) -> Iterator[Server]:
    """A server of so many workers over the folder and database; ``before`` is put in front of its command."""
    env = environment(database, data)
    port = free_port()
    command = [
        *before,
        sys.executable,
        "-m",
        "asylon",
        "serve",
        "--data",
        str(data),
        "--port",
        str(port),
        "--workers",
        str(workers),
    ]
    told = data.with_name(f"{data.name}.server.log")
    with told.open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env=env)
    base = f"http://127.0.0.1:{port}"
    try:
        _wait_for(base, process, told)
        yield Server(base, "", process, data)
    finally:
        process.terminate()
        process.wait(120)


def _wait_for(base: str, process: subprocess.Popen[bytes], told: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        try:
            if ask(base, "/health/ready").status == 200:
                return
        except OSError:
            # The socket is not there yet: wait for the server itself, a short while each time.
            try:
                process.wait(0.2)
            except subprocess.TimeoutExpired:
                continue
            break
    raise AssertionError(f"the server did not start: {told.read_text()}")


#: Makes the account of a caseworker's program.
ACCOUNT = (
    "account", "add", "caseworker", "--role", "determining_authority", "--role", "registration", "--unit", "asylum",
    "--full-name", "C. Example", "--password", PASSWORD,
)  # fmt: skip
TOKEN = ("account", "token", "caseworker")


def signed_in(server: Server, env: dict[str, str]) -> Server:
    """The server with the sign-in of a caseworker's program."""
    asylon(*ACCOUNT, env=env)
    return server._replace(token=asylon(*TOKEN, env=env))
