"""Names of countries, as Unicode's territory names have them."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale

#: Codes the Pact's systems use that Unicode's territory names do not.
OTHER_CODES = {"EL": "GR"}


@lru_cache(maxsize=4)
def territories(lang: str) -> dict[str, str]:
    """Every territory's name by its code."""
    return dict(Locale.parse(lang).territories)


def state_name(code: str, lang: str) -> str:
    """A country's name; the code itself where it has none."""
    return territories(lang).get(OTHER_CODES.get(code, code), code)
