"""Every way in, by the name of its address or operation: what it asks of the authorisation table, and what it reads.

A new address or operation without a line here makes ``test_access_matrix`` fail.
"""

from __future__ import annotations

from typing import Any, NamedTuple

OPEN, SIGNED_IN = "open", "signed in"

#: What a way in is about: no file, the file of the test, a list, a file still to be opened, the file of the applicant.
NO_FILE, FILE, LIST, NEW, OWN = "no file", "file", "list", "new", "own"


class Door(NamedTuple):
    """A way in. ``done`` is the status where the table allows it; ``kind`` the fact, ``block`` the building block that must be
    visible (``unseen`` is the status where it is not); ``reads`` what the reading log must hold afterwards."""

    action: str
    address: str = ""
    about: str = NO_FILE
    method: str = "get"
    done: int = 200
    sent: Any = None
    kind: str = ""
    block: str = ""
    unseen: int = 403
    reads: str = ""
    headers: dict[str, str] = {}


#: Each reads as if it came from elsewhere: on the machine itself the figures are open.
ELSEWHERE = {"X-Forwarded-For": "192.0.2.1"}

DESK = {
    "home": Door(OPEN, "/"),
    "sign-in": Door(OPEN, "/sign-in"),
    "live": Door(OPEN, "/health/live"),
    "ready": Door(OPEN, "/health/ready"),
    "language": Door(OPEN, "/language", method="post", done=302),
    "search": Door(OPEN, "/search?q=", done=302),
    "purpose": Door(SIGNED_IN, "/purpose", method="post", done=302),
    "clock": Door(SIGNED_IN, "/clock", method="post", done=302),
    "sign-out": Door(SIGNED_IN),
    "second-factor": Door(SIGNED_IN, "/sign-in/second-factor", done=302),
    "prove-again": Door(SIGNED_IN, "/sign-in/again"),
    "own-account": Door(SIGNED_IN, "/account"),
    "enrol": Door(SIGNED_IN, "/account/second-factor"),
    "recovery-codes": Door(SIGNED_IN, "/account/recovery-codes", done=302),
    "password": Door(SIGNED_IN, "/account/password", done=302),
    "sign-out-everywhere": Door(SIGNED_IN),
    "accounts": Door("manage_accounts", "/accounts"),
    "account": Door("manage_accounts", "/accounts/caseworker"),
    "authorisations": Door("see_authorisations", "/access"),
    "authorisations-why": Door("see_authorisations", "/access/why"),
    "metrics": Door("maintain_register", "/metrics", headers=ELSEWHERE),
    "indicator": Door("see_figures", "/indicator/eurodac-within-72-hours"),
    "inbox": Door("list_cases", "/inbox", LIST, reads="list"),
    "cases": Door("list_cases", "/cases", LIST, reads="list"),
    "statistics": Door("see_statistics", "/statistics?table=applications&from=2026-06&to=2026-06"),
    "open-case": Door("open_case", "/cases/open", NEW),
    "case": Door("read_case", "/case/{n}", FILE, reads="case"),
    "why": Door("read_case", "/case/{n}/why/p1/take-charge-request-hit", FILE, block="responsibility", unseen=404, reads="case"),
    "record": Door("record_fact", "/case/{n}/record", FILE, reads="case"),
    "record-kind": Door("record_fact", "/case/{n}/record/application_lodged", FILE, kind="application_lodged", reads="case"),
    "recorded": Door("read_case", "/case/{n}/recorded/1", FILE, kind="person_described", unseen=404, reads="case"),
    "readings": Door("see_readings", "/case/{n}/readings", FILE, reads="case"),
    "copy": Door("copy_person", "/case/{n}/copy/p1", FILE, reads="copy"),
    "my-case": Door("read_case", "/my-case", OWN, reads="case"),
    "my-copy": Door("copy_person", "/my-case/copy", OWN, reads="copy"),
}  # fmt: skip

LODGED = {"facts": [{"kind": "application_lodged", "person": "p1", "at": "2026-11-10"}]}
GOSSIP = {"facts": [{"kind": "gossip", "person": "p1", "at": "2026-11-10"}]}

#: What is sent is such that nothing is stored where the table allows it: an unknown fact, no version, nobody.
API = {
    "listCases": Door("list_cases", "/cases", LIST, reads="list"),
    "listDuties": Door("list_cases", "/duties", LIST, reads="list"),
    "openCase": Door("open_case", "/cases", NEW, "post", 400, GOSSIP),
    "getCase": Door("read_case", "/cases/{n}", FILE, reads="case"),
    "getFacts": Door("read_case", "/cases/{n}/facts", FILE, reads="case"),
    "recordFacts": Door("record_fact", "/cases/{n}/facts", FILE, "post", 428, LODGED, reads="case"),
    "getPositions": Door("read_case", "/cases/{n}/positions", FILE, reads="case"),
    "getPersons": Door("read_case", "/cases/{n}/persons", FILE, reads="case"),
    "copyPerson": Door("copy_person", "/cases/{n}/persons/p1/copy", FILE, reads="copy"),
    "erasePerson": Door("erase_person", "/cases/{n}/persons/nobody/erasure", FILE, "post", 404, {"reason": "a test"}, reads="case"),
    "getReadings": Door("see_readings", "/cases/{n}/readings", FILE, reads="case"),
    "getStatistics": Door("see_statistics", "/statistics/applications?since=2026-06-01&until=2026-06-30"),
    "listEvents": Door("see_figures", "/events", reads="list"),
    "computePositions": Door(OPEN, "/positions", method="post", done=400, sent={}),
    "listRules": Door(OPEN, "/law/rules"),
    "getRule": Door(OPEN, "/law/rules/D-14"),
    "listTables": Door(OPEN, "/law/tables"),
    "getTable": Door(OPEN, "/law/tables/screening-period"),
    "listLimits": Door(OPEN, "/law/limits"),
    "getVocabulary": Door(OPEN, "/law/facts"),
    "listCalculations": Door(OPEN, "/law/calculations"),
    "makeCalculation": Door(OPEN, "/law/calculations/adequate-capacity", method="post", done=400, sent={}),
}  # fmt: skip
