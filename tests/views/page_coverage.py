"""How much of the page's script the browser tests run: collected from Chromium, summed over all pages they open.

``pytest tests/views --page-coverage FILE`` adds what the tests run to FILE, and this program says what is left in it:
functions and lines that never ran. ``make page`` does both.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import CDPSession

LEAST = 95.0
"""Percent of the script's lines that the tests have to run."""

_BEGIN = "(() => {\n"


@dataclass(frozen=True, slots=True)
class Seen:
    """A script, for each of its characters whether it ran, and its functions as (name, begin, whether it ran)."""

    script: str
    ran: bytes
    functions: frozenset[tuple[str, int, bool]]

    def joined(self, other: Seen) -> Seen:
        """What ran in either of two pages that carry the same script."""
        both = int.from_bytes(self.ran) | int.from_bytes(other.ran)
        ran = both.to_bytes(len(self.ran))
        return Seen(self.script, ran, self.functions | other.functions)

    def silent_functions(self) -> list[str]:
        """The names of the functions that never ran, each with its line."""
        called = {begin for _, begin, ran in self.functions if ran}
        never = sorted({(begin, name) for name, begin, _ in self.functions})
        return [
            f"{name or '(unnamed)'}, line {self._line(begin)}"
            for begin, name in never
            if begin not in called
        ]

    def silent_lines(self) -> list[tuple[int, str]]:
        """The lines of which no letter ran, with their numbers."""
        silent = []
        at = 0
        for number, line in enumerate(self.script.split("\n"), 1):
            if line.strip(" })];,(") and not any(self.ran[at : at + len(line)]):
                silent.append((number, line))
            at += len(line) + 1
        return silent

    def percent(self) -> float:
        """How many of a hundred lines ran."""
        lines = [one for one in self.script.split("\n") if one.strip(" })];,(")]
        return 100 - 100 * len(self.silent_lines()) / max(1, len(lines))

    def _line(self, begin: int) -> int:
        return self.script.count("\n", 0, begin) + 1


def begin(session: CDPSession) -> None:
    """Lets Chromium count from now on, in every page that the session's target opens."""
    session.send("Profiler.enable")
    session.send("Debugger.enable")
    session.send(
        "Profiler.startPreciseCoverage", {"callCount": False, "detailed": True}
    )


def taken(session: CDPSession) -> list[Seen]:
    """What ran of each of the page's scripts so far."""
    found = []
    for entry in session.send("Profiler.takePreciseCoverage")["result"]:
        if not entry["url"].startswith("file:"):
            continue
        asked = {"scriptId": entry["scriptId"]}
        source = session.send("Debugger.getScriptSource", asked)["scriptSource"]
        if source.startswith(_BEGIN):
            found.append(_seen(source, entry["functions"]))
    return found


def _seen(script: str, functions: list[dict[str, object]]) -> Seen:
    ran = bytearray(b"\1" * len(script))
    ranges = [one for function in functions for one in function["ranges"]]  # type: ignore[attr-defined]
    # The outer ones first, so that what lies within them has the last word.
    for one in sorted(ranges, key=lambda one: (one["startOffset"], -one["endOffset"])):
        start, end = one["startOffset"], one["endOffset"]
        ran[start:end] = bytes([min(1, one["count"])]) * (end - start)
    named = frozenset(
        (
            str(function["functionName"]),
            function["ranges"][0]["startOffset"],  # type: ignore[index]
            bool(function["ranges"][0]["count"]),  # type: ignore[index]
        )
        for function in functions
    )
    return Seen(script, bytes(ran), named)


def add(path: Path, found: Sequence[Seen]) -> None:
    """Adds to what a file holds."""
    whole = {one.script: one for one in read(path)} if path.exists() else {}
    for one in found:
        before = whole.get(one.script)
        whole[one.script] = before.joined(one) if before else one
    kept = [
        {
            "script": one.script,
            "ran": one.ran.hex(),
            "functions": sorted(one.functions),
        }
        for one in whole.values()
    ]
    path.write_text(json.dumps(kept), encoding="utf-8")


def read(path: Path) -> list[Seen]:
    """What a file holds: one entry for each script, such as that of the page and that of a folder's page."""
    found = []
    for kept in json.loads(path.read_text(encoding="utf-8")):
        functions = frozenset((name, at, ran) for name, at, ran in kept["functions"])
        found.append(Seen(kept["script"], bytes.fromhex(kept["ran"]), functions))
    return found


def told(one: Seen) -> bool:
    """Prints what of a script never ran; whether every function and enough of its lines did."""
    silent = one.silent_functions()
    for number, line in one.silent_lines():
        sys.stdout.write(f"{number:5}  {line[:150]}\n")
    for name in silent:
        sys.stdout.write(f"never called: {name}\n")
    lines = one.script.count("\n")
    sys.stdout.write(f"{one.percent():.1f} % of a script of {lines} lines ran\n")
    return not silent and one.percent() >= LEAST


def main(path: Path) -> int:
    """Prints what never ran.

    Returns:
        0 where of each script every function and enough of the lines ran, else 1.
    """
    kept = [told(one) for one in read(path)]
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
