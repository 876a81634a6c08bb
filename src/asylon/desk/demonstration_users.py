"""Sign-ins of the demonstration. They exist only there; their password is shown on purpose."""

from __future__ import annotations

import msgspec
from django.conf import settings
from django.contrib.auth.hashers import check_password

from asylon.law.citations import Bilingual
from asylon.register import CaseQuery, Register

PASSWORD = "fictional-2026"
APPLICANT = "applicant"
#: The route of the file that the fictional applicant sees.
EXAMINED = "route:normal_procedure"


class DemonstrationUser(msgspec.Struct, frozen=True):
    """A fictional colleague: name to sign in with, full name, unit, roles, and what the unit does."""

    name: str
    full_name: str
    unit: str
    roles: tuple[str, ...]
    does: Bilingual


def _user(name: str, full_name: str, unit: str, role: str, en: str, nl: str) -> DemonstrationUser:
    return DemonstrationUser(name, full_name, unit, tuple(role.split()), Bilingual(en, nl))


USERS = (
    _user("caseworker", "C. Example", "asylum", "determining_authority", "examines applications", "behandelt verzoeken"),
    _user("border", "B. Example", "border", "border_guard", "screens at the border", "screent aan de grens"),
    _user("registrar", "R. Example", "registration", "registration", "registers applications", "registreert verzoeken"),
    _user("dublin", "D. Example", "dublin", "dublin_unit", "responsibility and transfers", "verantwoordelijkheid en overdrachten"),
    _user("reception", "P. Example", "reception", "reception", "places and needs", "plaatsen en behoeften"),
    _user("return", "T. Example", "return", "return", "return", "terugkeer"),
    _user("guardian", "G. Example", "guardianship", "guardian", "unaccompanied minors", "niet-begeleide minderjarigen"),
    _user("lawyer", "L. Example", "legal", "court_liaison", "appeals before the court", "beroepen bij de rechter"),
    _user("monitor", "M. Example", "monitoring", "monitor", "fundamental rights", "grondrechten"),
    _user("coordinator", "O. Example", "coordination", "coordinator", "watches the ten blocks", "volgt de tien bouwstenen"),
    _user("statistician", "S. Example", "statistics", "statistician", "statistics", "statistiek"),
    _user("privacy", "V. Example", "privacy", "privacy_officer", "data protection", "gegevensbescherming"),
    _user("administrator", "A. Example", "administration", "administrator", "maintains the system", "onderhoudt het systeem"),
    _user("applicant", "K. Example", "", "applicant", "asked for protection", "vroeg om bescherming"),
)  # fmt: skip


def create(state: str = "NL") -> None:
    """Create the fictional colleagues where they are missing. Refuses outside the demonstration."""
    if not settings.DEMONSTRATION:
        raise RuntimeError("demonstration sign-ins are made only in demonstration mode")
    from django.contrib.auth.models import User

    from asylon.desk.models import Account

    for known in USERS:
        initial, _, family = known.full_name.partition(" ")
        user, made = User.objects.get_or_create(
            username=known.name, defaults={"first_name": initial, "last_name": family}
        )
        if made or not check_password(PASSWORD, user.password):
            user.set_password(PASSWORD)
            user.save()
        roles = " ".join(known.roles)
        Account.objects.update_or_create(user=user, defaults={"state": state, "unit": known.unit, "roles": roles})


def link_applicant(register: Register) -> None:
    """Let the fictional applicant be a person of the register: one who asked alone, and whose request is examined."""
    from asylon.desk.models import Account

    account = Account.objects.filter(user__username=APPLICANT).first()
    if account is None or account.person:
        return
    alone = [row for row in register.cases(CaseQuery(state=account.state, limit=200)).rows if row.persons == 1]
    examined = [row for row in alone if row.route == EXAMINED and row.next_due is not None]
    for row in (examined or alone)[:1]:
        account.person = min(register.reach(row.case_id).persons)
        account.save()


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
