"""Rate limits: how often something may be done, told with how long to wait.

Counts are kept in the desk's database, so that all server processes share them. Of a generous limit a process takes a share
at once, a hundredth, and counts that down in its memory: so a list does not cost a write. What is allowed in all never exceeds
the limit; the last of a share that another process holds may be refused. Counts of questions about cases that are not stored
stay in the memory of a process, because such a question leaves no trace.
"""

from __future__ import annotations

import time
from threading import Lock

from django.conf import settings
from django.db import connections, router
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from asylon.law.citations import Bilingual

#: Windows that ended this many seconds ago are removed.
KEPT = 24 * 3600
#: Of a limit a process takes one in so many at once, and holds at most so many shares.
SHARES = 100
SHARES_HELD = 10_000


class TooOftenError(Exception):
    """Done too often; ``wait`` is after how many seconds it can be done again."""

    def __init__(self, limit: str, wait: int) -> None:
        super().__init__(limit)
        self.limit = limit
        self.wait = wait

    @property
    def what(self) -> Bilingual:
        """What is wrong, in words."""
        return Bilingual("This was done too often in a short time", "Dit is te vaak gedaan in korte tijd")

    @property
    def remedy(self) -> Bilingual:
        """What to do, in words."""
        minutes = -(-self.wait // 60)
        return (
            Bilingual(f"Try again in {self.wait} seconds.", f"Probeer het over {self.wait} seconden opnieuw.")
            if self.wait < 120
            else Bilingual(f"Try again in {minutes} minutes.", f"Probeer het over {minutes} minuten opnieuw.")
        )


def address(request: HttpRequest) -> str:
    """Where a request came from: what the outermost of our own servers in front saw."""
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if settings.PROXIES and len(seen) >= settings.PROXIES:
        return seen[-settings.PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))


def take(limit: str, key: str) -> None:
    """Count one more of ``limit`` for ``key``. Raises :class:`TooOftenError` where that is one too many."""
    most, seconds = settings.RATE_LIMITS[limit]
    now = int(time.time())
    window = now // seconds * seconds
    with _lock:
        held, left = _shares.get((limit, key), (window, 0))
        if held == window and left:
            _shares[limit, key] = (window, left - 1)
            return
    share = max(1, most // SHARES)
    allowed = most - (_counted(limit, key, window, share) - share)
    if allowed < 1:
        raise TooOftenError(limit, window + seconds - now)
    if share > 1:
        with _lock:
            if len(_shares) >= SHARES_HELD:
                _shares.clear()
            _shares[limit, key] = (window, min(share, allowed) - 1)


def _counted(limit: str, key: str, window: int, share: int) -> int:
    """The count of the window, with this share in it."""
    from asylon.desk.models import Tally

    table = Tally._meta.db_table
    with connections[router.db_for_write(Tally)].cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO {table} ("limit", "key", "window", "number") VALUES (%s, %s, %s, %s)
                ON CONFLICT ("limit", "key", "window") DO UPDATE SET "number" = {table}."number" + excluded."number"
                RETURNING {table}."number" AS number""",
            (limit, _digest(key), window, share),
        )
        number = int(cursor.fetchone()[0])
    if number == share:
        _most, seconds = settings.RATE_LIMITS[limit]
        Tally.objects.filter(limit=limit, window__lt=int(time.time()) - max(KEPT, seconds)).delete()
    return number


def give_back(limit: str, key: str) -> None:
    """Forget what was counted for ``key`` in this window: it turned out to be in order."""
    from asylon.desk.models import Tally

    _most, seconds = settings.RATE_LIMITS[limit]
    window = int(time.time()) // seconds * seconds
    Tally.objects.filter(limit=limit, key=_digest(key), window=window).delete()
    with _lock:
        _shares.pop((limit, key), None)


_lock = Lock()
#: What this process may still do without asking the database: the window and how often, by limit and key.
_shares: dict[tuple[str, str], tuple[int, int]] = {}
_here: dict[tuple[str, str], int] = {}
_window: dict[str, int] = {}


def take_here(limit: str, key: str) -> None:
    """As :func:`take`, counted in this process only and written nowhere."""
    most, seconds = settings.RATE_LIMITS[limit]
    now = int(time.time())
    window = now // seconds * seconds
    with _lock:
        if _window.get(limit) != window:
            _window[limit] = window
            for old in [one for one in _here if one[0] == limit]:
                del _here[old]
        number = _here[limit, key] = _here.get((limit, key), 0) + 1
    if number > most:
        raise TooOftenError(limit, window + seconds - now)


def _digest(key: str) -> str:
    return salted_hmac("asylon.desk.limits", key, algorithm="sha256").hexdigest()
