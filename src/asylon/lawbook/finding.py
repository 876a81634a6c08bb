"""The one search in the law: by article, by Id, by words in either language. The desk and the command line ask it alike.

Everything that can be found is one entry in an index, made once for an edition of the book. An article finds what rests on
it, what rests on a part of it and what rests on a range that holds it, in this order; an Id finds the rule and all that stands
on it; words find whatever holds all of them, and what is called by them before what only mentions them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from time import perf_counter

import msgspec

from asylon.cases import load
from asylon.law import concordance
from asylon.law.book import Book
from asylon.law.circumstances import KINDS as CIRCUMSTANCES
from asylon.law.citations import ACTS, Bilingual, Place
from asylon.law.facts import KINDS as FACTS
from asylon.law.provisions import ACTORS, KeepingPeriod, Provision, TimeLimit
from asylon.law.tables import DecisionTable
from asylon.lawbook.articles import REST, articles, calculations
from asylon.lawbook.asked import asked_place, asked_rule, plain
from asylon.lawbook.sources import Source, declared_at, modules, sources_at, sources_of
from asylon.lawbook.words import kind_words, period_words, provision_words

#: What can be found, in the order in which it is shown.
GROUPS: dict[str, Bilingual] = {
    "act": Bilingual("Acts", "Handelingen"),
    "article": Bilingual("Articles", "Artikelen"),
    "rule": Bilingual("Rules", "Rechtsregels"),
    "limit": Bilingual("Time limits", "Termijnen"),
    "keeping": Bilingual("Keeping periods", "Bewaartermijnen"),
    "table": Bilingual("Tables", "Tabellen"),
    "provision": Bilingual("Duties, rights and other provisions", "Plichten, rechten en andere bepalingen"),
    "calculation": Bilingual("Calculations", "Berekeningen"),
    "figure": Bilingual("Figures", "Cijfers"),
    "case": Bilingual("Golden cases", "IJkzaken"),
    "fact": Bilingual("Facts and circumstances", "Feiten en omstandigheden"),
    "source": Bilingual("Source text", "Brontekst"),
}

#: So many hits of a group are given; the group says how many there are.
MOST_HITS = 60


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """Something that can be found. ``id`` names it within its group (an act's article: ``AMMR 39``).

    ``more`` says how long and from when a period runs. ``called`` is what it is called by, ``told`` what it says besides; both without accents and capitals.
    """

    group: str
    id: str
    words: Bilingual
    cite: str = ""
    more: Bilingual | None = None
    sort: Bilingual | None = None
    block: str = ""
    verified: bool = True
    rules: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    called: str = ""
    told: str = ""
    source: Source | None = None


class Group(msgspec.Struct, frozen=True):
    """The hits of one group, best first, and how many there are in all."""

    key: str
    hits: tuple[Entry, ...]
    number: int

    @property
    def words(self) -> Bilingual:
        """What the group is called."""
        return GROUPS[self.key]

    @property
    def more(self) -> int:
        """How many hits are not shown."""
        return self.number - len(self.hits)


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a question found. ``place`` is the article that was understood; ``exact`` what carries exactly this Id or name."""

    asked: str
    place: Place | None
    exact: Entry | None
    groups: tuple[Group, ...]
    milliseconds: float

    def group(self, key: str) -> tuple[Entry, ...]:
        """The hits of one group."""
        return next((group.hits for group in self.groups if group.key == key), ())


class Index(msgspec.Struct, frozen=True):
    """Everything that can be found in an edition of the book; ``by_article`` says where a number of an article is cited."""

    entries: tuple[Entry, ...]
    by_article: Mapping[int, tuple[Entry, ...]]

    def near(self, place: Place) -> tuple[Entry, ...]:
        """The entries that can meet a place."""
        first, last = place.steps[0] if place.steps else ("", "")
        if not (first.isdigit() and last.isdigit()):
            return self.entries
        if first == last:
            return self.by_article.get(int(first), ())
        found = (entry for number in range(int(first), int(last) + 1) for entry in self.by_article.get(number, ()))
        return tuple({id(entry): entry for entry in found}.values())


_indexes: dict[str, Index] = {}


def index(book: Book) -> Index:
    """The index of an edition of the book, made once."""
    if book.edition not in _indexes:
        _indexes.clear()
        entries = tuple(_entries(book))
        by_article: dict[int, list[Entry]] = {}
        for entry in entries:
            for number in _numbers(entry.places):
                by_article.setdefault(number, []).append(entry)
        _indexes[book.edition] = Index(entries, {number: tuple(found) for number, found in by_article.items()})
    return _indexes[book.edition]


def _numbers(places: tuple[Place, ...]) -> set[int]:
    """The numbers of the articles that places name; a range names every article in it."""
    found: set[int] = set()
    for place in places:
        first, last = place.steps[0] if place.steps else ("", "")
        if first.isdigit() and last.isdigit():
            found.update(range(int(first), int(last) + 1))
    return found


def find(book: Book, asked: str) -> Found:
    """Everything in the law that answers a question: a place in an act, an Id or name, or words that must all occur."""
    held = index(book)
    entries = held.entries
    started = perf_counter()
    asked = " ".join(asked.split())
    place = asked_place(asked)
    exact = _exact(entries, asked)
    if exact is not None:
        ranked = _standing_on(entries, exact)
    elif place is not None:
        ranked = _at(held.near(place), place)
    else:
        ranked = _saying(entries, plain(asked).split())
    groups = _grouped(ranked)
    return Found(asked=asked, place=place, exact=exact, groups=groups, milliseconds=(perf_counter() - started) * 1000)


def _grouped(ranked: Iterable[tuple[tuple[int, ...], Entry]]) -> tuple[Group, ...]:
    found: dict[str, list[tuple[tuple[int, ...], int, Entry]]] = {}
    for order, (rank, entry) in enumerate(ranked):
        found.setdefault(entry.group, []).append((rank, order, entry))
    groups = []
    for key in GROUPS:
        hits = [entry for *_, entry in sorted(found.get(key, ()), key=lambda hit: hit[:2])]
        if hits:
            groups.append(Group(key, tuple(hits[:MOST_HITS]), len(hits)))
    return tuple(groups)


def _exact(entries: Iterable[Entry], asked: str) -> Entry | None:
    """What carries exactly this Id or name; a rule's Id also without its stroke."""
    wanted, loose = plain(asked), asked_rule(asked)
    for entry in entries:
        if entry.group == "rule":
            if asked_rule(entry.id) == loose:
                return entry
        elif entry.group in ("limit", "keeping", "table", "calculation", "provision", "case", "figure", "fact") and (
            entry.id.casefold() == wanted
        ):
            return entry
    return None


def _standing_on(entries: Iterable[Entry], exact: Entry) -> Iterator[tuple[tuple[int, ...], Entry]]:
    """What was named, and all that stands on it; then the lines of the source that quote it."""
    for entry in entries:
        if entry is exact or entry.id == exact.id:
            yield (0,), entry
        elif exact.group == "rule" and exact.id in entry.rules:
            yield (1 + entry.rules.index(exact.id),), entry
    for source in sources_of(exact.id):
        yield (0,), _source_entry(source)


def _at(entries: Iterable[Entry], place: Place) -> Iterator[tuple[tuple[int, ...], Entry]]:
    """What rests on a place; of an act as a whole only the act and its articles."""
    whole = not place.steps
    for entry in entries:
        if whole and entry.group not in ("act", "article"):
            continue
        rank = _nearness(entry.places, place)
        if rank is not None and (entry.group != "act" or whole):
            yield rank, entry
    if not whole:
        for order, source in enumerate(sources_at(place)):
            yield (order,), _source_entry(source)


def _nearness(places: tuple[Place, ...], place: Place) -> tuple[int, ...] | None:
    """How near something lies: the same place, a part of it, what holds it; then how early it is cited."""
    best: tuple[int, ...] | None = None
    for order, each in enumerate(places):
        if place.meets(each):
            near = 0 if each.steps == place.steps else 1 if len(each.steps) > len(place.steps) else 2
            if best is None or (near, order) < best:
                best = (near, order)
    return best


def _saying(entries: Iterable[Entry], wanted: list[str]) -> Iterator[tuple[tuple[int, ...], Entry]]:
    if not wanted:
        return
    for entry in entries:
        rank = 0
        for word in wanted:
            if word in entry.called:
                padded = f" {entry.called} "
                rank += 0 if f" {word} " in padded else 1 if f" {word}" in padded else 2
            elif word in entry.told:
                rank += 4
            else:
                break
        else:
            yield (rank,), entry


# -- the index -----------------------------------------------------------------


def _places(*cites: str) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(place for cite in cites for place in concordance.places(cite)))


def _joined(*texts: str | Bilingual) -> str:
    said = " ".join(text if isinstance(text, str) else f"{text.en} {text.nl}" for text in texts)
    return " ".join(plain(said).replace("(", " ( ").split()) if "(" in said else " ".join(plain(said).split())


def _entries(book: Book) -> Iterator[Entry]:
    for act in ACTS.values():
        called = _joined(act.short, act.number, act.title)
        yield Entry(
            group="act", id=act.short, words=act.title, cite=act.number, places=(Place(act.short, ()),), called=called
        )
        for article in articles(book, act):
            if article.number != REST:
                first = next((rule.words for rule in article.rules if article.is_home_of(rule.citation)), None)
                yield Entry(
                    group="article",
                    id=f"{act.short} {article.number}",
                    words=first or act.title,
                    places=(article.place,),
                    called=_joined(f"{act.short} {article.number}"),
                )
    for rule in book.rules.values():
        yield Entry(
            group="rule",
            id=rule.id,
            words=rule.words,
            cite=rule.citation,
            block=rule.block,
            verified=rule.verified,
            rules=(rule.id,),
            places=_places(rule.citation),
            called=_joined(rule.id, rule.words),
            told=_joined(rule.citation),
        )
    yield from (_provision(item, book) for item in concordance.provisions())
    yield from (_table(table) for table in concordance.tables())
    for calculation in calculations():
        yield Entry(
            group="calculation",
            id=calculation.name,
            words=calculation.question,
            cite=calculation.cite,
            block=calculation.block,
            rules=calculation.rules,
            places=_places(calculation.cite),
            called=_joined(calculation.name, calculation.question),
            told=_joined(calculation.data, calculation.cite),
            source=declared_at(calculation.name, calculation.rules),
        )
    for figure in book.parameters.values():
        yield Entry(
            group="figure",
            id=figure.key,
            words=figure.words,
            cite=figure.cite,
            rules=figure.rules,
            places=_places(figure.cite),
            called=_joined(figure.key, figure.words),
            told=_joined(figure.cite),
        )
    for case in load():
        asks = case.ask
        yield Entry(
            group="case",
            id=case.id,
            words=case.title,
            cite=case.source,
            block=case.block,
            rules=tuple(dict.fromkeys(rule for ask in asks for rule in ask.rules)),
            places=_places(case.source, *(ask.cite for ask in asks)),
            called=_joined(case.id, case.title),
            told=_joined(case.source, *(ask.because for ask in asks)),
        )
    for kind, made in (*FACTS.items(), *CIRCUMSTANCES.items()):
        yield Entry(group="fact", id=kind, words=made.words, called=_joined(kind, kind.replace("_", " "), made.words))
    for module in modules():
        yield _source_entry(Source(module, 1))


def _provision(item: Provision, book: Book) -> Entry:
    words = provision_words(item)
    told: list[str | Bilingual] = [item.cite]
    told += [text for name in ("starts", "consequence") if isinstance(text := getattr(item, name, None), Bilingual)]
    who = getattr(item, "who", "")
    if who in ACTORS:
        told.append(ACTORS[who])
    group = "limit" if isinstance(item, TimeLimit) else "keeping" if isinstance(item, KeepingPeriod) else "provision"
    return Entry(
        group=group,
        id=item.id,
        words=words,
        cite=item.cite,
        more=period_words(item, book),
        sort=kind_words(item),
        block=item.block,
        rules=item.rules,
        places=_places(item.cite),
        called=_joined(item.id, item.id.replace("-", " "), words),
        told=_joined(*told),
        source=declared_at(item.id, item.rules),
    )


def _table(table: DecisionTable) -> Entry:
    rules = concordance.table_rules(table)
    cites = tuple(dict.fromkeys(row.cite for row in table.rows))
    return Entry(
        group="table",
        id=table.name,
        words=table.question,
        cite="; ".join(cites),
        rules=rules,
        places=_places(*cites),
        called=_joined(table.name, table.name.replace("-", " "), table.question),
        told=_joined(*(entry.label for entry in table.inputs), *table.outcomes.values(), *cites),
        source=declared_at(table.name, rules),
    )


def _source_entry(source: Source) -> Entry:
    title = Bilingual(source.module.title, source.module.title)
    return Entry(
        group="source",
        id=source.module.path,
        words=title,
        block=source.module.block,
        called=_joined(source.module.path.replace("_", " ").replace("/", " "), source.module.path, title),
        source=source,
    )
