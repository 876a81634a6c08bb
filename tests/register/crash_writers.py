"""Started by the crash tests: forks a writer for each order it is given, which records until it is killed.

Orders come as JSON lines; a writer has a thread for each of the ``names``. On standard output stand ``born PID`` for each writer,
``stored NAME N`` and ``erased NAME N`` as soon as the register has acknowledged them, and ``dead`` once the writer is gone. All persons are
fictional.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import NoReturn

from asylon.register import Batch, NewFact, PostgresLog, SqliteLog, Vault
from asylon.register.store import TableLog

#: Of every so many batches one is followed by an erasure.
ERASES_EVERY = 3


def clock() -> datetime:
    return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def opened(folder: Path, address: str) -> TableLog:
    """The log in a folder, or in the database at an address."""
    vault = Vault(folder / "vault.sqlite", clock)
    try:
        if address:
            return PostgresLog(address, folder, vault, clock)
        return SqliteLog(folder / "register.sqlite", vault, clock)
    except BaseException:
        vault.close()
        raise


def batch_of(name: str, number: int) -> Batch:
    """The batch with this number of a writer: a sealed fact of its case, and one of a stream that all write to."""
    facts = (
        NewFact(
            stream_kind="case",
            stream_id=name,
            kind="noted",
            at="2026-11-23",
            person=f"{name}-{number}",
            body={"number": number},
        ),
        NewFact(stream_kind="plan", stream_id="shared", kind="noted", at="2026-11-23", body={"by": name, "n": number}),
    )
    return Batch(facts=facts, actor=name, unit="test", purpose="test", command_id=f"{name}/{number}")


def say(words: str) -> None:
    """One line in one write: the pipe takes it whole or not at all."""
    os.write(1, f"{words}\n".encode())


def write(log: TableLog, name: str) -> NoReturn:
    """Record without end."""
    number = 0
    while True:
        log.append(batch_of(name, number))
        say(f"stored {name} {number}")
        if number % ERASES_EVERY == ERASES_EVERY - 1:
            log.vault.erase(f"{name}-{number}", by="privacy officer", reason="retention ended")
            say(f"erased {name} {number}")
        number += 1


def write_all(folder: Path, address: str, names: list[str]) -> NoReturn:
    """Record under each name at once, until one is refused; that ends the whole process."""
    log = opened(folder, address)

    def refused_ends_it(name: str) -> None:
        try:
            write(log, name)
        except BaseException as error:
            say(f"refused {name} {type(error).__name__}")
            os._exit(1)

    for name in names[1:]:
        Thread(target=refused_ends_it, args=(name,), daemon=True).start()
    refused_ends_it(names[0])
    raise AssertionError("nobody comes here")


def main() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            # Said by the writer itself: however busy the machine is, it is heard before what the writer records.
            say(f"born {os.getpid()}")
            try:
                write_all(Path(order["folder"]), order["address"], order["names"])
            except BaseException as error:
                say(f"refused {order['names'][0]} {type(error).__name__}")
                os._exit(1)
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main()
