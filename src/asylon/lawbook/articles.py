"""An article of an act with all that rests on it: rules, tables, limits, duties, figures, formulas, golden cases, source.

What is declared cites its article; this brings it together the other way round, once for an edition of the book.
"""

from __future__ import annotations

import msgspec

from asylon.cases import Ask, GoldenCase, load
from asylon.law import concordance
from asylon.law.book import Book, Parameter, RuleText
from asylon.law.calculations import CALCULATIONS, Calculation
from asylon.law.citations import ACTS, Act, Citation, Place, citations
from asylon.law.concordance import TableUse
from asylon.law.provisions import KeepingPeriod, Provision, Silence, TimeLimit
from asylon.law.tables import DecisionTable
from asylon.lawbook.sources import Source, sources_at

#: The number under which annexes, recitals and the act as a whole stand.
REST = ""


class CaseUse(msgspec.Struct, frozen=True):
    """A golden case, and those of its questions that rest on a place."""

    case: GoldenCase
    asks: tuple[Ask, ...]


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """An article with all that rests on it; ``number`` is empty for annexes, recitals and the act as a whole."""

    act: Act
    number: str
    rules: tuple[RuleText, ...] = ()
    tables: tuple[TableUse, ...] = ()
    limits: tuple[TimeLimit, ...] = ()
    keeping: tuple[KeepingPeriod, ...] = ()
    provisions: tuple[Provision, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    figures: tuple[Parameter, ...] = ()
    cases: tuple[CaseUse, ...] = ()

    @property
    def url(self) -> str:
        """The article at the European Legislation Identifier."""
        return Citation(self.act.short, self.number).url

    @property
    def place(self) -> Place:
        """The article as a place."""
        return Place.of(Citation(self.act.short, self.number))

    def is_home_of(self, cite: str) -> bool:
        """Whether a citation names this article first: here what it belongs to is printed."""
        return home(cite) == (self.act.short, self.number)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The rule modules that hold it."""
        return sources_at(self.place) if self.number else ()


Key = tuple[str, str]
_books: dict[str, dict[Key, Article]] = {}


def articles(book: Book, act: Act) -> tuple[Article, ...]:
    """The articles of an act on which anything rests, in order; what is no article comes last."""
    found = (article for article in _indexed(book).values() if article.act.short == act.short)
    return tuple(sorted(found, key=lambda article: (article.number == REST, _order(article.number))))


def article_of_act(book: Book, act: Act, number: str) -> Article | None:
    """One article, or None where nothing rests on it."""
    return _indexed(book).get((act.short, number.lower()))


def _order(number: str) -> tuple[int, str]:
    digits = "".join(sign for sign in number if sign.isdigit())
    return (int(digits or 0), number)


def keys_of(cite: str) -> tuple[Key, ...]:
    """The articles that a citation names: act and number, each once; a range names every article in it."""
    found: dict[Key, None] = {}
    for each in citations(cite):
        if each.act not in ACTS:
            continue
        steps = Place.of(each).steps
        first, last = steps[0] if steps else ("", "")
        if first.isdigit() and last.isdigit():
            found.update({(each.act, str(number)): None for number in range(int(first), int(last) + 1)})
        else:
            found[each.act, concordance.article_of(each)] = None
    return tuple(found)


def home(cite: str) -> Key:
    """The article under which something is printed: the first that its citation names."""
    return next(iter(keys_of(cite)), ("", REST))


def calculations() -> tuple[Calculation, ...]:
    """Every declared calculation, in order of declaration."""
    concordance.tables()
    return tuple(CALCULATIONS.values())


def _indexed(book: Book) -> dict[Key, Article]:
    """All articles; made once for an edition of the book."""
    if book.edition not in _books:
        _books.clear()
        _books[book.edition] = _index(book)
    return _books[book.edition]


def _index(book: Book) -> dict[Key, Article]:
    parts: dict[Key, dict[str, list[object]]] = {}

    def put(field: str, item: object, *cites: str) -> None:
        for key in dict.fromkeys(key for cite in cites for key in keys_of(cite)):
            parts.setdefault(key, {}).setdefault(field, []).append(item)

    for rule in book.rules.values():
        put("rules", rule, rule.citation)
    for key, found in parts.items():
        # What belongs to the article comes before what only touches it.
        found["rules"].sort(key=lambda rule, key=key: home(rule.citation) != key)  # type: ignore[attr-defined, misc]
    for provision in concordance.provisions():
        if isinstance(provision, Silence):
            continue
        field = {TimeLimit: "limits", KeepingPeriod: "keeping"}.get(type(provision), "provisions")
        put(field, provision, provision.cite)
    for calculation in calculations():
        put("calculations", calculation, calculation.cite)
    for figure in book.parameters.values():
        put("figures", figure, figure.cite)
    for table in concordance.tables():
        for key, rows in _rows_by_article(table).items():
            parts.setdefault(key, {}).setdefault("tables", []).append(TableUse(table, rows))
    for case in load():
        for key, asks in _asks_by_article(case).items():
            parts.setdefault(key, {}).setdefault("cases", []).append(CaseUse(case, asks))
    return {
        key: Article(act=ACTS[key[0]], number=key[1], **{field: tuple(items) for field, items in found.items()})  # type: ignore[arg-type]
        for key, found in parts.items()
    }


def _rows_by_article(table: DecisionTable) -> dict[Key, tuple[str, ...]]:
    found: dict[Key, list[str]] = {}
    for row in table.rows:
        for key in keys_of(row.cite):
            found.setdefault(key, []).append(row.id)
    return {key: tuple(rows) for key, rows in found.items()}


def _asks_by_article(case: GoldenCase) -> dict[Key, tuple[Ask, ...]]:
    found: dict[Key, list[Ask]] = {}
    for ask in case.ask:
        for key in keys_of(ask.cite):
            found.setdefault(key, []).append(ask)
    return {key: tuple(asks) for key, asks in found.items()}
