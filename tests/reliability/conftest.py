"""The desk and the interface over a register of their own on each database. All persons are fictional."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "desk"))

from desk_home import *  # noqa: F403 - the same accounts and fictional persons as the desk's tests
