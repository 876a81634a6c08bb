"""Recording a fact: choose a kind, fill in the form, see what it changed. Nothing is stored when anything is wrong."""

from __future__ import annotations

import secrets
from itertools import count
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from asylon.access import Refused
from asylon.access.showing import by_reference, names_colleagues, shown_entries, shown_lines
from asylon.desk import forms, people, persons
from asylon.desk.context import language
from asylon.desk.house import House, house
from asylon.desk.people import Forbidden, asked
from asylon.desk.positions import change
from asylon.desk.timeline import told
from asylon.law.citations import Bilingual
from asylon.law.explanation import explain, provision_words
from asylon.law.facts import KINDS, Fact, FactWithdrawn
from asylon.law.files import File, InputError, effective, read_fact, write_fact
from asylon.law.positions import position
from asylon.law.provisions import PROVISIONS
from asylon.law.vocabulary import GROUPS
from asylon.register import CaseRecord, Erased

#: Facts that concern another fact: they are opened from its line on the page of the case.
CORRECTION = "fact_corrected"


@require_safe
def choose(request: HttpRequest, number: str) -> HttpResponse:
    """Choose the kind of fact."""
    _case, allowed = people.find(request, number, "record_fact")
    lang = language()
    groups = [
        (
            words[lang],
            [
                (kind, cls.words[lang])
                for kind, cls in KINDS.items()
                if cls.group == group and group != "correction" and allowed.shows(kind)
            ],
        )
        for group, words in GROUPS.items()
    ]
    context = {
        "number": number,
        "groups": [entry for entry in groups if entry[1]],
        "back": people.way_back(request, number),
    }
    return render(request, "desk/record_choose.html", context)


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """The form of one kind of fact, and its recording."""
    if kind not in KINDS:
        raise Http404
    case, allowed = people.find(request, number, "record_fact")
    if not allowed.shows(kind):
        raise Forbidden(_outside(kind))
    opened = house()
    entry = _Entry(request, case, kind, opened)
    if entry.corrected is not None and not allowed.shows(type(entry.corrected).kind()):
        raise Forbidden(_outside(type(entry.corrected).kind()))
    if kind == FactWithdrawn.kind():
        reference = request.POST.get("withdraws") or request.GET.get("withdraws", "")
        withdrawn = by_reference(case.file.facts).get(reference)
        if withdrawn is not None and not allowed.shows(type(withdrawn).kind()):
            raise Forbidden(_outside(type(withdrawn).kind()))
    if request.method == "POST":
        entry.read()
        if entry.record():
            if not people.may(request, "read_case", people.subject_of(request, number)):
                # Whoever records without reading files sees at least that it is done.
                return redirect("readings", number=number)
            return redirect("recorded", number=number, version=entry.expected + 1)
    else:
        entry.fill()
    context = {
        "form": entry.form,
        "number": number,
        "title": entry.title,
        "lead": entry.lead,
        "button": _("Record"),
        "back": people.way_back(request, number),
    }
    return render(request, "desk/record.html", context, status=400 if entry.form.problems else 200)


def _outside(kind: str) -> Refused:
    words = KINDS[kind].words
    return Refused(
        why=Bilingual(
            f"Your role may record facts of this case, but not: {words.en.lower()}",
            f"Uw rol mag feiten van deze zaak vastleggen, maar niet: {words.nl.lower()}",
        ),
        remedy=Bilingual("Ask the unit whose task it is.", "Vraag de eenheid waarvan dit de taak is."),
    )


class _Entry:
    """One form being filled in for a case, on the file as it was when the form was opened."""

    def __init__(self, request: HttpRequest, case: CaseRecord, kind: str, opened: House) -> None:
        self.request = request
        self.case = case
        self.kind = kind
        self.opened = opened
        self.lang = language()
        self.zone = opened.book.zone(case.state)
        self.today = opened.register.now().astimezone(self.zone).date()
        asked_on = request.POST.get("expected", "")
        self.expected = int(asked_on) if asked_on.isdigit() else case.version
        self.file = _as_of(case, self.expected)
        self.corrected: Fact | None = None
        self.title = KINDS[kind].words[self.lang]
        self.lead = ""
        self.form = self._form()
        self.form.expected = str(self.expected)
        self.form.command = request.POST.get("command", "") or secrets.token_hex(16)

    def _form(self) -> forms.Form:
        known = persons.known(self.file)
        named = [
            (person, persons.heading(who, self.today, self.opened.book, self.lang)) for person, who in known.items()
        ]
        if self.kind == CORRECTION:
            return self._correction(named)
        if self.kind == "departed_from_advice":
            self.lead = self._advice()
        fresh = next(name for name in (f"p{n}" for n in count(1)) if name not in known)
        return forms.form(self.kind, self.lang, named, new_person=fresh)

    def _advice(self) -> str:
        provision = PROVISIONS.get(self.request.GET.get("advice", self.request.POST.get("advice", "")))
        if provision is None:
            return ""
        return _("The advice: {advice} Say why you act otherwise, and under which article.").format(
            advice=_sentence(provision_words(provision, self.lang))
        )

    def _correction(self, named: list[tuple[str, str]]) -> forms.Form:
        """The form of the fact to correct, with what is recorded now, and the reason."""
        reference = self.request.GET.get("corrects", "")
        standing = {fact.id: fact for fact in effective(self.file) if fact.id}
        self.corrected = standing.get(reference)
        if self.corrected is None:
            raise Http404
        kind = type(self.corrected).kind()
        made = forms.form(kind, self.lang, named)
        reason = forms.form(CORRECTION, self.lang).field("reason")
        assert reason is not None
        made.fields.append(reason)
        self.lead = _("Change what is wrong in “{title}” ({reference}). The earlier entry stays readable.").format(
            title=KINDS[kind].words[self.lang], reference=reference
        )
        return made

    def fill(self) -> None:
        """What is known beforehand: the recorded values, or what a link proposes."""
        if self.corrected is not None:
            forms.fill(self.form, self._recorded())
            return
        proposed = {
            field.name: self.request.GET[field.name] for field in self.form.fields if field.name in self.request.GET
        }
        if self.form.field("person") is not None and len(self.file.persons) == 1:
            proposed.setdefault("person", self.file.persons[0])
        user = self.request.user
        if self.form.field("decided_by") is not None:
            proposed.setdefault("decided_by", user.get_full_name() or user.get_username())
        forms.fill(self.form, proposed)

    def _recorded(self) -> dict[str, Any]:
        """The fact to correct as it stands, in the Member State's time."""
        assert self.corrected is not None
        raw = {**forms.defaults(type(self.corrected).kind()), **write_fact(self.corrected)}
        if self.corrected.at.exact:
            raw["at"] = self.corrected.at.instant(self.zone).astimezone(self.zone).isoformat()
        return raw

    def read(self) -> None:
        """Read what was filled in."""
        self.raw = forms.read(self.form, self.request.POST, self.zone)

    def record(self) -> bool:
        """Record the fact. False where something is wrong: it is noted in the form, and nothing is stored."""
        if self.form.problems:
            return False
        raw = self.raw if self.corrected is None else self._replacement(self.corrected)
        if raw is None:
            return False
        try:
            self.opened.register.record(
                self.case.id,
                (read_fact(raw),),
                **asked(self.request, "record_fact"),
                expected=self.expected,
                command_id=self.request.POST.get("command") or None,
            )
        except InputError as error:
            forms.place(self.form, error, self.lang, own=self.kind)
            return False
        return True

    def _replacement(self, corrected: Fact) -> dict[str, Any] | None:
        """The correction: only the fields that differ from what is recorded."""
        old = self._recorded()
        new = {key: value for key, value in self.raw.items() if key not in {"kind", "reason"}}
        new.setdefault("state", self.case.state)
        emptied = {
            field.name: None
            for field in self.form.fields
            if field.name in old and field.name not in new and field.name != "reason"
        }
        replace = {key: value for key, value in new.items() if old.get(key) != value} | emptied
        if not replace:
            self.form.refuse("", _("Nothing differs from what is recorded. Change at least one field."))
            return None
        return {
            "kind": CORRECTION,
            "person": corrected.person,
            "at": self.today.isoformat(),
            "corrects": corrected.id,
            "replace": replace,
            "reason": self.raw["reason"],
        }


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _as_of(case: CaseRecord, version: int) -> File:
    """The file as it was at an earlier version; what was erased since is gone from there too."""
    return File(
        case.state,
        tuple(entry.fact for entry in case.entries if entry.version <= version and not isinstance(entry.fact, Erased)),
    )


@require_safe
def recorded(request: HttpRequest, number: str, version: int) -> HttpResponse:
    """What one recorded fact changed: the position without and with it, both as of now."""
    case, allowed = people.find(request, number)
    own = people.own_person(request, allowed)
    lang = language()
    opened = house()
    entry = next((one for one in shown_entries(case, allowed, own) if one.version == version), None)
    if entry is None or isinstance(entry.fact, Erased):
        raise Http404
    now = opened.register.now()
    circumstances = opened.register.circumstances()

    def at_version(last: int) -> dict[str, Any]:
        file = _as_of(case, last)
        found = position(file, circumstances, now, opened.book) if file.facts else {}
        return {
            person: shown_lines(explain(one, opened.book, lang), allowed)
            for person, one in found.items()
            if not own or person == own
        }

    before, after = at_version(version - 1), at_version(version)
    today = now.astimezone(opened.book.zone(case.state)).date()
    known = persons.known(case.file)
    changes = [
        change(person, persons.heading(known[person], today, opened.book, lang), before.get(person), text, lang)
        for person, text in after.items()
    ]
    context = {
        "number": number,
        "fact": told(entry, lang, hidden=allowed.hidden, named=names_colleagues(allowed)),
        "changes": changes,
        "may_record": people.may(request, "record_fact", people.subject_of(request, number)),
    }
    return render(request, "desk/recorded.html", context)
