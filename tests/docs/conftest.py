"""The pages of docs, with the desk's temporary folder. All persons are fictional."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "desk"))
