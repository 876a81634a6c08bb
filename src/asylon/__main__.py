"""``python -m asylon`` is the command ``asylon``."""

from asylon.cli.main import main

main()
