"""Who may do what, to which files, for what purpose: one printable table, default deny, every refusal explained.

A room beside the register's doors: it knows roles, actions, scopes and purposes, and nothing of pages or endpoints. Desk,
api and command line ask :func:`decide` before anything about a person is shown or recorded.
"""

from asylon.access.decision import Allowed, Refused, Subject, Who, decide, visible
from asylon.access.table import ACTIONS, PURPOSES, ROLES, SCOPES, Entry, entries

__all__ = [
    "ACTIONS",
    "PURPOSES",
    "ROLES",
    "SCOPES",
    "Allowed",
    "Entry",
    "Refused",
    "Subject",
    "Who",
    "decide",
    "entries",
    "visible",
]
