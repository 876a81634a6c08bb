"""Responsibility: DubliNet out of operation, what is communicated for transfers, relief from taking back in a crisis."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec

from asylon.law.circumstances.vocabulary import Circumstance, circumstance_of
from asylon.law.facts.vocabulary import told


@circumstance_of("National Access Point out of operation", "Nationaal toegangspunt buiten werking")
class AccessPointInterrupted(Circumstance, frozen=True, kw_only=True, tag="access_point_interrupted"):
    """The National Access Point to DubliNet does not operate, from ``at`` (IR2055 6(2))."""

    working_hours: Annotated[
        Annotated[int, msgspec.Meta(ge=0)] | None,
        told("interrupted for so many working hours", "zoveel werkuren onderbroken"),
    ] = None


@circumstance_of("Interruption of DubliNet notified", "Onderbreking van DubliNet gemeld")
class InterruptionNotified(Circumstance, frozen=True, kw_only=True, tag="interruption_notified"):
    """The interruption was notified to the competent authorities and to the Commission (IR2055 6(2))."""


@circumstance_of(
    "Places and authorities for transfers communicated", "Locaties en autoriteiten voor overdracht meegedeeld"
)
class TransferPlacesCommunicated(Circumstance, frozen=True, kw_only=True, tag="transfer_places_communicated"):
    """Airports, ports and authorities for transfers were communicated or updated (IR2055 23(4))."""


@circumstance_of("National holidays communicated", "Nationale feestdagen meegedeeld")
class HolidaysCommunicated(Circumstance, frozen=True, kw_only=True, tag="holidays_communicated"):
    """The national holidays of the following year were communicated (IR2055 23(5))."""


@circumstance_of("Relieved from taking back", "Ontheven van terugname")
class TakeBackRelief(Circumstance, frozen=True, kw_only=True, tag="take_back_relief"):
    """In extraordinary mass arrivals ``state`` need not take back; ``at`` is the day the Council decision was adopted (CFMR 13)."""

    registered_from: Annotated[date, told("for applications registered from", "voor verzoeken geregistreerd vanaf")]
    registered_until: Annotated[date, told("until and including", "tot en met")]
