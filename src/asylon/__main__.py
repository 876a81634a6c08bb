"""``python -m asylon`` is the command ``asylon``."""

from asylon.cli.main import main

if __name__ == "__main__":
    main()
