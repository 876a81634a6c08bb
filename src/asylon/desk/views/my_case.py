"""For the applicant: the own position in plain words, who read the file, and what can be done."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from asylon.access import Subject
from asylon.access.showing import shown_entries, shown_lines
from asylon.desk import people
from asylon.desk.context import language
from asylon.desk.house import house
from asylon.desk.positions import shown
from asylon.desk.restricted import signs
from asylon.desk.timeline import timeline
from asylon.law.explanation import DutyLine, explain
from asylon.law.provisions import PROVISIONS
from asylon.register import Erased

#: Who acts, where the duty is the applicant's own.
OWN = frozenset({"applicant", "third_country_national", "beneficiary"})


def _own(duty: DutyLine) -> bool:
    return getattr(PROVISIONS.get(duty.id), "who", "") in OWN


@require_safe
def my_case(request: HttpRequest) -> HttpResponse:
    """What the law requires now of the authority and of the applicant, what is recorded, and who read it."""
    file = people.who(request).person.partition("/")[0]
    if not file:
        people.authorise(request, "read_case", Subject())
        raise Http404
    record, allowed = people.find(request, file)
    people.authorise(request, "see_readings", people.subject(file))
    register, book, lang = house().register, house().book, language()
    own = people.own_person(request, allowed)
    person = own or people.who(request).person.partition("/")[2]
    position = register.positions_of(record).get(person)
    if position is None:
        raise Http404
    text = shown(shown_lines(explain(position, book, lang), allowed), "")
    seen = tuple(one for one in shown_entries(record, allowed, person) if not isinstance(one.fact, Erased))
    context = {
        "number": record.number,
        "text": text,
        "restricted": signs(record, {}, lang, person),
        "theirs": [duty for duty in text.duties if not _own(duty)],
        "mine": [duty for duty in text.duties if _own(duty)],
        "entries": timeline(seen, lang, record.state, allowed.hidden),
        "readings": list(reversed(register.read_by(record.id))),
    }
    return render(request, "desk/my_case.html", context)
