"""Setting the law book in type, in a process of its own.

The compiler takes most of a gigabyte and gives none of it back, so it works in a process that ends with the book: the
process that asks stays as small as it was. One book is set at a time in the whole installation. What goes wrong there is told
here, and nobody waits longer than :data:`LONGEST`.
"""

from __future__ import annotations

import fcntl
import json
import logging
import resource
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, time
from importlib import resources
from pathlib import Path
from typing import Any

from asylon.law.citations import Bilingual

#: Seconds after which a book is given up, and of a processor. It takes about five of these; a busy machine gives few at a time.
LONGEST, LONGEST_WORK = 300, 60
#: Of all processes the kernel ends this one first where memory runs out, and not one that serves or records.
_FIRST_TO_GO = "1000"

_logger = logging.getLogger("asylon.lawbook")


class PrintingError(Exception):
    """The book could not be set: ``what`` and ``remedy`` are for the reader, ``cause`` for who looks after the machine."""

    what = Bilingual("The law book could not be printed", "Het wetboek kon niet worden afgedrukt")
    remedy = Bilingual(
        "Try again in a moment. Every article, limit and table stands on the pages about the law as well; if it comes back, "
        "tell the manager of this installation the time.",
        "Probeer het over een ogenblik weer. Elk artikel en elke termijn en tabel staat ook op de pagina's over het recht; komt "
        "het terug, meld de beheerder van deze installatie dan het tijdstip.",
    )

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause

    def __str__(self) -> str:
        return f"{self.what.en}: {self.cause}. {self.remedy.en}"


def compiled(data: Mapping[str, Any], on: date) -> bytes:
    """The contents set as PDF/UA-1, dated noon of a day so that the same contents give the same bytes.

    Raises :class:`PrintingError` where the compiler refuses, its process is killed, or it takes too long.
    """
    moment = datetime.combine(on, time(12), tzinfo=UTC)
    asked = json.dumps({"book": data, "moment": moment.isoformat()}, ensure_ascii=False).encode()
    command = [sys.executable, "-P", "-m", __name__]
    try:
        done = subprocess.run(command, input=asked, capture_output=True, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        raise _told(f"it took longer than {LONGEST} seconds") from None
    except OSError as error:
        raise _told(f"no process could be started for it: {error.strerror or error}") from None
    if done.returncode < 0:
        raise _told(f"its process was ended by signal {-done.returncode}; memory may have run out")
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise _told(said[-1].rstrip(".") if said else f"its process ended with {done.returncode}")
    return done.stdout


def _told(cause: str) -> PrintingError:
    """The error, once the log of the server has its cause."""
    _logger.error("%s: %s", PrintingError.what.en, cause)
    return PrintingError(cause)


def _set() -> None:
    """Read contents and moment, and write the book: all that the process of its own does."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_GO)
    # Also where nobody waits any more, because who asked was stopped.
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_WORK, LONGEST_WORK))
    asked = json.load(sys.stdin.buffer)
    import typst

    with (
        resources.as_file(resources.files("asylon.lawbook") / "data" / "book.typ") as place,
        place.open("rb") as template,
    ):
        # One at a time, whichever process asked.
        fcntl.flock(template, fcntl.LOCK_EX)
        made = typst.compile(
            template.read(),
            format="pdf",
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            sys_inputs={"book": json.dumps(asked["book"], ensure_ascii=False)},
            timestamp=datetime.fromisoformat(asked["moment"]),
        )
    assert isinstance(made, bytes)
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    _set()
