"""Names the pages need: Member States, nationalities, building blocks, provisions."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale

from asylon.gazette import holidays
from asylon.law.chapters import load
from asylon.law.citations import Bilingual
from asylon.law.provisions import BLOCKS, PROVISIONS, RouteStep
from asylon.register.units import units

load()

#: Codes the Pact's systems use that Unicode's territory names do not.
OTHER_CODES = {"EL": "GR"}

#: The units of the demonstration, and of any organisation that names them so.
UNITS = {
    "asylum": Bilingual("asylum", "asiel"),
    "border": Bilingual("border", "grens"),
    "dublin": Bilingual("Dublin unit", "Dublin-eenheid"),
    "registration": Bilingual("registration", "registratie"),
    "reception": Bilingual("reception", "opvang"),
    "return": Bilingual("return", "terugkeer"),
    "coordination": Bilingual("coordination", "coördinatie"),
    "legal": Bilingual("legal", "juridisch"),
    "guardianship": Bilingual("guardianship", "voogdij"),
    "monitoring": Bilingual("monitoring", "toezicht"),
    "statistics": Bilingual("statistics", "statistiek"),
    "privacy": Bilingual("data protection", "gegevensbescherming"),
    "administration": Bilingual("administration", "beheer"),
}


@lru_cache(maxsize=4)
def _territories(lang: str) -> dict[str, str]:
    return dict(Locale.parse(lang).territories)


def state_name(code: str, lang: str) -> str:
    """A country's name; the code itself where it has none."""
    return _territories(lang).get(OTHER_CODES.get(code, code), code)


@lru_cache(maxsize=4)
def member_states(lang: str) -> tuple[tuple[str, str], ...]:
    """The Member States by name: (code, name)."""
    found = [(state.code, state_name(state.code, lang)) for state in holidays.member_states()]
    return tuple(sorted(found, key=lambda entry: entry[1]))


@lru_cache(maxsize=4)
def countries(lang: str) -> tuple[tuple[str, str], ...]:
    """All countries by name, and statelessness: (code, name)."""
    none = {"XX": "stateless" if lang == "en" else "staatloos"}
    found = {
        code: name
        for code, name in _territories(lang).items()
        if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"}
    }
    return tuple(sorted({**found, **none}.items(), key=lambda entry: entry[1].casefold()))


@lru_cache(maxsize=4)
def routes(lang: str) -> tuple[tuple[str, str], ...]:
    """The routes a file can be in: (provision, words)."""
    return tuple(
        (item.id, item.words[lang])
        for item in PROVISIONS.values()
        if isinstance(item, RouteStep) and item.id.startswith("route:")
    )


def unit_name(unit: str, lang: str) -> str:
    """A unit's name; a unit of another organisation keeps the name it has."""
    return UNITS[unit][lang] if unit in UNITS else unit


@lru_cache(maxsize=4)
def unit_names(lang: str) -> tuple[tuple[str, str], ...]:
    """The units that watch over duties, by name: (unit, name)."""
    return tuple(sorted(((unit, unit_name(unit, lang)) for unit in units()), key=lambda entry: entry[1]))


@lru_cache(maxsize=4)
def block_names(lang: str) -> tuple[tuple[str, str], ...]:
    """The building blocks: (key, name)."""
    return tuple((key, block_name(key, lang)) for key in BLOCKS)


def block_name(key: str, lang: str) -> str:
    """A building block's name."""
    return BLOCKS[key][lang] if key in BLOCKS else key


@lru_cache(maxsize=4096)
def provision_words(provision: str, lang: str) -> str:
    """What a provision says, in one line: the duty, right or permission itself."""
    found = PROVISIONS.get(provision)
    for field in ("duty", "words", "question"):
        text = getattr(found, field, None)
        if text is not None:
            return str(text[lang])
    return provision


def provision_citation(provision: str) -> str:
    """The article a provision rests on."""
    found = PROVISIONS.get(provision)
    return found.cite if found else ""
