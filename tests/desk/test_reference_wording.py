from __future__ import annotations

import io
import re
from pathlib import Path

from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

import asylon.desk.reference

ROOMS = Path(asylon.desk.reference.__file__).parent
CALLS = ("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext")


def _used() -> set[str]:
    """Every text the public rooms ask to be translated; of a plural, the singular."""
    found: set[str] = set()
    for file in sorted(ROOMS.rglob("*")):
        if file.suffix not in {".html", ".py"}:
            continue
        text = file.read_text(encoding="utf-8")
        source = templatize(text, origin=str(file)) if file.suffix == ".html" else text
        for _line, _call, said, _comments in extract_python(io.BytesIO(source.encode()), CALLS, (), {}):
            one = said[0] if isinstance(said, tuple) else said
            if one:
                found.add(str(one))
    return found


def _dutch() -> dict[str, tuple[str, ...]]:
    with (ROOMS / "locale" / "nl" / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalogue = read_po(file, locale="nl")
    found = {}
    for message in catalogue:
        one = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
        said = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if one:
            found[str(one)] = tuple(str(text) for text in said)
    return found


def test_every_text_of_the_public_rooms_has_its_dutch() -> None:
    dutch = _dutch()
    assert [text for text in sorted(_used()) if not all(dutch.get(text, ("",)))] == []


def test_the_catalogue_of_the_public_rooms_holds_nothing_that_is_no_longer_said() -> None:
    assert set(_dutch()) - _used() == set()


def test_what_is_filled_into_a_text_of_the_public_rooms_is_filled_into_its_dutch() -> None:
    places = re.compile(r"%\(\w+\)s")
    for text, said in _dutch().items():
        for words in said:
            assert set(places.findall(text)) == set(places.findall(words)), text
