"""The stories that fictional files tell, by name. Their weights stand in ``data/stories.csv``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from random import Random

from asylon.demonstration import asylum_stories, border_stories, dublin_stories, figures
from asylon.demonstration.chronicle import Chronicle
from asylon.demonstration.people import chosen

Story = Callable[[Chronicle, datetime], None]

STORIES: dict[str, Story] = {
    "ordinary": asylum_stories.ordinary,
    "subsequent": asylum_stories.subsequent,
    "inadmissible": asylum_stories.inadmissible,
    "withdrawn": asylum_stories.withdrawn,
    "border": border_stories.border,
    "illegal_stay": border_stories.illegal_stay,
    "take_charge": dublin_stories.take_charge,
    "visa": dublin_stories.visa,
    "take_back": dublin_stories.take_back,
    "family_elsewhere": dublin_stories.family_elsewhere,
    "minor_ordinary": asylum_stories.minor_ordinary,
    "minor_family_elsewhere": dublin_stories.minor_family_elsewhere,
    "minor_taken_into_care": asylum_stories.minor_taken_into_care,
    "minor_age_unknown": asylum_stories.minor_age_unknown,
    "minor_border": border_stories.minor_border,
}

#: The unit that opens a file of a story; the asylum unit opens the others.
_OPENED_BY = {"border": "border", "illegal_stay": "border", "minor_border": "border"}


def choose(rng: Random, party: str) -> tuple[str, str]:
    """A story for a party, and the unit that opens its file."""
    whose = "minor" if party == "minor" else "any"
    weights = [(share.story, share.share) for share in figures.story_shares() if share.party == whose]
    story = chosen(rng, weights)
    return story, _OPENED_BY.get(story, "asylum")
