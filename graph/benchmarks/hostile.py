"""Damaged documents: a thousand of each kind, flipped, cut and scrambled, end in a text or an error, and soon.

``python -m benchmarks.hostile [COUNT]`` reads mutants of the documents that `samples` makes, each kind in a process of
its own, and prints what became of them, the longest time that one took and the most memory that the process had.
"""

from __future__ import annotations

import io
import random
import resource
import sys
import tempfile
import time
import zipfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.errors import ReportError
from policygraph.report import report_of
from policygraph.source import read_source
from samples.kinds import KINDS, make

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNT = 1_000
MOST_SECONDS = 10.0
_SEEDS = (1, 2)
_CUT = 0.2
_WORD = ".docx"
_ENDINGS = (".pdf", _WORD, ".html", ".md", ".txt")


@dataclass(frozen=True, slots=True)
class Found:
    """What became of the mutants of one kind: how many ended how, seconds of the slowest, megabytes of the process."""

    ends: dict[str, int]
    slowest: float
    megabytes: int


def main(count: int) -> None:
    """Reads the mutants of each kind and prints what became of them; exits with 1 if one ended in neither way."""
    print("| kind | mutants | read | refused | otherwise | slowest, s | memory, MB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    wrong = 0
    for ending in _ENDINGS:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            found = pool.submit(measured, ending, count).result()
        others = {how: number for how, number in found.ends.items() if how not in {"read", "refused"}}
        wrong += sum(others.values())
        print(
            f"| {ending} | {count} | {found.ends.get('read', 0)} | {found.ends.get('refused', 0)} | {others or '–'} "
            f"| {found.slowest:.2f} | {found.megabytes} |",
            flush=True,
        )
    sys.exit(bool(wrong))


def measured(ending: str, count: int) -> Found:
    """What becomes of so many mutants of the documents with an ending."""
    chance = random.Random(ending)  # noqa: S311 - the same damage on each run
    ends: Counter[str] = Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory() as home:
        originals = [path.read_bytes() for path in _documents(ending, Path(home))]
        path = Path(home) / f"mutant{ending}"
        for at in range(count):
            path.write_bytes(mutant(originals[at % len(originals)], chance, ending))
            began = time.perf_counter()
            ends[_end(path)] += 1
            slowest = max(slowest, time.perf_counter() - began)
    ends["slow"] += slowest > MOST_SECONDS
    return Found(dict(+ends), slowest, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def _documents(ending: str, home: Path) -> Iterator[Path]:
    for kind in KINDS:
        if f".{kind.ending}" == ending:
            yield from (make(kind, seed, home).path for seed in _SEEDS)


def _end(path: Path) -> str:
    try:
        report_of(read_source(path))
    except ReportError:
        return "refused"
    except Exception as error:  # noqa: BLE001 - what is looked for
        return type(error).__name__
    return "read"


def mutant(content: bytes, chance: random.Random, ending: str) -> bytes:
    """A document with damage: to its bytes or, of every second Word file, to the XML within."""
    if ending == _WORD and chance.random() < 0.5:  # noqa: PLR2004 - half
        return _repacked(content, chance)
    return _damaged(content, chance)


def _damaged(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 3, 10, 50))):
        at = chance.randrange(max(len(changed), 1))
        match chance.randrange(4):
            case 0:
                changed[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del changed[at : at + chance.randrange(200)]
            case 2:
                changed[at:at] = changed[at : at + chance.randrange(200)]
            case _:
                changed[at : at + 1] = bytes([changed[at] ^ (1 << chance.randrange(8))]) if changed else b""
    cut = chance.randrange(len(changed) + 1) if chance.random() < _CUT else len(changed)
    return bytes(changed[:cut])


def _repacked(content: bytes, chance: random.Random) -> bytes:
    """A Word file whose parts have elements exchanged, doubled and taken out, and values made strange."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, _scrambled(part, chance) if name.endswith((".xml", ".rels")) else part)
    return buffer.getvalue()


def _scrambled(part: bytes, chance: random.Random) -> bytes:
    pieces = part.split(b"<")
    for _ in range(chance.choice((0, 0, 0, 0, 0, 1, 3))):
        one, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        match chance.randrange(4):
            case 0:
                pieces[one], pieces[other] = pieces[other], pieces[one]
            case 1:
                pieces[one] = pieces[one].replace(b'val="', b'val="99999999')
            case 2:
                pieces[one] = pieces[one].replace(b'"', b'"-', 1)
            case _:
                pieces[one] = pieces[one].replace(b"/>", b">", 1)
    return b"<".join(pieces)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
