"""Names the public pages need: kinds of rule, marks of verification, states of coverage, kinds of provision."""

from __future__ import annotations

from asylon.law.citations import Bilingual
from asylon.law.provisions import BLOCKS

#: The blocks of the rule index: those of the law, and the two that hold no duty of a case.
RULE_BLOCKS: dict[str, Bilingual] = {
    **BLOCKS,
    "governance": Bilingual("Governance and calendar", "Sturing en kalender"),
    "open_question": Bilingual("Open questions", "Open vragen"),
}

RULE_KINDS: dict[str, Bilingual] = {
    "limit": Bilingual("time limit", "termijn"),
    "route": Bilingual("route", "route"),
    "duty": Bilingual("duty", "plicht"),
    "right": Bilingual("right", "recht"),
    "permission": Bilingual("permission", "bevoegdheid"),
    "definition": Bilingual("definition", "definitie"),
    "parameter": Bilingual("dated figure", "gedateerd gegeven"),
    "judgement": Bilingual("judgement", "oordeel"),
    "formula": Bilingual("formula", "formule"),
    "counting": Bilingual("counting", "telling"),
    "governance": Bilingual("governance", "sturing"),
    "open": Bilingual("open question", "open vraag"),
}

PROVISION_KINDS: dict[str, Bilingual] = {
    "TimeLimit": Bilingual("time limit", "termijn"),
    "FixedDate": Bilingual("duty with a date", "plicht met een datum"),
    "Obligation": Bilingual("duty", "plicht"),
    "Right": Bilingual("right", "recht"),
    "Permission": Bilingual("permission", "bevoegdheid"),
    "Prohibition": Bilingual("prohibition", "verbod"),
    "JudgementQuestion": Bilingual("judgement by a person", "oordeel door een mens"),
    "RouteStep": Bilingual("route", "route"),
    "Silence": Bilingual("undetermined", "onbepaald"),
}

VERIFICATION: dict[str, Bilingual] = {
    "V": Bilingual("read in the act", "gelezen in de handeling"),
    "V-it": Bilingual("read in the amending or implementing act", "gelezen in de wijzigings- of uitvoeringshandeling"),
    "S": Bilingual(
        "not verified in the act: seen in a secondary source only",
        "niet geverifieerd in de handeling: alleen in een secundaire bron gezien",
    ),
    "M": Bilingual("not verified in the act: from memory", "niet geverifieerd in de handeling: uit het hoofd"),
}
"""What the mark of a rule means; S and M are shown as not verified."""

SOURCE_READ: dict[str, Bilingual] = {
    "V": Bilingual("read at the source", "gelezen in de bron"),
    "V-it": Bilingual("read in the amending act", "gelezen in de wijzigingshandeling"),
    "S": Bilingual("secondary source only", "alleen secundaire bron"),
    "M": Bilingual("from memory, to be checked", "uit het hoofd, nog te controleren"),
}
"""The same marks on evidence and reports in plan and council."""
