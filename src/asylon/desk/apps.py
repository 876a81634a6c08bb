"""The desk as a Django application."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class Desk(AppConfig):
    """The desk: accounts, sign-in and pages about people."""

    name = "asylon.desk"
    label = "desk"

    def ready(self) -> None:
        """Have every sign-in noted from the first on."""
        import_module("asylon.desk.sessions")
