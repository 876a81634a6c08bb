"""How long the data of the screening are kept (Regulation (EU) 2024/1356, Article 18(7)).

The act names no period of its own: the data are deleted *in accordance with the timelines set out in* Regulation (EU)
2024/1358. So they go with the Eurodac dataset of what the person was screened for (EUD 29(1), (6) to (8)), and before where
that goes before (EUD 30(1)). Where datasets of different length run for one person, or none was sent, the act does not say.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.eurodac.eud_29_41_storage import APPLICANT, APPREHENDED, DISEMBARKED, ILLEGAL_STAY
from asylon.law.facts import ScreeningEnded, ScreeningStarted
from asylon.law.facts.screening import ScreeningCheckDone, ScreeningFormCompleted
from asylon.law.moments import Moment
from asylon.law.provisions import KeepingPeriod, declare, silence


def _kept(dataset: KeepingPeriod, id_: str, cite: str, en: str, nl: str) -> KeepingPeriod:
    """The period of the screening's data that go with a dataset of Eurodac: its length, from the same event."""
    return declare(
        KeepingPeriod(
            id=id_, block="border", rules=dataset.rules, cite=f"SCR 18(7); {cite}",
            words=Bilingual(f"personal data of the screening of {en}", f"persoonsgegevens van de screening van {nl}"),
            starts=dataset.starts, length=dataset.length,
        )
    )  # fmt: skip


#: The period of the screening's data, by that of the Eurodac dataset they go with.
PERIODS = {
    APPLICANT.id: _kept(APPLICANT, "screening-data-applicant", "EUD 29(1)", "an applicant", "een verzoeker"),
    APPREHENDED.id: _kept(
        APPREHENDED, "screening-data-apprehended", "EUD 29(6)",
        "a person apprehended at the border", "een aan de grens aangehouden persoon",
    ),
    ILLEGAL_STAY.id: _kept(
        ILLEGAL_STAY, "screening-data-illegal-stay", "EUD 29(7)",
        "a person staying illegally", "een illegaal verblijvende persoon",
    ),
    DISEMBARKED.id: _kept(
        DISEMBARKED, "screening-data-disembarked", "EUD 29(8)", "a person disembarked", "een ontscheepte persoon",
    ),
}  # fmt: skip
SEVERAL = silence(
    "screening-data-several-timelines", "border", (), "SCR 18(7)",
    "The data of the screening are deleted by the timelines of Eurodac. For this person two of different length run, and the "
    "Regulation does not say which one counts: a person decides.",
    "De gegevens van de screening worden gewist volgens de termijnen van Eurodac. Voor deze persoon lopen er twee van "
    "verschillende lengte, en de verordening zegt niet welke telt: een mens beslist.",
)  # fmt: skip
NONE_SENT = silence(
    "screening-data-none-sent", "border", (), "SCR 18(7)",
    "The data of the screening are deleted by the timelines of Eurodac, which run from the sending of biometric data. None "
    "were sent, so no period has begun.",
    "De gegevens van de screening worden gewist volgens de termijnen van Eurodac, die lopen vanaf het verzenden van "
    "biometrische gegevens. Die zijn niet verzonden, dus er is geen termijn begonnen.",
)  # fmt: skip

_QUESTION = "screening-data"


def examine(case: Case) -> None:
    """Until when the data of the person's screening are kept, or why the act does not say."""
    kept = [item for item in case.retention if item.provision in PERIODS]
    if not kept:
        if case.last(ScreeningEnded) is not None:
            case.silent(_QUESTION, NONE_SENT, settle=("eurodac_transmitted",))
        return
    first = kept[0]
    if any(item.end != first.end for item in kept):
        case.silent(_QUESTION, SEVERAL)
        return
    event = first.due.event_day
    early = case.citizenship() if first.ended_by else None
    case.retain(
        PERIODS[first.provision],
        Moment(event),
        counted=first.due,
        earlier=early,
        rules=("E4-12",) if early is not None else (),
        cite="EUD 30(1)" if early is not None else "",
    )


# After the storage of Eurodac (129), whose periods it follows.
chapter(139, single=examine, when=(ScreeningStarted, ScreeningCheckDone, ScreeningFormCompleted, ScreeningEnded))
