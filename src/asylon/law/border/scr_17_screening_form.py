"""The screening form (Regulation (EU) 2024/1356, Article 17): what it holds, what is missing, what the person sees.

The form is a schema: thirteen parts with their place in the article. What stands in them is personal and stays in the
form; the file records which parts were filled in, and when the form was given and sent.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from asylon.law.border.scr_5_7_scope import EVENTS, found
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import ScreeningStarted
from asylon.law.facts.screening import ScreeningFormCompleted, ScreeningFormGiven
from asylon.law.provisions import Obligation, Prohibition, Silence, declare
from asylon.law.values import VALUES


class FormPart(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the form. ``mandatory``: always (17(1)), else where available (17(2)).

    ``marked``: it must say whether it is confirmed or declared; ``redacted``: the copy for the person leaves it out.
    """

    id: str
    cite: str
    mandatory: bool = True
    marked: bool = False
    redacted: bool = False

    @property
    def words(self) -> Bilingual:
        """The part in both languages."""
        return VALUES[self.id]


#: The form in the order of the article.
FORM: tuple[FormPart, ...] = (
    FormPart(id="form_person", cite="SCR 17(1)(a)", marked=True),
    FormPart(id="form_origin", cite="SCR 17(1)(b)", marked=True),
    FormPart(id="form_reason", cite="SCR 17(1)(c)"),
    FormPart(id="form_health", cite="SCR 17(1)(d)"),
    FormPart(id="form_vulnerability", cite="SCR 17(1)(e)"),
    FormPart(id="form_application", cite="SCR 17(1)(f)"),
    FormPart(id="form_family", cite="SCR 17(1)(g)"),
    FormPart(id="form_hits", cite="SCR 17(1)(h)", redacted=True),
    FormPart(id="form_cooperation", cite="SCR 17(1)(i)"),
    FormPart(id="form_arrival", cite="SCR 17(2)(a)", mandatory=False),
    FormPart(id="form_route", cite="SCR 17(2)(b)", mandatory=False),
    FormPart(id="form_documents", cite="SCR 17(2)(c)", mandatory=False),
    FormPart(id="form_remarks", cite="SCR 17(2)(d)", mandatory=False),
)


def missing_parts(filled: Collection[str]) -> tuple[FormPart, ...]:
    """The mandatory parts that are not filled in. Raises ``ValueError`` for a part the form does not have."""
    strangers = sorted(set(filled) - {part.id for part in FORM})
    if strangers:
        raise ValueError(f"the screening form has no part {', '.join(strangers)}")
    return tuple(part for part in FORM if part.mandatory and part.id not in filled)


def copy_for_person(form: Mapping[str, Any]) -> dict[str, Any]:
    """What the person receives: every part but the hits in databases (SCR 17(3), third subparagraph)."""
    hidden = {part.id for part in FORM if part.redacted}
    return {name: content for name, content in form.items() if name not in hidden}


COMPLETE = declare(
    Obligation(
        id="complete-screening-form",
        block="border",
        rules=("S-13",),
        cite="SCR 17(1)",
        who="screening_authority",
        duty=Bilingual("complete the screening form", "het screeningsformulier invullen"),
        consequence=Bilingual(
            "What the screening found cannot be reviewed in the next procedure (SCR 17(3)).",
            "Wat de screening vond kan in de volgende procedure niet worden getoetst (SCR 17(3)).",
        ),
    )
)
INCOMPLETE = declare(
    Silence(
        id="screening-form-incomplete",
        block="border",
        rules=("S-13",),
        cite="SCR 17(1)",
        words=Bilingual(
            "The screening form lacks parts that it must have.",
            "Het screeningsformulier mist onderdelen die het moet bevatten.",
        ),
    )
)
GIVE = declare(
    Obligation(
        id="give-screening-form",
        block="border",
        rules=("S-13",),
        cite="SCR 17(3)",
        who="screening_authority",
        duty=Bilingual(
            "give the person the form and record what he or she says is incorrect, before it is transmitted",
            "de persoon het formulier verstrekken en vastleggen wat volgens hem of haar onjuist is, voor het wordt doorgezonden",
        ),
        consequence=Bilingual(
            "Errors go on into the next procedure unheard.", "Fouten gaan ongehoord mee naar de volgende procedure."
        ),
    )
)
MARK = declare(
    Obligation(
        id="mark-screening-form",
        block="border",
        rules=("S-13",),
        cite="SCR 17(3)",
        who="screening_authority",
        duty=Bilingual(
            "say of identity, origin and languages whether they are confirmed or declared",
            "van identiteit, herkomst en talen vermelden of zij bevestigd of verklaard zijn",
        ),
        consequence=Bilingual(
            "A statement could be taken for an established fact.",
            "Een verklaring kan voor vastgesteld worden gehouden.",
        ),
    )
)
NO_HITS = declare(
    Prohibition(
        id="hits-redacted-for-person",
        block="border",
        rules=("S-13",),
        cite="SCR 17(3)",
        words=Bilingual(
            "the person's copy may not show whether a database gave a hit",
            "het exemplaar van de persoon mag niet tonen of een gegevensbank een treffer gaf",
        ),
    )
)


def examine(case: Case) -> None:
    """The form from the beginning of the screening until it was completed and given to the person."""
    start = found(case)
    if start is None or "screening_scope" not in case.findings:
        return
    completed = [fact for fact in case.all(ScreeningFormCompleted) if fact.at.utc(case.zone) >= start.at.utc(case.zone)]
    if not completed:
        if case.findings.get("screening_running") and case.after(ScreeningStarted, start.at) is not None:
            case.oblige(COMPLETE)
        return
    lacking = missing_parts({part for fact in completed for part in fact.parts})
    case.oblige(COMPLETE, met=None if lacking else completed[-1])
    if lacking:
        case.silent("screening-form", INCOMPLETE, settle=tuple(part.id for part in lacking), cite=lacking[0].cite)
    marked = next((fact for fact in completed if fact.marked), None)
    case.oblige(MARK, met=marked)
    case.oblige(GIVE, met=case.after(ScreeningFormGiven, start.at))
    case.stand(case.forbidden, NO_HITS)


chapter(217, single=examine, when=EVENTS)
