"""What a question to the search means: a place in an act, however it is written, or words.

``AMMR 39(1)``, ``39(1) AMMR``, ``art. 39 lid 1 AMMR``, ``2024/1351 art 39`` and ``Article 39, paragraph 1, of Regulation
(EU) 2024/1351`` name one place.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from asylon.law.citations import ACTS, Place, citations

_PARAGRAPH = r"(?:lid|leden|paragraaf|paragraph|para|par)\b\.?"
_POINT = r"(?:aanhef\s+en\s+)?(?:onder|punt|sub|letter|point|lit)\b\.?"
_ORDINALS = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende")
_NOISE = re.compile(
    r"\b(?:article|articles|artikel|artikelen|arts?|regulation|verordening|directive|richtlijn|decision|besluit|implementing"
    r"|uitvoeringsverordening|uitvoeringsbesluit|of|the|van|de|het|nr|no|eu|eg|ec|eeg|eec|euratom)\b\.?"
)
_PLACE = re.compile(
    r"(?:(?:annex|recital)\s*)?[0-9ivxl]+[a-z]?(?:\s*-\s*[0-9]+[a-z]?)?(?:\s*-?\s*\([0-9a-z]+\))*|(?:annex|recital)"
)


def plain(text: str) -> str:
    """A text without accents and capitals, for comparison."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


@lru_cache(maxsize=1)
def _acts() -> tuple[tuple[re.Pattern[str], str], ...]:
    """How each act is called: by number, by title in both languages, by its short name; the longest names first."""
    named: dict[str, str] = {}
    for short, act in ACTS.items():
        for name in (act.number.rsplit(" ", 1)[-1].removesuffix("/EC"), act.title.en, act.title.nl, short):
            named.setdefault(plain(name), short)
    ordered = sorted(named, key=len, reverse=True)
    # A short name may stand against its article (AMMR39); a number may carry the community's letters (2008/115/EG).
    after = {name: r"(?![a-z_/])" if name.isalpha() else r"(?:/e[cg])?(?![\w/])" for name in ordered}
    return tuple((re.compile(rf"(?<![\w/]){re.escape(name)}{after[name]}"), named[name]) for name in ordered)


@lru_cache(maxsize=1024)
def asked_place(words: str) -> Place | None:
    """The place that a question names, or None where it is made of other words.

    The act may be missing (``39(1)``: that article of every act), and the article (``AMMR``: the act as a whole).
    """
    text = re.sub(r"[§,:]", " ", plain(words))
    act = ""
    for pattern, short in _acts():
        if pattern.search(text):
            act, text = short, pattern.sub(" ", text, count=1)
            break
    text = re.sub(r"\(\s*(?:eu|eg|ec|eeg|eec)(?:\s+euratom)?\s*\)", " ", text)
    text = re.sub(r"\bbijlage\b", "annex", re.sub(r"\boverweging\b", "recital", text))
    for number, word in enumerate(_ORDINALS, start=1):
        text = re.sub(rf"\b{word}\s+lid\b", f"({number})", text)
    text = re.sub(rf"{_PARAGRAPH}\s*\(?([0-9]+[a-z]?)\)?", r"(\1)", text)
    text = re.sub(rf"{_POINT}\s*\(?([a-z]{{1,4}}|[0-9]+)\)?(?![\w])", r"(\1)", text)
    text = re.sub(r"\b([0-9]+[a-z]?)\.([0-9]+)\b", r"\1(\2)", text)
    text = " ".join(_NOISE.sub(" ", text).split())
    if not text:
        return Place(act, ()) if act else None
    if not _PLACE.fullmatch(text) or not re.search(r"[0-9]|annex|recital", text):
        return None
    place = Place.of(citations(f"{act or '?'} {text}")[0])
    return Place(act, place.steps)


def asked_rule(words: str) -> str:
    """A rule Id however it is written (``d14``, ``D 14``), in the form in which two are compared."""
    return re.sub(r"[\s\-–]", "", plain(words))
