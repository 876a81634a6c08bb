"""Housing of families (Directive (EU) 2024/1346, Articles 2(3) and 14).

The family of the Directive is wider than that of the Regulation on responsibility: dependent adult children belong to it,
and for a minor an adult sibling who is responsible. It is in the same Member State.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import FamilyLink
from asylon.law.provisions import right
from asylon.law.reception.rcd_2_applicant import BEGINS, applicant_since
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

TOGETHER = right(
    "housing-with-family", "reception", ("DEF-9",), "RCD 14",
    "where housing is provided: housed with this family member as far as possible, if both agree",
    "als huisvesting wordt geboden: zoveel mogelijk samen met dit gezinslid gehuisvest, als beiden instemmen",
)  # fmt: skip

FAMILY = register_table(
    DecisionTable(
        name="reception-family",
        question=Bilingual(
            "Is the other person a family member for reception?", "Is de ander een gezinslid voor de opvang?"
        ),
        inputs=(
            Choice(
                "relation",
                ("partner", "child", "parent", "sibling"),
                label=Bilingual("the other is the", "de ander is de"),
                words={
                    "partner": Bilingual("spouse or partner", "echtgenoot of partner"),
                    "parent": Bilingual(
                        "parent or responsible adult, an adult sibling included",
                        "ouder of verantwoordelijke volwassene, ook een volwassen broer of zus",
                    ),
                },
            ),
            yes_no("child_married", "the child is married", "het kind is gehuwd"),
            yes_no("child_minor", "the child is a minor", "het kind is minderjarig", open_=True),
            yes_no("child_dependent", "the adult child is dependent", "het volwassen kind is afhankelijk", open_=True),
            yes_no(
                "minor_unmarried",
                "the applicant is a minor and unmarried",
                "de verzoeker is minderjarig en ongehuwd",
                open_=True,
            ),
        ),
        outcomes={
            "member": Bilingual("a family member", "een gezinslid"),
            "none": Bilingual("no family member in this sense", "geen gezinslid in deze zin"),
        },
        hit_policy="first",
        rows=(
            Row("partner", {"relation": "partner"}, "member", ("DEF-9",), "RCD 2(3)(a)"),
            Row("married-child", {"relation": "child", "child_married": True}, "none", ("DEF-9",), "RCD 2(3)(b)"),
            Row("minor-child", {"relation": "child", "child_minor": True}, "member", ("DEF-9",), "RCD 2(3)(b)"),
            Row("dependent-child", {"relation": "child", "child_dependent": True}, "member", ("DEF-9",), "RCD 2(3)(b)"),
            Row("adult-child", {"relation": "child"}, "none", ("DEF-9",), "RCD 2(3)(b)"),
            Row("parent", {"relation": "parent", "minor_unmarried": True}, "member", ("DEF-9",), "RCD 2(3)(c)"),
            Row("other", {}, "none", ("DEF-9",), "RCD 2(3)"),
        ),
    )
)
#: A family is two or more.
_FAMILY = 2
#: The words of a family link for each relation the table knows; a link is read in both directions.
_LINKS = {
    "partner": ("spouse", "partner"),
    "child": ("child", "charge"),
    "parent": ("parent", "responsible_adult"),
    "sibling": ("sibling",),
}


def _dependent(case: Case, child: str) -> bool | None:
    """Whether somebody recorded that the child depends on the person, from either side of the link."""
    here = case.first(FamilyLink, lambda link: link.other == child and link.dependent is not None)
    return here.dependent if here is not None else None


def examine(case: Case) -> None:
    """The family members in this file with whom an applicant is housed."""
    if len(case.family) < _FAMILY or applicant_since(case) is None:
        return
    young = None if case.born is None else case.minor_on(case.today) is True and not case.married
    for relation, links in _LINKS.items():
        for name in case.relatives(*links):
            other = case.family.get(name)
            if other is None or applicant_since(other) is None:
                continue
            found = case.decide(
                FAMILY,
                {
                    "relation": relation,
                    "child_married": other.married,
                    "child_minor": other.minor_on(case.today),
                    "child_dependent": _dependent(case, name),
                    "minor_unmarried": young,
                },
                known_as={"child_minor": "born", "minor_unmarried": "born", "child_dependent": "dependent"},
            )
            if found is not None and found[0] == "member":
                case.stand(case.rights, TOGETHER, found[1], about=name)


chapter(314, single=examine, when=BEGINS)
