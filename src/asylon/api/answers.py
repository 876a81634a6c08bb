"""What every answer of the interface carries, whichever part of the program gave it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from asylon.api.problems import MEDIA_TYPE, as_problem

VERSION = "1.0.0"
BASE = f"/api/v{VERSION.partition('.')[0]}"


class Answers:
    """Middleware: answers say the version and are kept by nobody in between; what goes wrong before an operation is
    reached is a problem document too; HEAD is answered as GET without content; the document may be read by pages of other hosts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path != BASE and not request.path.startswith(f"{BASE}/"):
            return self.get_response(request)
        bare = request.method == "HEAD"
        if bare:
            request.method = "GET"
        response = self.get_response(request)
        if response.status_code >= 400 and response.headers.get("Content-Type") != MEDIA_TYPE:
            response = as_problem(response)
        response["API-Version"] = VERSION
        response["Cache-Control"] = "no-store"
        if request.path == f"{BASE}/openapi.json":
            response["Access-Control-Allow-Origin"] = "*"
        if bare:
            response["Content-Length"] = str(len(response.content))
            response.content = b""
        return response
