"""The desk on a temporary folder with a handful of small files of fictional persons."""

from __future__ import annotations

from desk_home import *  # noqa: F403 - the fixtures
