"""A copy of what is held about a person: for the person concerned, or for whoever answers the request for access."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from asylon.access import Subject
from asylon.access.person_copy import person_copy
from asylon.access.person_copy_shapes import PersonCopy, written
from asylon.desk import people
from asylon.desk.context import language
from asylon.desk.copies import fragment
from asylon.desk.house import house


def made(request: HttpRequest, number: str, person: str) -> PersonCopy:
    """The copy, logged as such a reading. Raises 404 where nothing is held about the person, and as ``people.find``."""
    record, allowed = people.find(request, number, "copy_person", what="copy")
    own = people.own_person(request, allowed)
    if own and person != own:
        raise Http404
    opened = house()
    register = opened.register
    position = register.positions_of(record).get(person)
    readings = register.read_by(record.id)
    try:
        return person_copy(record, person, position, readings, allowed, opened.book, language(), register.now())
    except KeyError:
        raise Http404 from None


@require_safe
def copy(request: HttpRequest, number: str, person: str) -> HttpResponse:
    """The copy of one person of a case."""
    return _answer(request, made(request, number, person))


@require_safe
def my_copy(request: HttpRequest) -> HttpResponse:
    """The applicant's own copy."""
    file, _, person = people.who(request).person.partition("/")
    if not file:
        people.authorise(request, "copy_person", Subject())
        raise Http404
    return _answer(request, made(request, file, person))


def _answer(request: HttpRequest, found: PersonCopy) -> HttpResponse:
    if request.GET.get("form") == "json":
        answer = HttpResponse(written(found), content_type="application/json")
        answer["Content-Disposition"] = f'attachment; filename="{found.case}-{found.language}.json"'
        return answer
    zone = house().book.zone(found.state)
    return render(request, "desk/person_copy.html", {"number": found.case, "sheet": fragment(found, zone)})
