from __future__ import annotations

import io
from pathlib import Path

from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

import asylon.desk

DESK = Path(asylon.desk.__file__).parent
CALLS = ("_", "gettext", "gettext_lazy", "ngettext", "pgettext", "npgettext")


def _used() -> set[tuple[str, str]]:
    """Every text the desk's own templates and modules ask to be translated: (context, text)."""
    found: set[tuple[str, str]] = set()
    for file in sorted(DESK.rglob("*")):
        if "reference" in file.relative_to(DESK).parts or file.suffix not in {".html", ".py"}:
            continue
        text = file.read_text(encoding="utf-8")
        source = templatize(text, origin=str(file)) if file.suffix == ".html" else text
        for _line, call, said, _comments in extract_python(io.BytesIO(source.encode()), CALLS, (), {}):
            texts = said if isinstance(said, tuple) else (said,)
            context = str(texts[0]) if "pgettext" in str(call) else ""
            found.add((context, str(texts[1] if context else texts[0])))
    return found


def _catalogue(lang: str) -> dict[tuple[str, str], tuple[str, ...]]:
    with (DESK / "locale" / lang / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalogue = read_po(file, locale=lang)
    found = {}
    for message in catalogue:
        one = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
        said = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        found[(message.context or "", str(one))] = tuple(str(text) for text in said)
    return found


def test_every_text_of_the_desk_has_its_dutch() -> None:
    dutch = _catalogue("nl")
    assert [text for text in sorted(_used()) if not all(dutch.get(text, ("",)))] == []


def test_the_catalogues_hold_nothing_that_is_no_longer_said() -> None:
    for lang in ("en", "nl"):
        assert {text for text in _catalogue(lang) if text[1]} - _used() == set()


def test_what_is_filled_into_a_text_is_filled_into_its_dutch() -> None:
    import re

    places = re.compile(r"%\(\w+\)s|\{\w*\}")
    for (_context, text), said in _catalogue("nl").items():
        for words in said:
            assert set(places.findall(text)) == set(places.findall(words)), text
