"""The authorisation table: role × action × scope × purpose, down to what of a file is visible.

``data/authorisations.csv`` is the table, a line for each entry; what no line allows is refused. It is printed as it
stands by the desk, the command line and the documentation.
"""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files

import msgspec

from asylon.law.citations import Bilingual
from asylon.law.facts import KINDS
from asylon.law.vocabulary import GROUPS

ROLES: dict[str, Bilingual] = {
    "border_guard": Bilingual("border guard", "grenswachter"),
    "registration": Bilingual("registration officer", "registratiemedewerker"),
    "determining_authority": Bilingual("determining authority", "beslissingsautoriteit"),
    "dublin_unit": Bilingual("Dublin unit", "Dublin-eenheid"),
    "reception": Bilingual("reception", "opvang"),
    "return": Bilingual("return", "terugkeer"),
    "guardian": Bilingual("guardian's office", "voogdij-instelling"),
    "court_liaison": Bilingual("court liaison", "procesvertegenwoordiging"),
    "monitor": Bilingual("monitoring mechanism", "toezichtmechanisme"),
    "coordinator": Bilingual("implementation coordinator", "implementatiecoördinator"),
    "statistician": Bilingual("statistician", "statisticus"),
    "privacy_officer": Bilingual("privacy officer", "privacyfunctionaris"),
    "administrator": Bilingual("administrator", "beheerder"),
    "applicant": Bilingual("applicant", "verzoeker"),
}

ACTIONS: dict[str, Bilingual] = {
    "list_cases": Bilingual("see lists of cases and duties", "lijsten van zaken en plichten zien"),
    "read_case": Bilingual("read a case", "een zaak lezen"),
    "record_fact": Bilingual("record a fact", "een feit vastleggen"),
    "open_case": Bilingual("open a case", "een zaak openen"),
    "record_circumstance": Bilingual("record a circumstance", "een omstandigheid vastleggen"),
    "export_cases": Bilingual("export cases", "zaken exporteren"),
    "import_cases": Bilingual("import cases", "zaken importeren"),
    "see_readings": Bilingual("see who read a case", "zien wie een zaak las"),
    "copy_person": Bilingual("copy what is held about a person", "kopiëren wat over een persoon wordt bewaard"),
    "see_figures": Bilingual("see indicators and counts", "indicatoren en aantallen zien"),
    "see_statistics": Bilingual("see statistics tables", "statistische tabellen zien"),
    "erase_person": Bilingual("erase a person", "een persoon wissen"),
    "maintain_register": Bilingual("maintain the register", "het register onderhouden"),
    "manage_accounts": Bilingual("manage accounts", "accounts beheren"),
    "see_authorisations": Bilingual("see this table", "deze tabel zien"),
}

SCOPES: dict[str, Bilingual] = {
    "state": Bilingual("files kept by the own Member State", "dossiers van de eigen lidstaat"),
    "task": Bilingual("files in which the own unit has a task", "dossiers waarin de eigen eenheid een taak heeft"),
    "minor": Bilingual(
        "files of unaccompanied minors, of the own Member State",
        "dossiers van niet-begeleide minderjarigen, van de eigen lidstaat",
    ),
    "person": Bilingual("what is recorded about oneself", "wat over uzelf is vastgelegd"),
    "none": Bilingual("no file: figures only", "geen dossier: alleen cijfers"),
}

PURPOSES: dict[str, Bilingual] = {
    "screening": Bilingual("screening at the border", "screening aan de grens"),
    "registration": Bilingual("registration", "registratie"),
    "examination": Bilingual("examination of the application", "behandeling van het verzoek"),
    "responsibility": Bilingual(
        "determining the Member State responsible", "vaststellen van de verantwoordelijke lidstaat"
    ),
    "reception": Bilingual("reception", "opvang"),
    "return": Bilingual("return", "terugkeer"),
    "representation": Bilingual("representation of a minor", "vertegenwoordiging van een minderjarige"),
    "litigation": Bilingual("proceedings before the court", "procedure bij de rechter"),
    "monitoring": Bilingual("monitoring of fundamental rights", "toezicht op grondrechten"),
    "coordination": Bilingual("coordination of the implementation", "coördinatie van de uitvoering"),
    "statistics": Bilingual("statistics", "statistiek"),
    "data_protection": Bilingual("data protection", "gegevensbescherming"),
    "access_request": Bilingual(
        "request of the person concerned for access", "verzoek om inzage van de betrokken persoon"
    ),
    "maintenance": Bilingual("maintenance of the system", "onderhoud van het systeem"),
    "own_information": Bilingual("information about one's own case", "informatie over de eigen zaak"),
}

#: In a list of groups of facts: all of them.
ALL = "*"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the table: who may do what, where, for which purposes.

    ``groups`` are the groups of facts that are visible or may be recorded (all where it holds ``*``), ``hidden`` the fields
    (``kind.field``) that stay hidden all the same, ``basis`` the article or norm it rests on.
    """

    role: str
    action: str
    scope: str
    purposes: tuple[str, ...]
    groups: tuple[str, ...]
    hidden: tuple[str, ...]
    basis: str

    def shows(self, group: str) -> bool:
        """Whether facts of a group are visible."""
        return ALL in self.groups or group in self.groups


class AccessTableError(ValueError):
    """The table names something that does not exist; the message says which line."""


@cache
def entries() -> tuple[Entry, ...]:
    """Every line of the table, in its order. Raises :class:`AccessTableError` for a line that cannot be right."""
    text = (files("asylon.access") / "data" / "authorisations.csv").read_text("utf-8")
    found = []
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        entry = Entry(
            role=row["role"],
            action=row["action"],
            scope=row["scope"],
            purposes=tuple(row["purposes"].split()),
            groups=tuple(row["groups"].split()),
            hidden=tuple(row["hidden"].split()),
            basis=row["basis"],
        )
        known = (
            (entry.role in ROLES, f"role {entry.role!r}"),
            (entry.action in ACTIONS, f"action {entry.action!r}"),
            (entry.scope in SCOPES, f"scope {entry.scope!r}"),
            (bool(entry.purposes) and set(entry.purposes) <= set(PURPOSES), f"purposes {entry.purposes}"),
            (set(entry.groups) <= {ALL, *GROUPS}, f"groups {entry.groups}"),
            (all(map(_is_field, entry.hidden)), f"hidden {entry.hidden}"),
            (bool(entry.basis), "no basis"),
        )
        wrong = [what for right, what in known if not right]
        if wrong:
            raise AccessTableError(f"authorisations.csv, line {number}: {', '.join(wrong)}")
        found.append(entry)
    return tuple(found)


def _is_field(name: str) -> bool:
    """Whether ``kind.field`` is a field of a fact: what hides nothing must not look as if it did."""
    kind, _, field = name.partition(".")
    return kind in KINDS and field in KINDS[kind].__struct_fields__
