"""Sessions in the desk's database, as Django keeps them; loaded at every request, so by one statement that is written once."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.core.exceptions import SuspiciousOperation
from django.db import connections, router
from django.utils import timezone

from asylon.desk.statements import first_row

_LOAD = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(DatabaseStore):
    """A session of the desk. It ends when its row goes, at once and for every server process."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no key, where it is over or unknown."""
        database = connections[router.db_for_read(self.model)]
        now = database.ops.adapt_datetimefield_value(timezone.now())
        row = first_row(database, _LOAD, (self.session_key, now))
        if row is None:
            self._session_key = None
            return {}
        try:
            return self.decode(row[0])
        except (ValueError, SuspiciousOperation):
            return {}
