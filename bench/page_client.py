"""A client that asks pages at a fixed rate, whether or not earlier ones were answered, with as little work of its own as can be.

Every request has its moment; the wait is counted from that moment until the whole answer is there, so a slow server is not
spared. Requests wait in line for one of ``CONNECTIONS`` connections that stay open.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import NamedTuple

CONNECTIONS = 64
#: Seconds after which a request counts as not answered.
PATIENCE = 30.0


class Ask(NamedTuple):
    """What to ask: when (seconds from the start), which kind of page, the whole request."""

    due: float
    kind: str
    request: bytes


class Wait(NamedTuple):
    """How long an answer took (seconds) and its status; 0 where there was none."""

    kind: str
    seconds: float
    status: int


def request(path: str, cookie: str) -> bytes:
    """A request for a page."""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n".encode()


def ask_all(asks: Sequence[Ask], port: int) -> list[Wait]:
    """Ask everything at its moment."""
    return asyncio.run(_ask_all(asks, port))


async def _ask_all(asks: Sequence[Ask], port: int) -> list[Wait]:
    line: asyncio.Queue[tuple[float, Ask] | None] = asyncio.Queue()
    waits: list[Wait] = []
    begun = time.perf_counter()
    askers = [asyncio.create_task(_asker(line, port, waits)) for _ in range(CONNECTIONS)]
    for one in asks:
        moment = begun + one.due
        pause = moment - time.perf_counter()
        if pause > 0:
            await asyncio.sleep(pause)
        line.put_nowait((moment, one))
    for _ in askers:
        line.put_nowait(None)
    await asyncio.gather(*askers)
    return waits


async def _asker(line: asyncio.Queue[tuple[float, Ask] | None], port: int, waits: list[Wait]) -> None:
    reader = writer = None
    while (job := await line.get()) is not None:
        moment, one = job
        try:
            if writer is None or reader is None:
                reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
            writer.write(one.request)
            status = await asyncio.wait_for(_answer(reader), PATIENCE)
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            status = 0
            if writer is not None:
                writer.close()
            reader = writer = None
        waits.append(Wait(one.kind, time.perf_counter() - moment, status))
    if writer is not None:
        writer.close()


async def _answer(reader: asyncio.StreamReader) -> int:
    """Read one whole answer; its status."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
    await reader.readexactly(int(length))
    return int(head[9:12])
