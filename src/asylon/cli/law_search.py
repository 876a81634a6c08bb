"""The answer of the search in the law, as plain text."""

from __future__ import annotations

from asylon.cli.law_output import wrapped
from asylon.law.citations import Bilingual
from asylon.lawbook.finding import Entry, Found

_WORDS: dict[str, Bilingual] = {
    "nothing": Bilingual(
        "Nothing found. Ask for an article (AMMR 39(1)), an Id (D-14) or words in English or Dutch.",
        "Niets gevonden. Vraag naar een artikel (AMMR 39(1)), een Id (D-14) of woorden in het Engels of Nederlands.",
    ),
    "more": Bilingual("… and {} more", "… en nog {}"),
    "unverified": Bilingual("not verified in the act", "niet geverifieerd in de handeling"),
}


def told(found: Found, lang: str) -> list[str]:
    """The hits by group, best first: Id or name, words, article; and the file and line that hold it."""
    if not found.groups:
        return [_WORDS["nothing"][lang]]
    lines: list[str] = []
    for group in found.groups:
        lines += [f"{group.words[lang]} ({group.number})"]
        for entry in group.hits:
            lines += _entry(entry, lang)
        if group.more:
            lines.append(f"  {_WORDS['more'][lang].format(group.more)}")
        lines.append("")
    return lines[:-1]


def _entry(entry: Entry, lang: str) -> list[str]:
    if entry.group == "source":
        return [f"  {entry.source}", wrapped(entry.words[lang], 6)]
    sort = f"{entry.sort[lang]}: " if entry.sort is not None and entry.group == "provision" else ""
    cite = f" [{entry.cite}]" if entry.cite and entry.group != "case" else ""
    mark = "" if entry.verified else f" ({_WORDS['unverified'][lang]})"
    more = f", {entry.more[lang]}" if entry.more is not None else ""
    lines = [wrapped(f"{sort}{entry.words[lang]}{more}{cite}{mark}", 6, f"  {entry.id}  ")]
    if entry.source is not None:
        lines.append(f"      {entry.source}")
    return lines
