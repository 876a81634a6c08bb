"""Duties: the inbox for programs."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router

from asylon.api.asking import SIGNED_IN
from asylon.api.cases import refusals
from asylon.api.shapes import DutyPage
from asylon.desk.house import house
from asylon.desk.scope import list_scope, listed
from asylon.register import InboxQuery

router = Router(auth=SIGNED_IN, tags=["duties"])

Short = Annotated[str, Query(max_length=80)]


@router.get("/duties", response={200: DutyPage, **refusals(400)}, operation_id="listDuties")
def list_duties(
    request: HttpRequest,
    unit: Short = "",
    block: Short = "",
    route: Short = "",
    provision: Short = "",
    when: Annotated[Literal["all", "late", "today", "week"], Query()] = "all",
    after: Annotated[str, Query(max_length=600)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Any:
    """Open duties by due date in cases that the one who asks may see. Every line is logged as a reading."""
    scope = list_scope(request)
    register = house().register
    page = register.inbox(
        InboxQuery(
            unit=scope.unit or unit, block=block, route=route, provision=provision, when=when, after=after, limit=limit,
            kept_by=scope.state, minors=scope.minors, blocks=scope.blocks,
        )
    )  # fmt: skip
    rows = listed(request, page.rows)
    items = [
        {
            "number": row.number, "person": row.person, "provision": row.provision, "block": row.block, "who": row.who,
            "unit": row.unit, "state": row.state, "status": row.status, "due": row.due, "due_day": row.due_day,
            "closed": row.closed,
        }
        for row in rows
    ]  # fmt: skip
    return {"items": items, "next": page.next}
