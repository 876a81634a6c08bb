"""Which process this is, known without asking the system before every statement.

What a child process shares with its parent (connections, files that carry locks) it must not use. Whoever keeps such a thing
keeps :data:`number` beside it, and compares.
"""

from __future__ import annotations

import os

#: The number of this process; another one in a child, from its first statement on.
number = os.getpid()


def _in_child() -> None:
    global number
    number = os.getpid()


os.register_at_fork(after_in_child=_in_child)
