"""A port for a server of a test."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path
from secrets import randbelow

#: Below the ports from which the system takes those of connections going out: none of them takes it until the server has it.
_LOWEST, _RANGE = 10_000, Path("/proc/sys/net/ipv4/ip_local_port_range")


def free_port() -> int:
    """A port of this machine that nobody listens on, and that only another server may take."""
    begins = int(_RANGE.read_text().split()[0]) if _RANGE.is_file() else 32_768
    while True:
        port = _LOWEST + randbelow(max(begins - _LOWEST, 1))
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
