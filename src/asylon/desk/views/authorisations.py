"""The authorisation table as a page to print, and why a role may or may not do something."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asylon.access import ACTIONS, PURPOSES, ROLES, SCOPES, Allowed, Entry, Refused, Subject, Who, decide, entries
from asylon.access.restriction import CONDITIONS
from asylon.access.restriction import lines as restriction_lines
from asylon.access.table import ALL
from asylon.desk import people
from asylon.desk.context import language
from asylon.law.facts import KINDS
from asylon.law.vocabulary import GROUPS, fields

#: The file that a question is about: what it is to the one who asks.
OWN, TASK, MINOR, SELF, OTHER, NONE = "own", "task", "minor", "self", "other", "none"


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The table as it stands, by role, with the form to ask why."""
    people.authorise(request, "see_authorisations")
    lang = language()
    roles = [
        (words[lang], [_line(entry, lang) for entry in entries() if entry.role == role])
        for role, words in ROLES.items()
    ]
    restricted = [
        {
            "purpose": PURPOSES[line.purpose][lang],
            "goes_on": CONDITIONS[line.while_restricted][lang],
            "basis": line.basis,
        }
        for line in restriction_lines()
    ]
    return render(
        request, "desk/authorisations.html", {"roles": roles, "restricted": restricted, **_choices(request, lang)}
    )


@require_safe
def why(request: HttpRequest) -> HttpResponse:
    """The decision on a role, an action, a purpose and a file that are chosen, with its reason."""
    people.authorise(request, "see_authorisations")
    lang = language()
    choices = _choices(request, lang)
    chosen: dict[str, str] = choices["chosen"]
    answer = decide(
        Who(name="", roles=(chosen["role"],), state="own", unit="own", person="file/person"),
        chosen["action"],
        chosen["purpose"],
        _subject(chosen["file"]),
    )
    context = {**choices, "asked": True, "allowed": isinstance(answer, Allowed)}
    if isinstance(answer, Refused):
        context |= {"reason": answer.why[lang], "remedy": answer.remedy[lang]}
    else:
        context |= {
            "lines": [_line(entry, lang) for entry in answer.entries],
            "seen": _groups(tuple(sorted(answer.groups)), lang),
            "hidden": _fields(tuple(sorted(answer.hidden)), lang),
        }
    return render(request, "desk/authorisations_why.html", context)


def _subject(file: str) -> Subject | None:
    return {
        OWN: Subject(state="own"),
        TASK: Subject(state="own", units=frozenset({"own"})),
        MINOR: Subject(state="own", minors=True),
        SELF: Subject(state="own", persons=frozenset({"file/person"})),
        OTHER: Subject(state="other"),
    }.get(file)


def _choices(request: HttpRequest, lang: str) -> dict[str, Any]:
    """What can be asked, and what is: the first of each where nothing or something unknown is chosen."""
    files = {
        NONE: _("no file in particular, such as a list"),
        OWN: _("a file of the own Member State"),
        TASK: _("a file in which the own unit has a task"),
        MINOR: _("a file of an unaccompanied minor"),
        SELF: _("a file about oneself"),
        OTHER: _("a file of another Member State"),
    }
    lists = {
        "role": {key: words[lang] for key, words in ROLES.items()},
        "action": {key: words[lang] for key, words in ACTIONS.items()},
        "purpose": {key: words[lang] for key, words in PURPOSES.items()},
        "file": files,
    }
    chosen = {name: request.GET.get(name, "") for name in lists}
    chosen = {name: value if value in lists[name] else next(iter(lists[name])) for name, value in chosen.items()}
    labels = {"role": _("Role"), "action": _("Action"), "purpose": _("Purpose"), "file": _("File")}
    fields = [(name, labels[name], list(options.items()), chosen[name]) for name, options in lists.items()]
    return {"choices": fields, "chosen": chosen}


def _line(entry: Entry, lang: str) -> dict[str, Any]:
    return {
        "role": ROLES[entry.role][lang],
        "action": ACTIONS[entry.action][lang],
        "scope": SCOPES[entry.scope][lang],
        "purposes": ", ".join(PURPOSES[name][lang] for name in entry.purposes),
        "seen": _groups(entry.groups, lang),
        "hidden": _fields(entry.hidden, lang),
        "basis": entry.basis,
    }


def _groups(groups: tuple[str, ...], lang: str) -> str:
    if ALL in groups:
        return _("everything of the file")
    return ", ".join(GROUPS[group][lang] for group in groups)


def _fields(names: tuple[str, ...], lang: str) -> str:
    """Fields (``kind.field``) in words."""
    found = []
    for name in names:
        kind, _dot, field = name.partition(".")
        labels = {name: words[lang] for name, _type, words, _required in fields(KINDS[kind])}
        found.append(f"{KINDS[kind].words[lang]}: {labels.get(field, field)}")
    return ", ".join(found)
