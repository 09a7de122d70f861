"""Where the project lies, and the type of what runs its command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    Run = Callable[..., subprocess.CompletedProcess[str]]

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "chongqing-2017.txt"
SECOND_SEED = ROOT / "seeds" / "chongqing-2026.txt"
