"""The desk as an application of Django."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Connects what happens at every sign-in, before anybody can sign in."""

    name = "asylon.desk"

    def ready(self) -> None:
        from asylon.desk import sessions  # noqa: F401 - its receivers are connected by importing it
