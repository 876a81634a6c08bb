"""The printed law book, made when it is asked for and kept for the day."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from asylon.desk.context import language
from asylon.desk.reference.page import book, public, state, today
from asylon.desk.views.errors import refused
from asylon.lawbook.printing import pdf
from asylon.lawbook.typesetting import PrintingError


@public
def law_book(request: HttpRequest, lang: str) -> HttpResponse:
    """The law book of this edition as PDF, with the figures of the desk's day and Member State."""
    try:
        made = pdf(book(), today(), lang, state())
    except PrintingError as error:
        return refused(request, error.what[language()], error.remedy[language()], 503)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="law-book-{lang}.pdf"'
    return answer
