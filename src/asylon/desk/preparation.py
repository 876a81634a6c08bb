"""Make the desk's own database ready: accounts and sessions. Safe to repeat at every start."""

from __future__ import annotations

import os


def prepare() -> None:
    """Set Django up, create or upgrade the desk's tables, seal what an earlier release kept in the clear, and make or
    remove the demonstration sign-ins."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asylon.desk.settings")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from asylon.desk import demonstration_users

    call_command("migrate", verbosity=0, interactive=False)
    from asylon.desk.plain_secrets import seal_what_is_plain

    seal_what_is_plain()
    if settings.DEMONSTRATION:
        demonstration_users.create()
    else:
        demonstration_users.remove()
