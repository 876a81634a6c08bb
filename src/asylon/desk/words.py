"""Names the pages need: Member States, nationalities, building blocks, provisions."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from django.utils import timezone

from asylon.gazette import holidays
from asylon.gazette.countries import state_name as state_name
from asylon.gazette.countries import territories
from asylon.law.chapters import load
from asylon.law.provisions import BLOCKS, PROVISIONS, RouteStep
from asylon.register.units import unit_name as unit_name
from asylon.register.units import units

load()


def local(moment: datetime) -> datetime:
    """An instant in the time zone of the desk."""
    return moment.astimezone(timezone.get_default_timezone())


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
        for code, name in territories(lang).items()
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
