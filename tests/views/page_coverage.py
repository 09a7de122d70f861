"""How much of the page's script the browser tests run: collected from Chromium, summed over all pages they open.

``pytest tests/views --page-coverage FILE`` adds what the tests run to FILE, and this program says what is left in it:
functions and lines that never ran. ``make page`` does both.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policygraph import views
from policygraph.views.scripts import read_module, squeezed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import CDPSession

LEAST = 95.0
"""Percent of the script's lines that the tests have to run."""

_BEGIN = "(() => {\n"
_FOLDERS = ("page", "corpus")


@dataclass(frozen=True, slots=True)
class Seen:
    """A module, for each of its characters whether it ran, and its functions as (name, begin, whether it ran)."""

    code: str
    ran: bytes
    functions: frozenset[tuple[str, int, bool]]

    def joined(self, other: Seen) -> Seen:
        """What ran in either of two pages that carry the module."""
        both = int.from_bytes(self.ran) | int.from_bytes(other.ran)
        ran = both.to_bytes(len(self.ran))
        return Seen(self.code, ran, self.functions | other.functions)

    def silent_functions(self) -> list[str]:
        """The functions that never ran, each as its first line with its number."""
        called = {begin for _, begin, ran in self.functions if ran}
        never = sorted({begin for _, begin, _ in self.functions} - called)
        return [self._shown(begin) for begin in never]

    def lines(self) -> list[tuple[int, str, bool]]:
        """The lines with more than brackets: the number, the text, and whether a letter of it ran."""
        found = []
        at = 0
        for number, line in enumerate(self.code.split("\n"), 1):
            if line.strip(" })];,("):
                found.append((number, line, any(self.ran[at : at + len(line)])))
            at += len(line) + 1
        return found

    def _shown(self, begin: int) -> str:
        number = self.code.count("\n", 0, begin) + 1
        return f"{number}: {self.code.split(chr(10))[number - 1].strip()}"


@cache
def modules() -> dict[str, str]:
    """The code of each module as pages carry it, by its name."""
    found = {}
    for folder in _FOLDERS:
        for path in sorted((Path(views.__file__).parent / folder).glob("*.js")):
            text = path.read_text(encoding="utf-8")
            found[f"{folder}/{path.stem}"] = squeezed(read_module(text).code)
    return found


def begin(session: CDPSession) -> None:
    """Lets Chromium count from now on, in every page that the session's target opens."""
    session.send("Profiler.enable")
    session.send("Debugger.enable")
    session.send(
        "Profiler.startPreciseCoverage", {"callCount": False, "detailed": True}
    )


def taken(session: CDPSession) -> dict[str, Seen]:
    """What ran of each module of the page's scripts so far, by the module's name."""
    found: dict[str, Seen] = {}
    for entry in session.send("Profiler.takePreciseCoverage")["result"]:
        if not entry["url"].startswith("file:"):
            continue
        asked = {"scriptId": entry["scriptId"]}
        source = session.send("Debugger.getScriptSource", asked)["scriptSource"]
        if source.startswith(_BEGIN):
            _join(found, _seen(source, entry["functions"]))
    return found


def _seen(script: str, functions: list[Any]) -> dict[str, Seen]:
    """What ran of each module in a script, by the module's name."""
    ran = bytearray(b"\1" * len(script))
    ranges = [one for function in functions for one in function["ranges"]]
    # The outer ones first, so that what lies within them has the last word.
    for one in sorted(ranges, key=lambda one: (one["startOffset"], -one["endOffset"])):
        start, end = one["startOffset"], one["endOffset"]
        ran[start:end] = bytes([min(1, one["count"])]) * (end - start)
    whole = [(one["functionName"], one["ranges"][0]) for one in functions]
    found = {}
    for name, code in modules().items():
        at = script.find(code)
        if at < 0:
            continue
        own = frozenset(
            (str(function), place["startOffset"] - at, bool(place["count"]))
            for function, place in whole
            if at <= place["startOffset"] < at + len(code)
        )
        found[name] = Seen(code, bytes(ran[at : at + len(code)]), own)
    return found


def _join(whole: dict[str, Seen], more: dict[str, Seen]) -> None:
    for name, one in more.items():
        whole[name] = whole[name].joined(one) if name in whole else one


def add(path: Path, found: Sequence[dict[str, Seen]]) -> None:
    """Adds to what a file holds."""
    whole = read(path) if path.exists() else {}
    for one in found:
        _join(whole, one)
    kept = {name: [one.ran.hex(), sorted(one.functions)] for name, one in whole.items()}
    path.write_text(json.dumps(kept), encoding="utf-8")


def read(path: Path) -> dict[str, Seen]:
    """What a file holds of each module, by its name."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    return {
        name: Seen(
            modules()[name],
            bytes.fromhex(ran),
            frozenset((function, at, was) for function, at, was in functions),
        )
        for name, (ran, functions) in kept.items()
    }


def main(path: Path) -> int:
    """Prints what never ran.

    Returns:
        0 where every module was seen, every function ran, and enough of the lines did, else 1.
    """
    whole = read(path)
    silent = 0
    missing = modules().keys() - whole.keys()
    for name, one in sorted(whole.items()):
        for number, line, ran in one.lines():
            if not ran:
                sys.stdout.write(f"{name}.js {number:4}  {line[:140]}\n")
        for function in one.silent_functions():
            silent += 1
            sys.stdout.write(f"{name}.js: never called: {function[:140]}\n")
    for name in sorted(missing):
        sys.stdout.write(f"{name}.js: in no page\n")
    lines = [ran for one in whole.values() for _, _, ran in one.lines()]
    percent = 100 * sum(lines) / max(1, len(lines))
    sys.stdout.write(
        f"{percent:.1f} % of {len(lines)} lines ran; {silent} functions never did\n"
    )
    return int(bool(silent or missing) or percent < LEAST)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
