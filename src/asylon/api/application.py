"""The interface put together: its version, its document, and where the desk's addresses lead to it."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from django.conf import settings
from django.urls import URLPattern
from ninja import NinjaAPI

import asylon
from asylon.access.person_copy_shapes import PersonCopy
from asylon.api import cases, duties, figures, law
from asylon.api.answers import BASE, VERSION
from asylon.api.problems import MEDIA_TYPE, add_handlers
from asylon.law.circumstances import json_schema as circumstances_schema
from asylon.law.facts import json_schema


class Interface(NinjaAPI):
    """The interface; its document says where it stands, whom to ask, that errors are problem documents, and which headers
    writes may carry and every answer does."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> Any:
        schema = super().get_openapi_schema(path_prefix="")
        schema["servers"] = [{"url": BASE, "description": "this register"}]
        schema["info"]["contact"] = dict(settings.SURROUNDINGS.contact)
        schema["info"]["license"] = {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}
        schema["info"]["x-software"] = f"Asylon {asylon.__version__}"
        _describe_facts(schema["components"]["schemas"])
        _describe_copy(schema)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    content = answer.get("content", {})
                    answer["headers"] = {"API-Version": _VERSION_HEADER} | answer.get("headers", {})
                    if int(status) >= 400 and "application/json" in content:
                        content[MEDIA_TYPE] = content.pop("application/json")
                name = operation["operationId"]
                for header, words in ANSWERED.get(name, ()):
                    operation["responses"][200]["headers"][header] = {
                        "description": words,
                        "schema": {"type": "string"},
                    }
                for header, words in HEADERS.get(name, ()):
                    operation.setdefault("parameters", []).append(
                        {
                            "in": "header", "name": header, "description": words, "required": False,
                            "schema": {"type": "string", "maxLength": 200},
                        }
                    )  # fmt: skip
        return schema


def _describe_facts(schemas: dict[str, Any]) -> None:
    """Say of every fact and circumstance that is sent what it may be, from the vocabulary of the law."""
    vocabulary = json.dumps([json_schema(), circumstances_schema()]).replace("#/$defs/", "#/components/schemas/")
    facts, circumstances = json.loads(vocabulary)
    for described in (facts, circumstances):
        schemas.update(described["$defs"])
    for name in ("NewCase", "NewFacts", "Question"):
        schemas[name]["properties"]["facts"]["items"] = {"oneOf": facts["oneOf"]}
    schemas["Question"]["properties"]["circumstances"]["items"] = {"oneOf": circumstances["oneOf"]}


def _describe_copy(schema: dict[str, Any]) -> None:
    """Say what a copy for the person concerned holds: its own schema, the one a file of it has too."""
    (copy,), described = msgspec.json.schema_components((PersonCopy,), ref_template="#/components/schemas/{name}")
    # Names of its parts stand apart from those of the interface's own shapes.
    text = json.dumps([copy, described]).replace("#/components/schemas/", "#/components/schemas/Copy.")
    copy, described = json.loads(text)
    schema["components"]["schemas"].update({f"Copy.{name}": one for name, one in described.items()})
    answers = schema["paths"]["/cases/{number}/persons/{person}/copy"]["get"]["responses"]
    answers[200]["content"]["application/json"]["schema"] = copy


_VERSION_HEADER = {"description": "the full version of the interface", "schema": {"type": "string"}}
_KEY = ("Idempotency-Key", "names this act; sent twice with the same content it is done once")
HEADERS: dict[str, tuple[tuple[str, str], ...]] = {
    "openCase": (_KEY,),
    "recordFacts": (("If-Match", "the ETag of the case as it was read"), _KEY),
}

#: Headers that single operations answer with.
ANSWERED = {
    "getStatistics": (("Asylon-Not-Counted", "persons left out: the processing of their data is restricted (GDPR 18)"),)
}

api = Interface(
    title="Asylon",
    version=VERSION,
    description="The European Pact on Migration and Asylum: cases, facts, legal positions, duties and the law itself.",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)
add_handlers(api)
api.add_router("", cases.router)
api.add_router("", duties.router)
api.add_router("", figures.router)
api.add_router("", law.router)


def addresses() -> tuple[list[URLPattern], str, str]:
    """The addresses for Django. Each operation asks for itself who is there: no page to sign in stands before it."""
    patterns, app, namespace = api.urls
    for pattern in patterns:
        pattern.callback.login_required = False  # type: ignore[union-attr]
    return patterns, app, namespace
