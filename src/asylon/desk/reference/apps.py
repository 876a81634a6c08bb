"""The public rooms as a Django application, so that their templates and translations are found."""

from __future__ import annotations

from django.apps import AppConfig


class Reference(AppConfig):
    """Law, calculate, plan and council."""

    name = "asylon.desk.reference"
    label = "reference"
