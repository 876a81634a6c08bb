"""Effective protection, first country of asylum, safe third country, safe country of origin (APR 57 to 62).

Articles 59 to 62 as amended by Regulations (EU) 2026/463 and 2026/464.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances.safe_countries import (
    CandidateExcepted,
    CandidateForAccession,
    DesignationChanged,
    DesignationSuspended,
    SafeCountryDesignated,
)
from asylon.law.citations import Bilingual
from asylon.law.facts import ApplicationMade, ApplicationWithdrawn, PersonDescribed
from asylon.law.facts.examination import SafeOriginConsidered, ThirdCountryConsidered
from asylon.law.position import Reason
from asylon.law.procedure.apr_8_10_guarantees import pending
from asylon.law.procedure.apr_42_acceleration import recognition_rate, unaccompanied_minor
from asylon.law.procedure.apr_63_suspension import removal, suspension
from asylon.law.provisions import Block, judgement, permission, prohibition
from asylon.law.tables import Bound, Choice, DecisionTable, Interval, Row, above, at_most, register_table, yes_no

_BLOCK: Block = "procedure"
_REBUTTED = yes_no(
    "rebutted",
    "applicant showed why it does not apply to him or her",
    "verzoeker toonde aan waarom het voor hem of haar niet geldt",
    open_=True,
)
_UNACCOMPANIED = yes_no("unaccompanied_minor", "unaccompanied minor", "niet-begeleide minderjarige", open_=True)
_BEST = yes_no(
    "best_interests",
    "not contrary to the best interests of the child",
    "niet in strijd met het belang van het kind",
    open_=True,
)
_ASSURANCE = yes_no(
    "assurance",
    "assurance of care and immediate protection received",
    "toezegging van zorg en onmiddellijke bescherming ontvangen",
    open_=True,
)
_APPLIES = {
    "applies": Bilingual("the concept applies", "het begrip geldt"),
    "not": Bilingual("the concept does not apply", "het begrip geldt niet"),
}

# Article 57.
EFFECTIVE = register_table(
    DecisionTable(
        name="effective-protection",
        question=Bilingual("Does the third country ensure effective protection?", "Biedt het derde land doeltreffende bescherming?"),
        inputs=(
            yes_no("geneva_respected", "Geneva Convention ratified and respected", "Verdrag van Genève bekrachtigd en nageleefd", open_=True),
            yes_no("minimum_criteria", "stay, subsistence, health care, education, until a durable solution", "verblijf, levensonderhoud, zorg, onderwijs, tot een duurzame oplossing", open_=True),
        ),
        outcomes={"effective": Bilingual("effective", "doeltreffend"), "not": Bilingual("not effective", "niet doeltreffend")},
        hit_policy="first",
        rows=(
            Row("geneva", {"geneva_respected": True}, "effective", ("A-42",), "APR 57(1)"),
            Row("criteria", {"minimum_criteria": True}, "effective", ("A-42",), "APR 57(2)"),
            Row("neither", {}, "not", ("A-42",), "APR 57(2)"),
        ),
    )
)  # fmt: skip

# Article 58.
FIRST_COUNTRY = register_table(
    DecisionTable(
        name="first-country-of-asylum",
        question=Bilingual("Is the country a first country of asylum for the applicant?", "Is het land voor de verzoeker een eerste land van asiel?"),
        inputs=(
            yes_no("enjoyed", "enjoyed effective protection and still can", "genoot doeltreffende bescherming en kan dat nog", open_=True),
            yes_no("safe_there", "no danger to life and liberty, no serious harm, no refoulement", "geen gevaar voor leven en vrijheid, geen ernstige schade, geen refoulement", open_=True),
            _REBUTTED, _UNACCOMPANIED, _BEST, _ASSURANCE,
        ),
        outcomes=_APPLIES,
        hit_policy="first",
        rows=(
            Row("not-enjoyed", {"enjoyed": False}, "not", ("A-34",), "APR 58(1)(a)"),
            Row("not-safe", {"safe_there": False}, "not", ("A-34",), "APR 58(1)"),
            Row("rebutted", {"rebutted": True}, "not", ("A-34",), "APR 58(2)"),
            Row("minor-interests", {"unaccompanied_minor": True, "best_interests": False}, "not", ("A-34",), "APR 58(3)"),
            Row("minor-assurance", {"unaccompanied_minor": True, "assurance": False}, "not", ("A-34",), "APR 58(3)"),
            Row("applies", {}, "applies", ("A-34",), "APR 58(1)"),
        ),
    )
)  # fmt: skip

# Article 59(4) to (6).
SAFE_THIRD = register_table(
    DecisionTable(
        name="safe-third-country",
        question=Bilingual("Is the country a safe third country for the applicant?", "Is het land voor de verzoeker een veilig derde land?"),
        inputs=(
            yes_no("conditions", "designated, or the conditions met for this applicant", "aangewezen, of aan de voorwaarden voldaan voor deze verzoeker", open_=True),
            _REBUTTED,
            yes_no("connection", "connection that makes going there reasonable", "band die gaan daarheen redelijk maakt", open_=True),
            yes_no("transit", "transited on the way to the Union", "doorgereisd op weg naar de Unie", open_=True),
            yes_no("agreement", "agreement or arrangement that requires examination there", "overeenkomst of regeling die onderzoek daar vereist", open_=True),
            _UNACCOMPANIED, _BEST, _ASSURANCE,
        ),
        outcomes=_APPLIES,
        hit_policy="first",
        rows=(
            Row("conditions-not-met", {"conditions": False}, "not", ("A-35",), "APR 59(4)"),
            Row("rebutted", {"rebutted": True}, "not", ("A-40",), "APR 59(5)(a)"),
            Row("minor-interests", {"unaccompanied_minor": True, "best_interests": False}, "not", ("A-41",), "APR 59(6)"),
            Row("minor-assurance", {"unaccompanied_minor": True, "assurance": False}, "not", ("A-41",), "APR 59(6)"),
            Row("connection", {"connection": True}, "applies", ("A-35", "A-40"), "APR 59(5)(b)(i)"),
            Row("transit", {"transit": True}, "applies", ("A-35", "A-40"), "APR 59(5)(b)(ii)"),
            Row("minor-agreement-only", {"agreement": True, "unaccompanied_minor": True}, "not", ("A-41",), "APR 59(6)"),
            Row("agreement", {"agreement": True}, "applies", ("A-35", "A-40"), "APR 59(5)(b)(iii)"),
            Row("no-link", {}, "not", ("A-40",), "APR 59(5)(b)"),
        ),
    )
)  # fmt: skip

# Article 62(1a) and (1b), 64(1): who designated the country of origin.
ORIGIN_DESIGNATION = register_table(
    DecisionTable(
        name="safe-origin-designation",
        question=Bilingual("Is the country of origin designated as safe?", "Is het land van herkomst als veilig aangewezen?"),
        inputs=(
            yes_no("union", "designated by the Union", "door de Unie aangewezen"),
            yes_no("candidate", "candidate State for accession", "kandidaat-lidstaat"),
            yes_no("candidate_excepted", "a circumstance of 62(1b)(a) to (c) was notified", "een omstandigheid van 62(1b)(a) tot en met (c) is gemeld"),
            Interval("recognition_rate", bounds=(Bound("candidate_rate", label=Bilingual("the rate of 62(1b)(c)", "het percentage van 62(1b)(c)"), figure="candidate-recognition-rate"),), closed=True, otherwise=0, label=Bilingual("recognition rate (%)", "erkenningspercentage (%)")),
            Choice("suspended", ("no", "in_part", "in_whole"), closed=True, otherwise="no", label=Bilingual("Union designation suspended", "Unieaanwijzing geschorst")),
            yes_no("national", "designated by the Member State", "door de lidstaat aangewezen"),
        ),
        outcomes={
            "designated": Bilingual("designated", "aangewezen"),
            "with_exceptions": Bilingual("designated except for parts or categories", "aangewezen behalve voor delen of groepen"),
            "not": Bilingual("not designated", "niet aangewezen"),
        },
        hit_policy="first",
        rows=(
            Row("suspended", {"suspended": "in_whole"}, "not", ("A-48", "A-49"), "APR 63(1)(b)"),
            Row("suspended-in-part", {"union": True, "suspended": "in_part"}, "with_exceptions", ("A-45", "A-47", "A-48"), "APR 63(1)(a)"),
            Row("union", {"union": True}, "designated", ("A-45",), "APR 62(1a)"),
            Row("candidate-excepted", {"candidate": True, "candidate_excepted": True, "national": False}, "not", ("A-46",), "APR 62(1b)"),
            Row("candidate-rate", {"candidate": True, "recognition_rate": above("candidate_rate"), "national": False}, "not", ("A-46",), "APR 62(1b)(c)"),
            Row("candidate-in-part", {"candidate": True, "candidate_excepted": False, "recognition_rate": at_most("candidate_rate"), "suspended": "in_part"}, "with_exceptions", ("A-46", "A-47", "A-48"), "APR 63(1)(a)"),
            Row("candidate", {"candidate": True, "candidate_excepted": False, "recognition_rate": at_most("candidate_rate")}, "designated", ("A-46",), "APR 62(1b)"),
            Row("suspended-national", {"suspended": "in_part"}, "not", ("A-49",), "APR 64(2)"),
            Row("national", {"national": True}, "designated", ("A-47", "A-49"), "APR 64(1)"),
            Row("none", {}, "not", ("A-44",), "APR 61(1)"),
        ),
    )
)  # fmt: skip

# Article 61(5).
SAFE_ORIGIN = register_table(
    DecisionTable(
        name="safe-country-of-origin",
        question=Bilingual("Does the concept of safe country of origin apply to the applicant?", "Geldt het begrip veilig land van herkomst voor de verzoeker?"),
        inputs=(
            Choice("designation", ("designated", "with_exceptions", "not"), label=Bilingual("designation", "aanwijzing")),
            yes_no("excepted", "belongs to an exception of the designation", "valt onder een uitzondering van de aanwijzing", open_=True),
            _REBUTTED,
        ),
        outcomes=_APPLIES,
        hit_policy="first",
        rows=(
            Row("not-designated", {"designation": "not"}, "not", ("A-44",), "APR 61(1)"),
            Row("excepted", {"excepted": True}, "not", ("A-44", "A-47"), "APR 61(5)(b)"),
            Row("rebutted", {"rebutted": True}, "not", ("A-44",), "APR 61(5)(c)"),
            Row("applies", {}, "applies", ("A-44",), "APR 61(5)"),
        ),
    )
)  # fmt: skip

CONSIDER = judgement(
    "safe-country-of-origin-in-this-case", _BLOCK, ("A-44",), "APR 61(5)", "determining_authority",
    "The country of origin is designated as safe: does an exception cover the applicant, or can he or she show why it does not apply?",
    "Het land van herkomst is als veilig aangewezen: valt de verzoeker onder een uitzondering, of kan hij of zij aantonen waarom het niet geldt?",
    "safe_origin_considered",
)  # fmt: skip
APPLY = permission(
    "apply-safe-country-of-origin", _BLOCK, ("A-44",), "APR 61(5)",
    "apply the concept of safe country of origin, and accelerate (42(1)(e))",
    "het begrip veilig land van herkomst toepassen, en versnellen (42(1)(e))",
    "acceleration_ground_found",
)  # fmt: skip
NOT_APPLY = prohibition(
    "no-safe-country-of-origin", _BLOCK, ("A-44",), "APR 61(5)",
    "the concept of safe country of origin may not be applied to the applicant",
    "het begrip veilig land van herkomst mag op de verzoeker niet worden toegepast",
)  # fmt: skip


def union_list(case: Case) -> frozenset[str]:
    """The countries of Annex II today, and others that the Union designated since, without those it removed."""
    found: frozenset[str] | None = case.circumstances.memory.get("safe_origins_union")
    if found is None:
        listed = set(str(case.book.value("safe-origins-union", case.today)).split())
        listed |= {
            item.country
            for item in case.circumstances.on(SafeCountryDesignated, case.today)
            if item.concept == "safe_origin" and item.state == "EU"
        }
        removed = {
            item.country for item in case.circumstances.known(DesignationChanged) if item.concept == "safe_origin"
        }
        found = frozenset(
            country for country in listed if country not in removed or removal(case, country, "safe_origin") is None
        )
        case.circumstances.memory["safe_origins_union"] = found
    return found


def _looked_at(case: Case) -> frozenset[str]:
    """The countries of which anything is recorded under this concept: the Union's, candidates, this Member State's, suspended ones."""
    key = f"safe_origins_{case.state}"
    found: frozenset[str] | None = case.circumstances.memory.get(key)
    if found is None:
        known = case.circumstances
        found = union_list(case) | {
            *(item.country for item in known.on(CandidateForAccession, case.today)),
            *(item.country for item in known.on(SafeCountryDesignated, case.today, case.state)),
            *(item.country for item in known.known(DesignationSuspended)),
        }
        known.memory[key] = found
    return found


def _designated_here(case: Case, country: str, concept: str) -> bool:
    """Whether the Member State that keeps the file designates a country; Union designations are asked apart."""
    return any(
        item.country == country and item.concept == concept and item.state == case.state
        for item in case.circumstances.on(SafeCountryDesignated, case.today, case.state)
    )


def _origin(case: Case) -> str | None:
    """The country of origin under this concept: the nationality, or for a stateless person the former habitual residence."""
    considered = case.last(SafeOriginConsidered)
    if considered is not None and considered.habitual_residence is not None:
        return considered.habitual_residence
    return case.nationality


def designation(case: Case, country: str) -> tuple[str, tuple[Reason, ...]] | None:
    """Whether a country of origin is designated as safe today, by whom, and with which suspension."""
    act = suspension(case, country, "safe_origin")
    union = country in union_list(case)
    candidate = any(item.country == country for item in case.circumstances.on(CandidateForAccession, case.today))
    national = _designated_here(case, country, "safe_origin")
    if not (union or candidate or national or act):
        return None
    excepted = any(item.country == country for item in case.circumstances.on(CandidateExcepted, case.today))
    return case.decide(
        ORIGIN_DESIGNATION,
        {
            "union": union,
            "candidate": candidate,
            "candidate_excepted": excepted,
            "recognition_rate": recognition_rate(case, country) if candidate else None,
            "suspended": act.extent if act is not None else None,
            "national": national,
        },
        bounds={"candidate_rate": case.book.number("candidate-recognition-rate", case.today)},
    )


def origin(case: Case) -> None:
    """The concept of safe country of origin for an applicant whose country is designated, or who was held to be from one."""
    country = _origin(case)
    if country is None or country not in _looked_at(case):
        return
    if pending(case) is None or case.first(ApplicationWithdrawn) is not None:
        return
    considered = case.last(SafeOriginConsidered)
    found = designation(case, country)
    if found is None:
        # Not designated as far as is recorded: a national list may not have been entered.
        return
    if found[0] != "not" and considered is None:
        case.stand(case.judgements, CONSIDER, found[1], rules=found[1][0].rules, cite=found[1][0].cite)
        return
    decided = case.decide(
        SAFE_ORIGIN,
        {
            "designation": found[0],
            "excepted": considered.excepted if considered is not None else None,
            "rebutted": considered.rebutted if considered is not None else None,
        },
        known_as={"excepted": "safe_origin_considered", "rebutted": "safe_origin_considered"},
    )
    if decided is None:
        return
    why = found[1] + decided[1]
    rules = tuple(dict.fromkeys(rule for reason in why for rule in reason.rules))
    if decided[0] == "applies":
        case.stand(case.permitted, APPLY, why, rules=rules)
    else:
        case.stand(case.forbidden, NOT_APPLY, why, rules=rules, cite=why[-1].cite)


def third_country(case: Case, ground: str) -> tuple[str, tuple[Reason, ...]] | None:
    """Whether the third country considered for a ground (38(1)(a) or (b)) is one; None where that is not known."""
    first = ground == "38(1)(a)"
    concept = "first_country_of_asylum" if first else "safe_third_country"
    found = case.last(ThirdCountryConsidered, lambda fact: fact.concept == concept)
    if found is None:
        return None
    effective = case.decide(
        EFFECTIVE,
        {"geneva_respected": found.geneva_respected, "minimum_criteria": found.minimum_criteria},
        known_as={"geneva_respected": "third_country_considered", "minimum_criteria": "third_country_considered"},
    )
    protects = None if effective is None else effective[0] == "effective"
    shared = {
        "rebutted": found.rebutted,
        "unaccompanied_minor": unaccompanied_minor(case),
        "best_interests": found.best_interests,
        "assurance": found.assurance,
    }
    known_as = {"unaccompanied_minor": "born"}
    if first:
        enjoyed = None if found.protection_enjoyed is None else found.protection_enjoyed and protects
        decided = case.decide(
            FIRST_COUNTRY, {"enjoyed": enjoyed, "safe_there": found.safe_there, **shared}, known_as=known_as
        )
    else:
        decided = case.decide(
            SAFE_THIRD,
            {
                "conditions": _conditions(case, found, protects),
                "connection": found.connection,
                "transit": found.transit,
                "agreement": found.agreement,
                **shared,
            },
            known_as=known_as,
        )
    if decided is None:
        return None
    return decided[0], decided[1] + (effective[1] if effective is not None else ())


def _conditions(case: Case, found: ThirdCountryConsidered, protects: bool | None) -> bool | None:
    """59(4): designated and not suspended, or the conditions of 59(1) met with regard to this applicant."""
    if suspension(case, found.country, "safe_third_country") is None:
        by_union = any(
            item.country == found.country and item.concept == "safe_third_country"
            for item in case.circumstances.on(SafeCountryDesignated, case.today)
        )
        if (by_union and removal(case, found.country, "safe_third_country") is None) or _designated_here(
            case, found.country, "safe_third_country"
        ):
            return True
    if found.safe_there is False or protects is False:
        return False
    return True if found.safe_there and protects else None


chapter(461, single=origin, when=(PersonDescribed, ApplicationMade, SafeOriginConsidered))
