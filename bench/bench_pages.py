"""How quickly do inbox and case pages come, from two server processes, on a register with very many open cases?

    python bench/many_cases.py FOLDER --cases 1000000
    python bench/bench_pages.py FOLDER [--seconds 30] [--rate 235]

Requests are sent at a fixed rate, whether or not earlier ones were answered (so a slow server is not spared), half of them to
the inbox and half to pages of cases drawn at random. The client runs on the same machine and takes its share of it. This is
not part of ``make bench``: it needs a folder that takes minutes to make.
"""

from __future__ import annotations

import argparse
import http.client
import os
import queue
import random
import subprocess
import sys
import threading
import time
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from many_cases import numbers
from pairs import line, progress

WORKERS, THREADS, PORT = 2, 16, 8391
SERVER = """
import os
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
if __name__ == "__main__":
    Granian("asylon.desk.wsgi:application", address="127.0.0.1", port={port}, interface=Interfaces.WSGI, workers={workers},
            blocking_threads=4, websockets=False, log_level=LogLevels.warning).serve()
"""


def session() -> str:
    """The cookie of a caseworker of the demonstration, who signs in as anybody does."""
    from asylon.desk.demonstration_users import PASSWORD

    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    connection.request("GET", "/sign-in", headers={"Host": "localhost"})
    answer = connection.getresponse()
    page = answer.read().decode()
    cookies = SimpleCookie()
    for given in answer.headers.get_all("Set-Cookie") or ():
        cookies.load(given)
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    sent = urlencode({"username": "caseworker", "password": PASSWORD, "csrfmiddlewaretoken": token, "next": "/inbox"})
    headers = {
        "Host": "localhost", "Content-Type": "application/x-www-form-urlencoded", "Origin": "http://localhost",
        "Cookie": "; ".join(f"{name}={one.value}" for name, one in cookies.items()),
    }  # fmt: skip
    connection.request("POST", "/sign-in", sent, headers)
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 302, f"the demonstration's caseworker could not sign in: {answer.status}"
    for given in answer.headers.get_all("Set-Cookie") or ():
        cookies.load(given)
    return "; ".join(f"{name}={one.value}" for name, one in cookies.items())


def ask(jobs: queue.Queue[tuple[float, str] | None], cookie: str, waits: list[tuple[str, float, int]]) -> None:
    """Send what is due, and note how long after its moment the whole answer was there."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    while (job := jobs.get()) is not None:
        due, path = job
        try:
            connection.request("GET", path, headers={"Cookie": cookie, "Host": "localhost"})
            answer = connection.getresponse()
            answer.read()
            status = answer.status
        except (OSError, http.client.HTTPException):
            connection.close()
            status = 0
        kind = "inbox" if path.startswith("/inbox") else "case page"
        waits.append((kind, time.perf_counter() - due, status))


def measure(cookie: str, cases: int, rate: float, seconds: float) -> list[tuple[str, float, int]]:
    """Requests at a fixed rate for so many seconds."""
    known = list(numbers(cases))
    chance = random.Random(2026)
    jobs: queue.Queue[tuple[float, str] | None] = queue.Queue()
    waits: list[tuple[str, float, int]] = []
    threads = [threading.Thread(target=ask, args=(jobs, cookie, waits)) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    begun = time.perf_counter()
    for count in range(int(rate * seconds)):
        due = begun + count / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        unit = chance.choice(("asylum", "border", "dublin", "registration"))
        path = f"/inbox?unit={unit}" if count % 2 else f"/case/{chance.choice(known)}"
        jobs.put((due, path))
    for _ in threads:
        jobs.put(None)
    for thread in threads:
        thread.join()
    return waits


def main() -> None:
    """Serve, ask, and print one line a kind of page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--cases", type=int, default=1_000_000)
    asked.add_argument("--rate", type=float, default=235.0)
    asked.add_argument("--seconds", type=float, default=30.0)
    given = asked.parse_args()
    os.environ |= {
        "ASYLON_DATA": str(given.folder.absolute()), "ASYLON_MODE": "demonstration", "ASYLON_HOSTS": "localhost",
        "DJANGO_SETTINGS_MODULE": "asylon.desk.settings",
    }  # fmt: skip
    from asylon.desk.preparation import prepare

    prepare()
    script = given.folder / "serve_for_bench.py"
    script.write_text(SERVER.format(port=PORT, workers=WORKERS), encoding="utf-8")
    server = subprocess.Popen([sys.executable, str(script)])
    try:
        for _ in range(100):
            time.sleep(0.3)
            try:
                warm = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
                warm.request("GET", "/health/live", headers={"Host": "localhost"})
                if warm.getresponse().status == 200:
                    break
            except OSError:
                continue
        cookie = session()
        progress("warming up")
        measure(cookie, given.cases, 20, 10)
        progress("measuring")
        waits = measure(cookie, given.cases, given.rate, given.seconds)
    finally:
        server.terminate()
        server.wait()
        script.unlink()
    done = len(waits) / max(given.seconds, 1e-9)
    for kind in ("inbox", "case page"):
        times = sorted(wait * 1000 for name, wait, _ in waits if name == kind)
        failed = sum(status != 200 for name, _, status in waits if name == kind)
        line(
            question=f"{kind}, {given.cases} open cases, two server processes, {given.rate:g} requests/s asked",
            unit="ms", ours={"p50": round(times[len(times) // 2], 1), "p95": round(times[int(len(times) * 0.95)], 1)},
            failed=str(failed), answered_per_second=round(done, 1), target="p95 < 150 ms at 235 requests/s",
        )  # fmt: skip


if __name__ == "__main__":
    main()
