"""The printed law book, made when it is asked for and kept for the day."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from asylon.desk.reference.page import book, public, state, today
from asylon.lawbook.printing import pdf


@public
def law_book(request: HttpRequest, lang: str) -> HttpResponse:
    """The law book of this edition as PDF, with the figures of the desk's day and Member State."""
    answer = HttpResponse(pdf(book(), today(), lang, state()), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="law-book-{lang}.pdf"'
    return answer
