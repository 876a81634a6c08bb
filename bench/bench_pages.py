"""How quickly do inbox and case pages come, from two server processes, on a register with very many open cases?

    python bench/many_cases.py FOLDER --cases 1000000
    python bench/bench_pages.py FOLDER [--rate 235 --rate 120 …] [--seconds 30] [--repeat 3] [--database postgresql://…]

Requests are sent at a fixed rate, half of them to the inbox of a unit and half to pages of cases drawn at random, by caseworkers
who each have an account and signed in as anybody does. Every reading is logged, every limit holds. Client, and database where
there is one, run on the same machine and take their share of it: so it is also told how much of a processor a request costs the
server and the database, and how busy the machine was with all of this and with others' work. Each rate is asked several times,
alternately; the median is what is told. This is not part of ``make bench``: it needs a folder that takes minutes to make.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import statistics
import subprocess
import sys
import time
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from many_cases import numbers
from page_client import Ask, Wait, ask_all, request
from pairs import line, progress

WORKERS, PORT = 2, 8391
#: So many caseworkers that none of them reaches the limit on lists, as in an authority of that size.
ACCOUNTS = 60
PASSWORD = "many-open-cases-2030"
UNITS = ("asylum", "border", "dublin", "registration")
WARM_UP, WARM_UP_RATE = 15.0, 40.0
SERVER = """
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
if __name__ == "__main__":
    Granian("asylon.desk.wsgi:application", address="127.0.0.1", port={port}, interface=Interfaces.WSGI, workers={workers},
            blocking_threads={threads}, websockets=False, log_level=LogLevels.warning).serve()
"""


def make_accounts() -> list[str]:
    """Accounts of caseworkers who may see every file of their Member State."""
    from asylon.desk import accounts

    names = [f"bench-{number:02d}" for number in range(ACCOUNTS)]
    for number, name in enumerate(names):
        unit = UNITS[number % len(UNITS)]
        accounts.save(name, roles=["determining_authority"], unit=unit, state="NL", by="bench", password=PASSWORD)
    return names


def session(name: str) -> str:
    """The cookie of a caseworker, who signs in as anybody does."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    connection.request("GET", "/sign-in", headers={"Host": "localhost"})
    answer = connection.getresponse()
    page = answer.read().decode()
    cookies = SimpleCookie()
    for given in answer.headers.get_all("Set-Cookie") or ():
        cookies.load(given)
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    sent = urlencode({"username": name, "password": PASSWORD, "csrfmiddlewaretoken": token, "next": "/inbox"})
    headers = {
        "Host": "localhost", "Content-Type": "application/x-www-form-urlencoded", "Origin": "http://localhost",
        "Cookie": "; ".join(f"{name}={one.value}" for name, one in cookies.items()),
    }  # fmt: skip
    connection.request("POST", "/sign-in", sent, headers)
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 302, f"{name} could not sign in: {answer.status}"
    for given in answer.headers.get_all("Set-Cookie") or ():
        cookies.load(given)
    return "; ".join(f"{name}={one.value}" for name, one in cookies.items())


class Processors:
    """Seconds of processor time that the server, the database and the client have taken."""

    def __init__(self, server: int) -> None:
        self._server = server

    def taken(self) -> dict[str, float]:
        """By now; ``all`` is what everything on the machine has taken, others' work with it."""
        ticks: dict[str, float] = {"server": 0.0, "database": 0.0}
        parents, seconds, names = {}, {}, {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                head, _, rest = stat.read_text().rpartition(") ")
            except OSError:
                continue
            number, _, name = head.partition(" (")
            fields = rest.split()
            parents[int(number)], names[int(number)] = int(fields[1]), name
            seconds[int(number)] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        for number, spent in seconds.items():
            if number == self._server or parents[number] == self._server:
                ticks["server"] += spent
            elif names[number].startswith("postgres"):
                ticks["database"] += spent
        spent = [int(part) for part in Path("/proc/stat").read_text().partition("\n")[0].split()[1:9]]
        busy = (sum(spent) - spent[3] - spent[4]) / os.sysconf("SC_CLK_TCK")
        return ticks | {"client": time.process_time(), "all": busy}


def measure(cookies: list[str], known: list[str], rate: float, seconds: float, seed: int) -> list[Wait]:
    """Requests at a fixed rate for so many seconds."""
    chance = random.Random(seed)
    asks = []
    for count in range(int(rate * seconds)):
        inbox = count % 2 == 1
        path = f"/inbox?unit={chance.choice(UNITS)}" if inbox else f"/case/{chance.choice(known)}"
        cookie = cookies[(count // 2) % len(cookies)]
        asks.append(Ask(count / rate, "inbox" if inbox else "case page", request(path, cookie)))
    return ask_all(asks, PORT)


def figures(waits: list[Wait], kind: str) -> dict[str, float]:
    """Milliseconds under which half, 95 and 99 in a hundred of the answers were there, and how many failed."""
    times = sorted(wait.seconds * 1000 for wait in waits if wait.kind == kind)
    failed = sum(wait.status != 200 for wait in waits if wait.kind == kind)
    at = {f"p{share}": times[min(len(times) - 1, len(times) * share // 100)] for share in (50, 95, 99)}
    return {**at, "failed": failed}


def one_run(
    server: int, cookies: list[str], known: list[str], rate: float, seconds: float, seed: int
) -> dict[str, Any]:
    """One rate, asked once: the waits by kind of page, and what a request cost whom."""
    processors = Processors(server)
    load = os.getloadavg()[0]
    before, begun = processors.taken(), time.perf_counter()
    waits = measure(cookies, known, rate, seconds, seed)
    took = time.perf_counter() - begun
    after = processors.taken()
    spent = {name: after[name] - before[name] for name in after}
    others = spent.pop("all") - sum(spent.values())
    return {
        "inbox": figures(waits, "inbox"),
        "case page": figures(waits, "case page"),
        "answered": sum(wait.status == 200 for wait in waits) / took,
        "others": max(0.0, others) / took / (os.cpu_count() or 1),
        "load before": load,
        "cost": {name: seconds * 1000 / len(waits) for name, seconds in spent.items()},
    }


def told(runs: list[dict[str, Any]], rate: float, cases: int, database: str) -> None:
    """One line a kind of page: the medians of the runs."""

    def median(*place: str, digits: int = 1) -> float:
        found: list[float] = []
        for run in runs:
            value: Any = run
            for name in place:
                value = value[name]
            found.append(value)
        return round(statistics.median(found), digits)

    for kind in ("inbox", "case page"):
        line(
            question=f"{kind}, {cases} open cases, {WORKERS} server processes, {rate:g} requests/s asked",
            storage="PostgreSQL" if database else "SQLite", unit="ms",
            ours={name: median(kind, name) for name in ("p50", "p95", "p99")},
            p95_of_each_run=[round(run[kind]["p95"], 1) for run in runs],
            failed=str(int(sum(run[kind]["failed"] for run in runs))), answered_per_second=median("answered"),
            processor_ms_per_request={name: median("cost", name) for name in ("server", "database", "client")},
            share_of_machine_taken_by_others=median("others", digits=2),
            load_before=[round(run["load before"], 1) for run in runs], repetitions=len(runs),
            target="p95 < 150 ms at 235 requests/s",
        )  # fmt: skip


def wait_for(server: subprocess.Popen[bytes]) -> None:
    """Until the server answers."""
    for _ in range(200):
        assert server.poll() is None, "the server did not start"
        time.sleep(0.3)
        try:
            warm = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
            warm.request("GET", "/health/live", headers={"Host": "localhost"})
            if warm.getresponse().status == 200:
                return
        except OSError:
            continue
    raise SystemExit("the server does not answer")


def main() -> None:
    """Serve, ask, and print one line a rate and kind of page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path, nargs="?")
    asked.add_argument("--cases", type=int, default=1_000_000)
    asked.add_argument("--rate", type=float, action="append")
    asked.add_argument("--seconds", type=float, default=30.0)
    asked.add_argument("--repeat", type=int, default=3)
    asked.add_argument("--database", default=os.environ.get("DATABASE_URL", ""))
    given = asked.parse_args()
    if given.folder is None:
        progress("pages are measured on a folder that many_cases.py makes; none was named")
        return
    os.environ |= {
        "ASYLON_DATA": str(given.folder.absolute()), "ASYLON_MODE": "demonstration", "ASYLON_HOSTS": "localhost",
        "DJANGO_SETTINGS_MODULE": "asylon.desk.settings", "DATABASE_URL": given.database,
        # Every caseworker signs in from this machine, within a minute.
        "ASYLON_RATE_LIMITS": "sign-in-address=1000/900",
    }  # fmt: skip
    from asylon.cli.serve import THREADS
    from asylon.desk.preparation import prepare

    prepare()
    names = make_accounts()
    script = given.folder / "serve_for_bench.py"
    script.write_text(SERVER.format(port=PORT, workers=WORKERS, threads=THREADS), encoding="utf-8")
    server = subprocess.Popen([sys.executable, str(script)])
    rates = given.rate or [235.0]
    runs: dict[float, list[dict[str, Any]]] = {rate: [] for rate in rates}
    try:
        wait_for(server)
        cookies = [session(name) for name in names]
        known = list(numbers(given.cases))
        progress("warming up")
        measure(cookies, known, WARM_UP_RATE, WARM_UP, 0)
        for repetition in range(given.repeat):
            for rate in rates:
                run = one_run(server.pid, cookies, known, rate, given.seconds, repetition * 1000 + int(rate))
                progress(f"{rate:g}/s: {run}")
                runs[rate].append(run)
    finally:
        server.terminate()
        server.wait()
        script.unlink()
    for rate in rates:
        told(runs[rate], rate, given.cases, given.database)


if __name__ == "__main__":
    main()
