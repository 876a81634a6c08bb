"""The demonstration: fictional persons from public figures.

>>> from asylon.demonstration import FICTIONAL, generate
>>> FICTIONAL
True
>>> next(generate(persons=10)).number
'NL-2026-000001'
"""

from asylon.demonstration.chronicle import DemonstrationFile, Event
from asylon.demonstration.figures import circumstances
from asylon.demonstration.generate import FICTIONAL, START, UNTIL, generate

__all__ = ["FICTIONAL", "START", "UNTIL", "DemonstrationFile", "Event", "circumstances", "generate"]
