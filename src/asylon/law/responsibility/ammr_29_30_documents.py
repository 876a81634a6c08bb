"""Residence documents, visas and diplomas (Regulation (EU) 2024/1351, Articles 29 and 30).

Each document is judged by itself; where several designate different Member States the article's own order decides, and
where it says nothing the question stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from asylon.law.case import Case
from asylon.law.citations import Bilingual
from asylon.law.facts import DocumentHeld
from asylon.law.moments import Moment
from asylon.law.position import Reason
from asylon.law.provisions import Silence, declare
from asylon.law.responsibility.ammr_36_38_procedure import within
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

SEVERAL_OPEN = declare(
    Silence(
        id="documents-of-several-states",
        block="responsibility",
        rules=("K-5", "K-6", "K-7"),
        cite="AMMR 29(3)",
        words=Bilingual(
            "Documents of several Member States count, and the order of the article does not choose between them.",
            "Documenten van meerdere lidstaten tellen, en de volgorde van het artikel kiest er niet tussen.",
        ),
    )
)

DOCUMENT = register_table(
    DecisionTable(
        name="document-designates",
        question=Bilingual(
            "Does this document designate the Member State that issued it?",
            "Wijst dit document de lidstaat aan die het afgaf?",
        ),
        inputs=(
            Choice("document", ("residence_document", "visa", "diploma"), label=Bilingual("document", "document")),
            Choice(
                "time",
                ("valid", "counts", "ceased"),
                label=Bilingual(
                    "valid at the registration, or ended (diploma: issued) within the time",
                    "geldig bij de registratie, of binnen de tijd geëindigd (diploma: afgegeven)",
                ),
                words={"valid": Bilingual("valid", "geldig")},
            ),
            yes_no("fraud", "fraud committed after the issue", "fraude na de afgifte"),
            yes_no(
                "outside_definition",
                "no academic year there, below ISCED level 2, or distance learning (2(15))",
                "geen academisch jaar daar, onder ISCED-niveau 2, of afstandsonderwijs (2, punt 15)",
            ),
        ),
        outcomes={
            "designates": Bilingual("designates", "wijst aan"),
            "not": Bilingual("does not designate", "wijst niet aan"),
        },
        hit_policy="first",
        rows=(
            Row(
                "fraud-after-issue",
                {"document": ("residence_document", "visa"), "fraud": True},
                "not",
                ("K-6",),
                "AMMR 29(5)",
            ),
            Row(
                "residence-valid",
                {"document": "residence_document", "time": "valid"},
                "designates",
                ("K-5",),
                "AMMR 29(1)",
            ),
            Row("visa-valid", {"document": "visa", "time": "valid"}, "designates", ("K-5",), "AMMR 29(2)"),
            Row(
                "residence-ended",
                {"document": "residence_document", "time": "counts"},
                "designates",
                ("K-6",),
                "AMMR 29(4)",
            ),
            Row("visa-ended", {"document": "visa", "time": "counts"}, "designates", ("K-6",), "AMMR 29(4)"),
            Row(
                "ended-before",
                {"document": ("residence_document", "visa"), "time": "ceased"},
                "not",
                ("K-6",),
                "AMMR 29(4)",
            ),
            Row(
                "no-diploma",
                {"document": "diploma", "outside_definition": True},
                "not",
                ("K-7", "DEF-12"),
                "AMMR 2(15)",
            ),
            Row("diploma-old", {"document": "diploma", "time": "ceased"}, "not", ("K-7",), "AMMR 30(1)"),
            Row("diploma", {"document": "diploma"}, "designates", ("K-7", "DEF-12"), "AMMR 30(1)"),
        ),
    )
)

SEVERAL = register_table(
    DecisionTable(
        name="several-documents",
        question=Bilingual("Which of several documents decides?", "Welk van meerdere documenten beslist?"),
        inputs=(
            Choice(
                "documents",
                ("residence_documents", "visas_of_one_type", "visas_of_different_types", "diplomas"),
                label=Bilingual("documents", "documenten"),
                words={
                    "residence_documents": Bilingual("residence documents", "verblijfstitels"),
                    "visas_of_one_type": Bilingual("visas of the same type", "visa van hetzelfde type"),
                    "visas_of_different_types": Bilingual("visas of different types", "visa van verschillende types"),
                    "diplomas": Bilingual("diplomas", "diploma's"),
                },
            ),
            Choice(
                "longest",
                ("one", "several"),
                label=Bilingual(
                    "Member States with the longest right, validity or study",
                    "lidstaten met het langste recht, de langste geldigheid of studie",
                ),
            ),
            Choice(
                "latest",
                ("one", "several"),
                label=Bilingual(
                    "Member States with the latest expiry among them (diploma: the most recent)",
                    "lidstaten met de laatste vervaldatum daaronder (diploma: het meest recente)",
                ),
            ),
        ),
        outcomes={
            "longest": Bilingual("the longest", "de langste"),
            "latest": Bilingual("the latest", "de laatste"),
            "open": Bilingual("the article does not choose", "het artikel kiest niet"),
        },
        hit_policy="first",
        rows=(
            Row(
                "visas-alike", {"documents": "visas_of_one_type", "latest": "one"}, "latest", ("K-5",), "AMMR 29(3)(b)"
            ),
            Row("visas-alike-open", {"documents": "visas_of_one_type"}, "open", ("K-5",), "AMMR 29(3)(b)"),
            Row(
                "residence-longest",
                {"documents": "residence_documents", "longest": "one"},
                "longest",
                ("K-5",),
                "AMMR 29(3)(a)",
            ),
            Row(
                "residence-latest",
                {"documents": "residence_documents", "latest": "one"},
                "latest",
                ("K-5",),
                "AMMR 29(3)(a)",
            ),
            Row(
                "visas-longest",
                {"documents": "visas_of_different_types", "longest": "one"},
                "longest",
                ("K-5",),
                "AMMR 29(3)(c)",
            ),
            Row(
                "visas-latest",
                {"documents": "visas_of_different_types", "latest": "one"},
                "latest",
                ("K-5",),
                "AMMR 29(3)(c)",
            ),
            Row("diploma-longest", {"documents": "diplomas", "longest": "one"}, "longest", ("K-7",), "AMMR 30(2)"),
            Row("diploma-latest", {"documents": "diplomas", "latest": "one"}, "latest", ("K-7",), "AMMR 30(2)"),
            Row("open", {}, "open", ("K-5", "K-7"), "AMMR 29(3)"),
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Documents:
    """What the documents say: ``none``, ``one`` Member State with reasons, or ``open`` where it is not known which."""

    kind: str = "none"
    state: str = ""
    reasons: tuple[Reason, ...] = ()


NO_DOCUMENTS = Documents()


def _ended(held: DocumentHeld, day: date) -> date | None:
    """The day on which a residence document or visa had ended by then: expiry, annulment, revocation or withdrawal."""
    ends = [end for end in (held.valid_until, held.ended_on) if end is not None]
    if not ends:
        return None
    end = min(ends)
    return end if end < day or end == held.ended_on == day else None


def _time(case: Case, held: DocumentHeld, day: date) -> str | None:
    """Valid, ended within the time, or before; None where the dates are not recorded."""
    if held.document == "diploma":
        if held.issued_on is None:
            return None
        return "counts" if within(case, Moment(held.issued_on), "diploma-designates", day) else "ceased"
    ended = _ended(held, day)
    if ended is None:
        known = held.valid_until is not None or held.ended_on is not None
        return "valid" if known else None
    key = "residence-document-designates" if held.document == "residence_document" else "visa-designates"
    return "counts" if within(case, Moment(ended), key, day) else "ceased"


def _designating(
    case: Case, kinds: tuple[str, ...], day: date, excluded: frozenset[str]
) -> tuple[list[tuple[DocumentHeld, str, tuple[Reason, ...]]], bool]:
    """The documents that designate, with their time and reason; and whether one could not be judged."""
    found = []
    unknown = False
    for held in case.all(DocumentHeld):
        start = held.valid_from or held.issued_on
        if held.document not in kinds or _issuer(held) in excluded or (start is not None and start > day):
            continue
        time = _time(case, held, day)
        decided = case.decide(
            DOCUMENT,
            {
                "document": held.document,
                "time": time,
                "fraud": held.fraud_after_issue,
                "outside_definition": held.not_a_diploma,
            },
            known_as={"time": "issued_on" if held.document == "diploma" else "valid_until"},
        )
        if decided is None:
            unknown = True
        elif decided[0] == "designates":
            found.append((held, time or "", decided[1]))
    return found, unknown


def _issuer(held: DocumentHeld) -> str:
    """The Member State that issued it; for a visa issued under a representation arrangement, the represented one."""
    return held.on_behalf_of if held.document == "visa" and held.on_behalf_of else held.issued_by


_HELD = frozenset((DocumentHeld,))


def documents(case: Case, day: date, excluded: frozenset[str]) -> Documents:
    """What residence documents and visas say (Article 29)."""
    if not case.has(_HELD):
        return NO_DOCUMENTS
    found, unknown = _designating(case, ("residence_document", "visa"), day, excluded)
    if unknown:
        return Documents("open")
    if len({_issuer(held) for held, _, _ in found}) <= 1:
        return Documents("one", _issuer(found[0][0]), found[0][2]) if found else NO_DOCUMENTS
    if len({time for _, time, _ in found}) > 1:
        # Whether a valid document goes before one that has ended, the article does not say.
        case.silent("several-documents", SEVERAL_OPEN, cite="AMMR 29(4)")
        return Documents("open")
    residence = [held for held, _, _ in found if held.document == "residence_document"]
    chosen = residence or [held for held, _, _ in found]
    if residence:
        if len({_issuer(held) for held in residence}) == 1:
            reason = next(why for held, _, why in found if held.document == "residence_document")
            return Documents("one", _issuer(residence[0]), reason)
        return _choose(case, "residence_documents", chosen, _validity)
    types = {held.visa_type for held in chosen}
    if None in types:
        case.silent("several-documents", SEVERAL_OPEN, settle=("visa_type",), cite="AMMR 29(3)")
        return Documents("open")
    return _choose(case, "visas_of_one_type" if len(types) == 1 else "visas_of_different_types", chosen, _validity)


def diplomas(case: Case, day: date, excluded: frozenset[str]) -> Documents:
    """What diplomas and qualifications say (Article 30)."""
    if not case.has(_HELD):
        return NO_DOCUMENTS
    found, unknown = _designating(case, ("diploma",), day, excluded)
    if unknown:
        return Documents("open")
    if len({_issuer(held) for held, _, _ in found}) <= 1:
        return Documents("one", _issuer(found[0][0]), found[0][2]) if found else NO_DOCUMENTS
    return _choose(case, "diplomas", [held for held, _, _ in found], lambda held: held.study_months)


def _validity(held: DocumentHeld) -> int | None:
    """The period of validity in days."""
    if held.valid_from is None or held.valid_until is None:
        return None
    return (held.valid_until - held.valid_from).days


def _choose(
    case: Case, what: str, held: Sequence[DocumentHeld], length: Callable[[DocumentHeld], int | None]
) -> Documents:
    """Choose among documents of several Member States: the longest, among equals the latest."""
    lengths = [(length(item), item) for item in held]
    longest = _most(lengths)
    last = [(item.issued_on if item.document == "diploma" else item.valid_until, item) for item in held]
    if what != "visas_of_one_type" and longest is not None:
        last = [(day, item) for day, item in last if _issuer(item) in longest]
    latest = _most(last)
    decided = case.decide(
        SEVERAL,
        {
            "documents": what,
            "longest": None if longest is None else "one" if len(longest) == 1 else "several",
            "latest": None if latest is None else "one" if len(latest) == 1 else "several",
        },
        known_as={
            "longest": "study_months" if what == "diplomas" else "valid_from",
            "latest": "issued_on" if what == "diplomas" else "valid_until",
        },
    )
    if decided is None:
        return Documents("open")
    outcome, why = decided
    if outcome == "open":
        case.silent("several-documents", SEVERAL_OPEN, cite=why[0].cite)
        return Documents("open")
    states = longest if outcome == "longest" else latest
    assert states is not None
    return Documents("one", next(iter(states)), why)


def _most(measured: Sequence[tuple[int | date | None, DocumentHeld]]) -> set[str] | None:
    """The issuers of the documents with the greatest measure; None where a measure is not recorded."""
    values = [value for value, _ in measured if value is not None]
    if len(values) < len(measured) or not values:
        return None
    most = max(values)
    return {_issuer(item) for value, item in measured if value == most}
