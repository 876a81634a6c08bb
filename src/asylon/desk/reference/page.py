"""What every public view shares: open to everyone, read only, and the day on which the desk stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from asylon.desk.house import house, law_book
from asylon.law.book import Book
from asylon.register import RegisterError

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """A page that anyone may read, and that changes nothing."""
    made: Any = login_not_required(require_safe(view))
    return made


def book() -> Book:
    """The book of law the desk stands on."""
    return law_book()


def now() -> datetime:
    """The desk's instant (the demonstration clock, or the real time) in its Member State's zone.

    The real time, too, where the register cannot tell its own: the law is no less open then.
    """
    try:
        moment = house().register.now()
    except RegisterError:
        moment = datetime.now(UTC)
    return moment.astimezone(book().zone(state()))


def today() -> date:
    """The desk's day in its Member State."""
    return now().date()


def state() -> str:
    """The Member State of this desk."""
    state: str = settings.SURROUNDINGS.state
    return state
