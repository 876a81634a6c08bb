"""Datasets (Regulation (EU) 2024/1358, Articles 3(2), 17, 19, 21, 22(2)-(3), 23(2)-(3), 24(2)-(3), 26(2)).

For each kind of dataset: its fields, where each stands in the act, whether it is always there, and where it is stored.
Nothing else may be recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

import msgspec

from asylon.law.book import Book
from asylon.law.calculations import Calculated, CalculationError, calculation
from asylon.law.citations import Bilingual
from asylon.law.eurodac.eud_37_reference_numbers import PATTERN

When = Literal["always", "where_available", "where_applicable"]
Stored = Literal["cir", "central_system"]


class Field(msgspec.Struct, frozen=True):
    """A field: its name, where it stands (``EUD 17(1)(a)``), its words, when it is due, where it is stored.

    ``on`` names what must have happened for a field that is due only where applicable.
    """

    name: str
    cite: str
    words: Bilingual
    when: When = "always"
    stored: Stored = "central_system"
    on: str = ""


class Dataset(msgspec.Struct, frozen=True):
    """A kind of dataset: the article whose fields it has, the articles under which it is sent, its fields, its rules."""

    article: str
    sent_under: tuple[str, ...]
    rules: tuple[str, ...]
    fields: tuple[Field, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields, in the order of the act."""
        return tuple(field.name for field in self.fields)


#: What every dataset holds: name, words, stored in the common identity repository.
_CORE: tuple[tuple[str, str, str, bool], ...] = (
    ("fingerprints", "fingerprint data", "vingerafdrukgegevens", True),
    ("facial_image", "a facial image", "een gezichtsopname", True),
    ("names", "surnames, forenames, names at birth, previous names, aliases", "achternamen, voornamen, namen bij geboorte, vroegere namen, aliassen", True),
    ("nationalities", "nationality or nationalities", "nationaliteit of nationaliteiten", True),
    ("date_of_birth", "date of birth", "geboortedatum", True),
    ("place_of_birth", "place of birth", "geboorteplaats", True),
    ("origin_place_and_date", "Member State of origin, place and date of the event", "lidstaat van herkomst, plaats en datum van de gebeurtenis", False),
    ("sex", "sex", "geslacht", True),
    ("document", "type, number, issuing country (three letters) and expiry of an identity or travel document", "soort, nummer, land van afgifte (drie letters) en geldigheid van een identiteits- of reisdocument", True),
    ("document_copy", "colour copy of the document, or another document, with an indication of authenticity", "kleurenkopie van het document, of een ander document, met indicatie van echtheid", False),
    ("reference_number", "reference number of the Member State of origin", "kenmerk van de lidstaat van herkomst", False),
    ("biometrics_taken_on", "date on which the biometric data were taken", "datum van afname van de biometrische gegevens", False),
    ("transmitted_on", "date of the transmission to Eurodac", "datum van verzending naar Eurodac", False),
    ("operator_id", "operator user ID", "gebruikersidentificatie van de operator", False),
)  # fmt: skip
#: Fields that make the dataset count as one for interoperability (17(3), 19(2), 21(2), 22(10), 23(8), 24(11), 26(7)).
IDENTIFYING = frozenset(
    {"fingerprints", "facial_image", "names", "nationalities", "date_of_birth", "place_of_birth", "sex"}
)
_LETTERS = "abcdefghijklmn"


def _core(article: str) -> tuple[Field, ...]:
    """The fourteen points that six articles share."""
    return tuple(
        Field(
            name,
            f"EUD {article}({letter})",
            Bilingual(en, nl),
            "where_available" if name in ("document", "document_copy") else "always",
            "cir" if cir else "central_system",
        )
        for (name, en, nl, cir), letter in zip(_CORE, _LETTERS, strict=True)
    )


def _rescue() -> tuple[Field, ...]:
    """Article 24 puts the document into paragraph 3, to follow as soon as available."""
    known = {name: (en, nl, cir) for name, en, nl, cir in _CORE}
    first = [name for name in known if name not in ("document", "document_copy")]
    places = [(name, f"EUD 24(2)({letter})") for name, letter in zip(first, _LETTERS, strict=False)]
    places += [("document", "EUD 24(3)(a)"), ("document_copy", "EUD 24(3)(b)")]
    return tuple(
        Field(
            name,
            cite,
            Bilingual(known[name][0], known[name][1]),
            "where_available" if name in ("document", "document_copy") else "always",
            "cir" if known[name][2] else "central_system",
        )
        for name, cite in places
    )


def _later(cite: str, name: str, on: str, en: str, nl: str) -> Field:
    return Field(name, cite, Bilingual(en, nl), "where_applicable", on=on)


def _relocation(cite: str) -> Field:
    return _later(
        cite,
        "member_state_of_relocation",
        "relocation_obliged",
        "Member State of relocation",
        "lidstaat van herplaatsing",
    )


def _removed(cite: str) -> Field:
    return _later(
        cite, "left_or_removed_on", "left_under_return_decision", "date of removal or of leaving", "datum van verwijdering of vertrek"
    )  # fmt: skip


def _flag(cite: str) -> Field:
    return _later(
        cite,
        "security_flag",
        "security_threat",
        "possible threat to internal security",
        "mogelijke bedreiging van de binnenlandse veiligheid",
    )


def _avrr(cite: str) -> Field:
    return _later(
        cite, "avrr_granted", "avrr_granted", "assistance for voluntary return and reintegration granted", "steun bij vrijwillige terugkeer en re-integratie verleend"
    )  # fmt: skip


DATASETS: dict[str, Dataset] = {
    entry.article: entry
    for entry in (
        Dataset(
            "17", ("15", "16(2)(a)", "25(2)"), ("E1-1", "E1-2", "E3-2", "E3-8"),
            (
                *_core("17(1)"),
                _later("EUD 17(2)(a)", "member_state_responsible", "responsible_determined", "Member State responsible", "verantwoordelijke lidstaat"),
                _relocation("EUD 17(2)(b)"),
                _later("EUD 17(2)(c)", "arrived_after_take_charge", "arrived_after_take_charge", "date of arrival after take charge", "datum van aankomst na overname"),
                _later("EUD 17(2)(d)", "arrived_after_take_back", "arrived_after_take_back", "date of arrival after take back", "datum van aankomst na terugname"),
                _later("EUD 17(2)(e)", "left_on", "left_territory", "date of leaving the territory", "datum van vertrek van het grondgebied"),
                _removed("EUD 17(2)(f)"),
                _later("EUD 17(2)(g)", "arrived_after_relocation", "arrived_after_relocation", "date of arrival after relocation", "datum van aankomst na herplaatsing"),
                _later("EUD 17(2)(h)", "visa", "visa_issued", "visa: Member State and application number", "visum: lidstaat en aanvraagnummer"),
                _flag("EUD 17(2)(i)"),
                _later("EUD 17(2)(j)", "rejected_without_right_to_remain", "rejected_without_right_to_remain", "application rejected, no right to remain and not allowed to remain", "verzoek afgewezen, geen recht om te blijven en geen toestemming om te blijven"),
                _later("EUD 17(2)(k)", "border_procedure_final", "border_procedure_final", "rejection or withdrawal after the border procedure became final", "afwijzing of intrekking na de grensprocedure werd definitief"),
                _avrr("EUD 17(2)(l)"),
            ),
        ),
        Dataset(
            "19", ("18(2)",), ("E1-9", "E1-10"),
            (
                *_core("19(1)"),
                _later("EUD 19(1)(o)", "granted_on", "status_granted", "date of the decision that granted a status", "datum van het besluit tot statusverlening"),
                _later("EUD 19(1)(p)", "refused_on_and_why", "admission_refused", "date and grounds of the refusal", "datum en gronden van de weigering"),
                _later("EUD 19(1)(q)", "discontinued_on", "admission_discontinued", "date of the end of the procedure", "datum van stopzetting van de procedure"),
            ),
        ),
        Dataset(
            "21", ("20",), ("E1-11",),
            (*_core("21(1)"), Field("granted_on", "EUD 21(1)(o)", Bilingual("date of the grant of the status", "datum van de statusverlening"))),
        ),
        Dataset("22", ("22",), ("E1-3", "E1-4"), (*_core("22(2)"), _removed("EUD 22(3)(a)"), _relocation("EUD 22(3)(b)"), _avrr("EUD 22(3)(c)"), _flag("EUD 22(3)(d)"))),
        Dataset(
            "23", ("23",), ("E1-5",),
            (
                *_core("23(2)"),
                _removed("EUD 23(3)(a)"),
                _relocation("EUD 23(3)(b)"),
                _later("EUD 23(3)(c)", "arrived_after_relocation", "arrived_after_relocation", "date of arrival after relocation", "datum van aankomst na herplaatsing"),
                _avrr("EUD 23(3)(d)"),
                _flag("EUD 23(3)(e)"),
            ),
        ),
        Dataset("24", ("24",), ("E1-12",), (*_rescue(), _removed("EUD 24(3)(c)"), _relocation("EUD 24(3)(d)"), _avrr("EUD 24(3)(e)"), _flag("EUD 24(3)(f)"))),
        Dataset(
            "26", ("26",), ("E1-13",),
            (
                *_core("26(2)"),
                _later("EUD 26(2)(o)", "exclusion_ground", "excluded_from_temporary_protection", "exclusion ground of the Directive", "uitsluitingsgrond van de richtlijn"),
                Field("council_decision", "EUD 26(2)(p)", Bilingual("reference of the Council decision", "kenmerk van het Raadsbesluit")),
            ),
        ),
    )
}  # fmt: skip
_SENT_UNDER = {sent: entry for entry in DATASETS.values() for sent in entry.sent_under}


def dataset(article: str) -> Dataset:
    """The kind of dataset sent under an article (``15``) or recorded under one (``17``).

    Raises ``ValueError`` that names the articles: data under 18(1) are never recorded (EUD 29(2)).
    """
    found = DATASETS.get(article) or _SENT_UNDER.get(article)
    if found is None:
        known = ", ".join((*DATASETS, *_SENT_UNDER))
        raise ValueError(f"no dataset is recorded under article {article!r}; the articles are {known}")
    return found


def missing(article: str, given: Iterable[str], happened: Iterable[str] = ()) -> tuple[Field, ...]:
    """The fields a dataset still lacks: those always there, and those due because of what happened.

    Fields due *where available* are never missing: whether there is a document is not for the program to know. Raises
    ``ValueError`` for an unknown article.
    """
    there, events = set(given), set(happened)
    return tuple(
        field
        for field in dataset(article).fields
        if field.name not in there
        and (field.when == "always" or (field.when == "where_applicable" and field.on in events))
    )


_DATE = {"type": "string", "format": "date"}
_STATE = {"type": "string", "pattern": "^[A-Z]{2}$"}
_TYPES: dict[str, dict[str, Any]] = {
    "fingerprints": {"type": "string", "contentEncoding": "base64"},
    "facial_image": {"type": "string", "contentEncoding": "base64"},
    "names": {"type": "array", "items": {"type": "string"}, "minItems": 1},
    "nationalities": {"type": "array", "items": {"type": "string", "pattern": "^[A-Z]{2,3}$"}, "minItems": 1},
    "origin_place_and_date": {
        "type": "object",
        "properties": {"state": _STATE, "place": {"type": "string"}, "date": _DATE},
        "required": ["state", "place", "date"],
        "additionalProperties": False,
    },
    "sex": {"type": "string"},
    "document": {
        "type": "object",
        "properties": {
            "type": {"type": "string"},
            "number": {"type": "string"},
            "issuing_country": {"type": "string", "pattern": "^[A-Z]{3}$"},
            "expires": _DATE,
        },
        "additionalProperties": False,
    },
    "document_copy": {
        "type": "object",
        "properties": {"image": {"type": "string", "contentEncoding": "base64"}, "authentic": {"type": "string"}},
        "additionalProperties": False,
    },
    "reference_number": {"type": "string", "pattern": PATTERN},
    "member_state_responsible": _STATE,
    "member_state_of_relocation": _STATE,
    "visa": {
        "type": "object",
        "properties": {"issued_by": _STATE, "application_number": {"type": "string"}},
        "required": ["issued_by"],
        "additionalProperties": False,
    },
    "security_flag": {"enum": ["armed", "violent", "terrorist_offence", "arrest_warrant_offence"]},
    "refused_on_and_why": {
        "type": "object",
        "properties": {"date": _DATE, "grounds": {"type": "array", "items": {"type": "string"}, "minItems": 1}},
        "required": ["date", "grounds"],
        "additionalProperties": False,
    },
    **{
        name: {"const": True}
        for name in ("rejected_without_right_to_remain", "border_procedure_final", "avrr_granted")
    },
    **{name: {"type": "string"} for name in ("place_of_birth", "operator_id", "exclusion_ground", "council_decision")},
}  # fmt: skip


def json_schema(article: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the dataset sent or recorded under an article; each field names its place and store.

    ``additionalProperties`` is false, for only these data may be recorded. Raises ``ValueError`` for an unknown article.
    """
    found = dataset(article)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Eurodac dataset, EUD {found.article}",
        "type": "object",
        "properties": {
            field.name: {
                **_TYPES.get(field.name, _DATE),
                "description": field.words.en,
                "x-cite": field.cite,
                "x-when": field.when,
                "x-stored-in": field.stored,
            }
            for field in found.fields
        },
        "required": [field.name for field in found.fields if field.when == "always"],
        "additionalProperties": False,
    }


@calculation(
    "eurodac-dataset",
    block="eurodac",
    question=Bilingual(
        "Which fields does a Eurodac dataset lack, and where is each stored?",
        "Welke velden ontbreken in een Eurodac-dataset, en waar wordt elk opgeslagen?",
    ),
    data=Bilingual(
        "article: under which it is sent (15, 16(2)(a), 18(2), 20, 22, 23, 24, 25(2), 26); given: the fields there are; "
        "happened: what makes a later field due; date_of_event and, after a take charge, date_entered_by_transferring_state",
        "article: waaronder wordt verzonden (15, 16(2)(a), 18(2), 20, 22, 23, 24, 25(2), 26); given: de aanwezige velden; "
        "happened: wat een later veld nodig maakt; date_of_event en, na overname, date_entered_by_transferring_state",
    ),
    rules=tuple(dict.fromkeys(rule for entry in DATASETS.values() for rule in entry.rules)),
    cite="EUD 17; 19; 21; 22; 23; 24; 26",
)
def checked(data: Mapping[str, Any], book: Book, on: date) -> Calculated:
    """What a dataset lacks, what does not belong into it, and where its fields are stored."""
    article = str(data.get("article", ""))
    given = tuple(data.get("given") or ())
    happened = tuple(data.get("happened") or ())
    try:
        found = dataset(article)
    except ValueError as error:
        raise CalculationError(str(error)) from None
    known = {field.on for field in found.fields if field.on}
    unknown = sorted(set(happened) - known)
    if unknown:
        raise CalculationError(
            f"nothing in EUD {found.article} hangs on {', '.join(unknown)}; what may be given: {', '.join(sorted(known))}",
            f"niets in EUD {found.article} hangt af van {', '.join(unknown)}; wat kan worden gegeven: {', '.join(sorted(known))}",
        )
    lacking = missing(article, given, happened)
    entered = data.get("date_entered_by_transferring_state") if article == "16(2)(a)" else None
    origin = next(field.cite for field in found.fields if field.name == "origin_place_and_date")
    return Calculated(
        name="eurodac-dataset",
        values={
            "dataset": found.article,
            "missing": [field.name for field in lacking],
            "places": {field.name: field.cite for field in lacking},
            "not_allowed": sorted(set(given) - set(found.names)),
            "complete": not lacking,
            "identifies": set(given) >= IDENTIFYING,
            "cir": [field.name for field in found.fields if field.stored == "cir"],
            "central_system": [field.name for field in found.fields if field.stored == "central_system"],
            "date_recorded": entered or data.get("date_of_event"),
        },
        rules=found.rules,
        cites=("EUD 3(2)", *dict.fromkeys((origin, *(field.cite for field in lacking)))),
    )
