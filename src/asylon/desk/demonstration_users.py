"""Sign-ins of the demonstration. They exist only there; their password is shown on purpose."""

from __future__ import annotations

import msgspec
from django.conf import settings
from django.contrib.auth.hashers import check_password

from asylon.law.citations import Bilingual

PASSWORD = "fictional-2026"


class DemonstrationUser(msgspec.Struct, frozen=True):
    """A fictional colleague: name to sign in with, full name, unit, and what the unit does."""

    name: str
    full_name: str
    unit: str
    does: Bilingual


USERS = (
    DemonstrationUser("caseworker", "C. Example", "asylum", Bilingual("examines applications", "behandelt verzoeken")),
    DemonstrationUser("border", "B. Example", "border", Bilingual("screens at the border", "screent aan de grens")),
    DemonstrationUser(
        "dublin",
        "D. Example",
        "dublin",
        Bilingual("responsibility and transfers", "verantwoordelijkheid en overdrachten"),
    ),
    DemonstrationUser(
        "coordinator", "O. Example", "coordination", Bilingual("watches the ten blocks", "volgt de tien bouwstenen")
    ),
    DemonstrationUser(
        "lawyer", "L. Example", "legal", Bilingual("checks rules and departures", "toetst regels en afwijkingen")
    ),
)


def create() -> None:
    """Create the fictional colleagues where they are missing. Refuses outside the demonstration."""
    if not settings.DEMONSTRATION:
        raise RuntimeError("demonstration sign-ins are made only in demonstration mode")
    from django.contrib.auth.models import Group, User

    for known in USERS:
        group, _ = Group.objects.get_or_create(name=known.unit)
        initial, _, family = known.full_name.partition(" ")
        user, made = User.objects.get_or_create(
            username=known.name, defaults={"first_name": initial, "last_name": family}
        )
        if made or not check_password(PASSWORD, user.password):
            user.set_password(PASSWORD)
            user.save()
        user.groups.add(group)


def remove() -> int:
    """Remove them outside the demonstration, so that no folder keeps a published password. Returns how many.

    Someone of the same name who chose another password is left alone.
    """
    from django.contrib.auth.models import User

    known = [user.name for user in USERS]
    found = [u for u in User.objects.filter(username__in=known) if check_password(PASSWORD, u.password)]
    for user in found:
        user.delete()
    return len(found)
