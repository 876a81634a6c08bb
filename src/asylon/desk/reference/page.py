"""What every public view shares: open to everyone, read only, and the day on which the desk stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from asylon.desk.house import house
from asylon.law.book import Book

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """A page that anyone may read, and that changes nothing."""
    made: Any = login_not_required(require_safe(view))
    return made


def book() -> Book:
    """The book of law the desk stands on."""
    return house().book


def now() -> datetime:
    """The desk's instant (the demonstration clock, or the real time) in its Member State's zone."""
    return house().register.now().astimezone(book().zone(house().state))


def today() -> date:
    """The desk's day in its Member State."""
    return now().date()


def state() -> str:
    """The Member State of this desk."""
    return house().state
