"""How a transfer is arranged (Implementing Regulation (EU) 2025/2055, Articles 22 to 28; AMMR 46(1), 48 to 50).

Voluntary, by supervised departure or under escort: who may travel how, how long before the day of arrival the form is sent,
when the other Member State answers, and what no answer or no news means.
"""

from __future__ import annotations

from datetime import date

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.counted import Counted, Counting
from asylon.law.facts import Fact, Transferred
from asylon.law.facts.transfers import (
    ArrivalReported,
    GroupTransferAnnounced,
    TransferFormAnswered,
    TransferFormReceived,
    TransferFormSent,
    TransferPlanned,
)
from asylon.law.moments import Moment
from asylon.law.periods import count_back
from asylon.law.position import Reason
from asylon.law.provisions import TimeLimit, judgement, permission, prohibition, route_step
from asylon.law.responsibility.ammr_36_38_procedure import UNIT, acts, limit
from asylon.law.responsibility.ir2055_5_12_forms import form
from asylon.law.tables import Bound, Choice, DecisionTable, Interval, Row, at_least, register_table, yes_no

_ARRIVAL = Bilingual(
    "the day of arrival or appearance, counted back", "de dag van aankomst of verschijnen, teruggeteld"
)
_SEND = Bilingual(
    "send the transfer form to the Member State responsible",
    "het overdrachtsformulier aan de verantwoordelijke lidstaat zenden",
)
_TOO_LATE = Bilingual(
    "Another day of arrival must be chosen: the receiving Member State has the whole period to prepare.",
    "Er moet een andere dag van aankomst worden gekozen: de ontvangende lidstaat heeft de hele periode om zich voor te bereiden.",
)


def _notice(id_: str, rule: str, cite: str) -> TimeLimit:
    return limit(
        id_, (rule,), cite, UNIT, _SEND, _ARRIVAL, _TOO_LATE, by=Counting.REG_1182_71, records="transfer_form_sent"
    )


SEND_VOLUNTARY = _notice("transfer-form-voluntary", "D-49", "IR2055 24(2)")
SEND_SUPERVISED = _notice("transfer-form-supervised", "D-50", "IR2055 25(2)")
SEND_SUPERVISED_LONG = _notice("transfer-form-supervised-special", "D-50", "IR2055 25(3)")
SEND_ESCORT = _notice("transfer-form-escort", "D-51", "IR2055 26(3)")
SEND_ESCORT_LONG = _notice("transfer-form-escort-special", "D-51", "IR2055 26(3)")
ANNOUNCE = limit(
    "group-transfer-announcement", ("D-51",), "IR2055 26(2)", UNIT,
    Bilingual("announce the group transfer to the receiving Member State", "de groepsoverdracht aan de ontvangende lidstaat aankondigen"),
    Bilingual("the intended day of transfer, counted back", "de beoogde dag van overdracht, teruggeteld"), _TOO_LATE,
    by=Counting.REG_1182_71, records="group_transfer_announced",
)  # fmt: skip
ANSWER = limit(
    "transfer-form-answer", ("D-50", "D-51"), "IR2055 25(5)", "member_state",
    Bilingual(
        "confirm availability, or propose other modalities, place or time with reasons",
        "beschikbaarheid bevestigen, of met redenen andere modaliteiten, plaats of tijd voorstellen",
    ),
    Bilingual("the receipt of the form", "de ontvangst van het formulier"),
    Bilingual(
        "The transfer goes to the airport that the receiving Member State has indicated for this case.",
        "De overdracht gaat naar de luchthaven die de ontvangende lidstaat voor dit geval heeft opgegeven.",
    ),
    by=Counting.REG_1182_71, records="transfer_form_answered",
)  # fmt: skip
NEWS = limit(
    "arrival-report", ("D-49", "D-50"), "IR2055 24(4); AMMR 46(1)", "member_state",
    Bilingual("tell whether the person arrived safely or did not appear", "melden of de persoon veilig aankwam of niet verscheen"),
    Bilingual("the day by which the person had to appear", "de dag waarop de persoon uiterlijk moest verschijnen"),
    Bilingual("The transfer counts as carried out.", "De overdracht geldt als uitgevoerd."),
    by=Counting.REG_1182_71, records="arrival_reported",
)  # fmt: skip

NOT_VOLUNTARY = prohibition(
    "no-voluntary-transfer", "responsibility", ("D-49",), "IR2055 24(1)",
    "no voluntary transfer: an unaccompanied minor, a risk of absconding, a threat to internal security, or special needs",
    "geen vrijwillige overdracht: een niet-begeleide minderjarige, onderduikrisico, een bedreiging voor de binnenlandse veiligheid of bijzondere behoeften",
)  # fmt: skip
CONFIRM = judgement(
    "voluntary-transfer-conditions", "responsibility", ("D-49",), "IR2055 24(1)", UNIT,
    "Can it be confirmed that there is no risk of absconding, no threat to internal security and no special need?",
    "Kan worden bevestigd dat er geen onderduikrisico, geen bedreiging voor de binnenlandse veiligheid en geen bijzondere behoefte is?",
    records="transfer_planned",
)  # fmt: skip
TOO_EARLY = prohibition(
    "transfer-form-not-yet", "responsibility", ("D-49", "D-50", "D-51"), "IR2055 24(2)",
    "the form is not sent earlier than the longest period before the day of arrival allows",
    "het formulier wordt niet eerder verzonden dan de langste periode voor de dag van aankomst toelaat",
)  # fmt: skip
DEFAULT_PLACE = route_step(
    "transfer-to-default-airport", "responsibility", ("D-50", "D-51"), "IR2055 25(5)",
    "to the airport indicated for transfers without an answer: no further consultation is needed",
    "naar de luchthaven die voor overdrachten zonder antwoord is opgegeven: verder overleg is niet nodig",
)  # fmt: skip
MAY_DEFAULT = permission(
    "choose-default-airport", "responsibility", ("D-50", "D-51"), "IR2055 25(5)",
    "transfer to the indicated airport where the alternatives proposed are no viable option",
    "overdragen naar de opgegeven luchthaven als de voorgestelde alternatieven geen haalbare optie zijn",
    records="transferred",
)  # fmt: skip
CARRIED_OUT = route_step(
    "transfer-deemed-carried-out", "responsibility", ("D-49", "D-50"), "IR2055 24(4)",
    "without news the transfer counts as carried out", "zonder bericht geldt de overdracht als uitgevoerd",
)  # fmt: skip
OTHER_MEANS = permission(
    "arrange-by-other-means", "responsibility", ("D-40",), "IR2055 3(2)",
    "arrange time and place of arrival with the receiving Member State by other means than DubliNet if necessary",
    "tijd en plaats van aankomst zo nodig langs andere weg dan DubliNet met de ontvangende lidstaat regelen",
)  # fmt: skip

HOW = register_table(
    DecisionTable(
        name="transfer-notice",
        question=Bilingual(
            "How long before the arrival is the form sent?", "Hoe lang voor de aankomst wordt het formulier verzonden?"
        ),
        inputs=(
            Choice("how", ("voluntary", "supervised_departure", "under_escort"), label=Bilingual("how", "hoe")),
            yes_no("unaccompanied_minor", "unaccompanied minor", "niet-begeleide minderjarige"),
            yes_no("special_needs", "immediate measures for special needs", "onmiddellijke maatregelen voor bijzondere behoeften"),
            yes_no("threat", "threat to internal security", "bedreiging voor de binnenlandse veiligheid"),
            yes_no("risk_of_absconding", "risk of absconding", "onderduikrisico"),
            Interval(
                "persons",
                bounds=(Bound("group", inclusive=False, figure="group-transfer"),),
                closed=True,
                otherwise=1,
                label=Bilingual("persons transferred together", "personen samen overgedragen"),
            ),
        ),
        outcomes={
            "refused": Bilingual("not by this way", "niet op deze wijze"),
            SEND_VOLUNTARY.id: Bilingual("7 to 14 days", "7 tot 14 dagen"),
            SEND_SUPERVISED.id: Bilingual("7 to 14 days", "7 tot 14 dagen"),
            SEND_SUPERVISED_LONG.id: Bilingual("21 days", "21 dagen"),
            SEND_ESCORT.id: Bilingual("7 to 14 days", "7 tot 14 dagen"),
            SEND_ESCORT_LONG.id: Bilingual("21 days", "21 dagen"),
            ANNOUNCE.id: Bilingual("announced 21 days before, then the forms 7 to 14 days", "21 dagen vooraf aangekondigd, dan de formulieren 7 tot 14 dagen"),
        },
        hit_policy="first",
        rows=(
            Row("voluntary-minor", {"how": "voluntary", "unaccompanied_minor": True}, "refused", ("D-49",), "IR2055 24(1)"),
            Row("voluntary-absconding", {"how": "voluntary", "risk_of_absconding": True}, "refused", ("D-49",), "IR2055 24(1)"),
            Row("voluntary-threat", {"how": "voluntary", "threat": True}, "refused", ("D-49",), "IR2055 24(1)"),
            Row("voluntary-needs", {"how": "voluntary", "special_needs": True}, "refused", ("D-49",), "IR2055 24(1)"),
            Row("voluntary", {"how": "voluntary"}, SEND_VOLUNTARY.id, ("D-49",), "IR2055 24(2)"),
            Row("supervised-minor", {"how": "supervised_departure", "unaccompanied_minor": True}, SEND_SUPERVISED_LONG.id, ("D-50",), "IR2055 25(3)"),
            Row("supervised-needs", {"how": "supervised_departure", "special_needs": True}, SEND_SUPERVISED_LONG.id, ("D-50",), "IR2055 25(3)"),
            Row("supervised", {"how": "supervised_departure"}, SEND_SUPERVISED.id, ("D-50",), "IR2055 25(2)"),
            Row("group", {"persons": at_least("group")}, ANNOUNCE.id, ("D-51",), "IR2055 26(2)"),
            Row("escort-minor", {"unaccompanied_minor": True}, SEND_ESCORT_LONG.id, ("D-51",), "IR2055 26(3)"),
            Row("escort-needs", {"special_needs": True}, SEND_ESCORT_LONG.id, ("D-51",), "IR2055 26(3)"),
            Row("escort-threat", {"threat": True}, SEND_ESCORT_LONG.id, ("D-51",), "IR2055 26(3)"),
            Row("escort", {}, SEND_ESCORT.id, ("D-51",), "IR2055 26(3)"),
        ),
    )
)  # fmt: skip
_SENDING = {
    item.id: item for item in (SEND_VOLUNTARY, SEND_SUPERVISED, SEND_SUPERVISED_LONG, SEND_ESCORT, SEND_ESCORT_LONG)
}
_ANSWERED = (SEND_SUPERVISED.id, SEND_SUPERVISED_LONG.id, SEND_ESCORT.id, SEND_ESCORT_LONG.id, ANNOUNCE.id)


def _before(case: Case, arrival: date, key: str) -> Counted:
    """A period counted back from the arrival: never moved to another day (1182/71 3(4))."""
    return count_back(arrival, case.book.length(key, arrival, case.state), Counting.REG_1182_71, case.calendar)


def examine(case: Case) -> None:
    """The plan, the form, the answer and the news, for the transferring Member State."""
    planned = acts(case, TransferPlanned).last(TransferPlanned)
    if planned is None:
        return
    minor = bool(case.unaccompanied) and case.minor_on(planned.arrival) is True
    found = case.decide(
        HOW,
        {
            "how": planned.how,
            "unaccompanied_minor": minor,
            "special_needs": planned.special_needs,
            "threat": planned.threat,
            "risk_of_absconding": planned.risk_of_absconding,
            "persons": planned.persons_together,
        },
        bounds={"group": case.book.number("group-transfer", planned.arrival)},
    )
    if found is None:
        return
    outcome, why = found
    case.stand(case.permitted, OTHER_MEANS)
    if outcome == "refused":
        case.stand(case.forbidden, NOT_VOLUNTARY, why)
        return
    if planned.how == "voluntary" and None in (planned.special_needs, planned.threat, planned.risk_of_absconding):
        case.stand(case.judgements, CONFIRM, why)
    sent = acts(case, TransferFormSent).after(TransferFormSent, planned.at)
    started: Fact | None = sent
    if outcome == ANNOUNCE.id:
        announced = acts(case, GroupTransferAnnounced).after(GroupTransferAnnounced, planned.at)
        counted = _before(case, planned.arrival, ANNOUNCE.length)
        case.limit(ANNOUNCE, planned, counted=counted, met=announced, reasons=why + form("group_transfer"))
        _send(case, planned, SEND_ESCORT, sent, why)
        started = announced
    else:
        _send(case, planned, _SENDING[outcome], sent, why)
    if outcome in _ANSWERED and (planned.how == "under_escort" or not planned.appears_before_authority):
        _answer(case, planned, started)
    if planned.how == "voluntary" or (planned.how == "supervised_departure" and planned.appears_before_authority):
        _news(case, planned)


def _send(case: Case, planned: TransferPlanned, chosen: TimeLimit, sent: Fact | None, why: tuple[Reason, ...]) -> None:
    """When the form is sent at the latest, and, where the rule says so, not too early."""
    latest = _before(case, planned.arrival, chosen.length)
    case.limit(chosen, planned, counted=latest, met=sent, reasons=why + form("transfer"))
    if chosen in (SEND_SUPERVISED_LONG, SEND_ESCORT_LONG):
        return
    earliest = _before(case, planned.arrival, "transfer-form-earliest").last_day
    assert earliest is not None
    sent_on = case.day(sent) if sent is not None else case.today
    if sent_on < earliest:
        if sent is None:
            case.turn(Moment(earliest).instant(case.zone))
        case.stand(case.forbidden, TOO_EARLY, why)


def _answer(case: Case, planned: TransferPlanned, sent: Fact | None) -> None:
    """The answer of the receiving Member State within five days; without one, the place it has indicated."""
    received = acts(case, TransferFormReceived).after(TransferFormReceived, sent.at) if sent is not None else None
    if received is None:
        return
    answered = acts(case, TransferFormAnswered).after(TransferFormAnswered, received.at)
    to: str = case.findings.get("other_state", "")
    duty = case.limit(ANSWER, received, met=answered, state=to)
    group = planned.persons_together > 1 and GroupTransferAnnounced in case.kinds
    if answered is None and duty.status == "late" and not group:
        case.end_last_duty()
        case.stand(case.steps, DEFAULT_PLACE, about=to)
    elif answered is not None and not answered.available:
        case.stand(case.permitted, MAY_DEFAULT)


def _news(case: Case, planned: TransferPlanned) -> None:
    """No news for seven days after the day of appearance: the transfer counts as carried out."""
    if case.today < planned.arrival:
        case.turn(Moment(planned.arrival).instant(case.zone))
        return
    told = acts(case, ArrivalReported).after(ArrivalReported, Moment(planned.arrival))
    cite = "IR2055 24(4)" if planned.how == "voluntary" else "IR2055 25(6)"
    duty = case.limit(NEWS, Moment(planned.arrival), met=told, state=case.findings.get("other_state", ""), cite=cite)
    if told is None and duty.status == "late" and case.first(Transferred) is None:
        case.end_last_duty()
        case.stand(case.steps, CARRIED_OUT, cite=cite)
        case.findings["deemed"] = Transferred(
            person=case.person, at=Moment(planned.arrival), state=case.state, id=planned.id, to=duty.state
        )


chapter(645, single=examine, when=(TransferPlanned,))
