"""Where on the desk each thing of the law has its page."""

from __future__ import annotations

from django.urls import reverse

from asylon.law.provisions import KeepingPeriod, Provision, TimeLimit
from asylon.lawbook.finding import Entry


def address(entry: Entry) -> str:
    """The page of what a search found, with its place on it; empty for the source text."""
    if entry.group in ("act", "rule", "limit", "table", "calculation", "case"):
        return reverse(f"reference:{entry.group}", args=[entry.id])
    if entry.group == "article":
        return article(*entry.id.rsplit(" ", 1))
    if entry.group == "provision":
        return _in_block(entry.block, entry.id)
    pages = {"keeping": "keeping", "figure": "parameters", "fact": "facts"}
    return f"{reverse(f'reference:{pages[entry.group]}')}#{entry.id}" if entry.group in pages else ""


def provision(item: Provision) -> str:
    """The page of a time limit; of other provisions their place on a page."""
    if isinstance(item, TimeLimit):
        return reverse("reference:limit", args=[item.id])
    return (
        f"{reverse('reference:keeping')}#{item.id}"
        if isinstance(item, KeepingPeriod)
        else _in_block(item.block, item.id)
    )


def _in_block(block: str, provision: str) -> str:
    return f"{reverse('reference:block', args=[block])}#{provision}"


def article(act: str, number: str) -> str:
    """The page of an article; without a number, that of annexes, recitals and the act as a whole."""
    return reverse("reference:article", args=[act, number or REST])


#: What stands in an address for what is no article.
REST = "rest"
