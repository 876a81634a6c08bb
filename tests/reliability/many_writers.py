"""Started by the tests of concurrency: some threads that record in one case through the interface, each until it has recorded enough.

Prints, as JSON, how often each status was answered. All persons are fictional.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from threading import Thread

sys.path.insert(0, str(Path(__file__).parents[1]))

from serving import ask


def write(base: str, token: str, number: str, hour: int, facts: int, found: Counter[int]) -> None:
    """Record facts of an hour of the day that is this writer's alone."""
    recorded = 0
    while recorded < facts:
        headers = {"Authorization": f"Bearer {token}"}
        read = ask(base, f"/api/v1/cases/{number}", **headers)
        assert read.status == 200, read.body
        at = f"2026-07-{10 + recorded:02d}T{hour:02d}:00:00+02:00"
        sent = {"facts": [{"kind": "eurodac_transmitted", "person": "p1", "at": at}]}
        answer = ask(base, f"/api/v1/cases/{number}/facts", sent, If_Match=read.headers["ETag"], **headers)
        found[answer.status] += 1
        if answer.status == 201:
            recorded += 1
        else:
            assert answer.headers["Content-Type"] == "application/problem+json", answer.body
            assert answer.json["type"] == "urn:asylon:problem:changed-meanwhile", answer.body


def main() -> None:
    base, token, number, first, threads, facts = sys.argv[1:]
    found: Counter[int] = Counter()
    running = [
        Thread(target=write, args=(base, token, number, hour, int(facts), found))
        for hour in range(int(first), int(first) + int(threads))
    ]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
