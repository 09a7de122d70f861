"""``python -m policygraph`` is the command ``policygraph``."""

from __future__ import annotations

from policygraph.cli import main

if __name__ == "__main__":
    main()
