"""What the reader of requests found wrong (of which type, in pydantic's words), said in the reader's language with a remedy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asylon.law.citations import Bilingual

_DAY = Bilingual("Write a day as 2026-09-10.", "Schrijf een dag als 2026-09-10.")
_INSTANT = Bilingual(
    "Write an instant with its zone, as 2026-09-10T09:30:00+02:00.",
    "Schrijf een tijdstip met zijn zone, als 2026-09-10T09:30:00+02:00.",
)
_WHOLE = Bilingual("Write a whole number, without quotes.", "Schrijf een geheel getal, zonder aanhalingstekens.")
_WORD = Bilingual("Write true or false.", "Schrijf true of false.")
_DOCUMENT = Bilingual(
    "/api/v1/openapi.json says what may be sent.", "/api/v1/openapi.json zegt wat mag worden verzonden."
)

_NO_DAY = Bilingual("this is no day", "dit is geen dag")
_NO_INSTANT = Bilingual("this is no instant", "dit is geen tijdstip")
_NO_WHOLE = Bilingual("this is no whole number", "dit is geen geheel getal")
_NO_OBJECT = Bilingual("this is no object", "dit is geen object")
_OBJECT = Bilingual(
    "Write names and values between braces: {{ … }}.", "Schrijf namen en waarden tussen accolades: {{ … }}."
)

#: By the type of error: what is wrong, and what to do. What varies stands between braces, as pydantic names it.
_WORDS: dict[str, tuple[Bilingual, Bilingual]] = {
    "missing": (Bilingual("this is missing", "dit ontbreekt"), Bilingual("Add it.", "Voeg het toe.")),
    "extra_forbidden": (Bilingual("this is not known here", "dit is hier niet bekend"), _DOCUMENT),
    "string_type": (
        Bilingual("this is no text", "dit is geen tekst"),
        Bilingual("Write it between quotes.", "Schrijf het tussen aanhalingstekens."),
    ),
    "string_unicode": (
        Bilingual("this text holds signs that are none", "deze tekst bevat tekens die geen tekens zijn"),
        Bilingual("Send text as UTF-8.", "Stuur tekst als UTF-8."),
    ),
    "string_too_short": (
        Bilingual("this text is too short", "deze tekst is te kort"),
        Bilingual("Write at least {min_length} characters.", "Schrijf ten minste {min_length} tekens."),
    ),
    "string_too_long": (
        Bilingual("this text is too long", "deze tekst is te lang"),
        Bilingual("Write at most {max_length} characters.", "Schrijf ten hoogste {max_length} tekens."),
    ),
    "string_pattern_mismatch": (
        Bilingual("this text does not have the form that is asked", "deze tekst heeft niet de gevraagde vorm"),
        Bilingual("The form (regular expression): {pattern}", "De vorm (reguliere expressie): {pattern}"),
    ),
    "literal_error": (
        Bilingual("this is not one of the possible values", "dit is niet een van de mogelijke waarden"),
        Bilingual("Choose among {expected}.", "Kies uit {expected}."),
    ),
    "int_type": (_NO_WHOLE, _WHOLE),
    "int_parsing": (_NO_WHOLE, _WHOLE),
    "int_parsing_size": (_NO_WHOLE, _WHOLE),
    "int_from_float": (_NO_WHOLE, _WHOLE),
    "greater_than_equal": (
        Bilingual("this number is too small", "dit getal is te klein"),
        Bilingual("Write {ge} or more.", "Schrijf {ge} of meer."),
    ),
    "less_than_equal": (
        Bilingual("this number is too large", "dit getal is te groot"),
        Bilingual("Write {le} or less.", "Schrijf {le} of minder."),
    ),
    "bool_type": (Bilingual("this is neither true nor false", "dit is waar noch onwaar"), _WORD),
    "bool_parsing": (Bilingual("this is neither true nor false", "dit is waar noch onwaar"), _WORD),
    "list_type": (
        Bilingual("this is no list", "dit is geen lijst"),
        Bilingual("Write [ … ] with one after the other.", "Schrijf [ … ] met het een na het ander."),
    ),
    "too_short": (
        Bilingual("this list is too short", "deze lijst is te kort"),
        Bilingual("Give at least {min_length}.", "Geef er ten minste {min_length}."),
    ),
    "too_long": (
        Bilingual("this list is too long", "deze lijst is te lang"),
        Bilingual("Give at most {max_length}.", "Geef er ten hoogste {max_length}."),
    ),
    "dict_type": (_NO_OBJECT, _OBJECT),
    "model_type": (_NO_OBJECT, _OBJECT),
    "model_attributes_type": (_NO_OBJECT, _OBJECT),
    "date_type": (_NO_DAY, _DAY),
    "date_parsing": (_NO_DAY, _DAY),
    "date_from_datetime_parsing": (_NO_DAY, _DAY),
    "date_from_datetime_inexact": (_NO_DAY, _DAY),
    "datetime_type": (_NO_INSTANT, _INSTANT),
    "datetime_parsing": (_NO_INSTANT, _INSTANT),
    "datetime_from_date_parsing": (_NO_INSTANT, _INSTANT),
    "datetime_object_invalid": (_NO_INSTANT, _INSTANT),
    "timezone_aware": (
        Bilingual("this instant does not name its zone", "dit tijdstip noemt zijn zone niet"), _INSTANT,
    ),
}  # fmt: skip
_ELSE = Bilingual("this does not have the form that is asked", "dit heeft niet de gevraagde vorm")


def said(error: Mapping[str, Any], lang: str) -> tuple[str, str]:
    """What is wrong and what to do, of one error as pydantic tells it; a type not known here keeps its words in English."""
    known = _WORDS.get(str(error["type"]))
    if known is None:
        return (str(error["msg"]) if lang == "en" else _ELSE[lang]), _DOCUMENT[lang]
    wrong, remedy = known
    return wrong[lang], remedy[lang].format_map(error.get("ctx") or {})
