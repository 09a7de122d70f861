"""Damaged documents, a thousand of each kind, and documents made to harm: each ends in a text or an error, and soon.

``python -m benchmarks.hostile [COUNT [ENDING...]]`` reads mutants of the documents that `samples` makes, each kind in a
process of its own, then what `crafted` makes, and prints what became of them: the longest time by the clock and of the
processor that one took, and the most memory that this process and one that it started had.
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

from benchmarks.crafted import crafted
from policygraph.errors import ReportError
from policygraph.report import report_of
from policygraph.source import read_source
from samples.kinds import KINDS, make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

COUNT = 1_000
MOST_SECONDS = 10.0
MOST_SECONDS_A_PAGE = 0.1
MOST_MEGABYTES = 1_024
_MANY_PAGES = 10_000
_SEEDS = (1, 2)
_CUT = 0.2
_WORD = ".docx"
_ENDINGS = (".pdf", _WORD, ".html", ".md", ".txt")


@dataclass(frozen=True, slots=True)
class Found:
    """What became of documents: how many ended how, seconds of the slowest, megabytes of the process and of a child."""

    ends: dict[str, int]
    slowest: float
    processor: float
    megabytes: int
    child_megabytes: int

    @property
    def wrong(self) -> dict[str, int]:
        """How many ended in neither a text nor an error, were slow or took too much."""
        wrong = {
            how: number
            for how, number in self.ends.items()
            if how not in {"read", "refused"}
        }
        return wrong | (
            {"too large": 1}
            if max(self.megabytes, self.child_megabytes) > MOST_MEGABYTES
            else {}
        )

    def cells(self) -> str:
        """The figures as cells of a table."""
        read, refused = self.ends.get("read", 0), self.ends.get("refused", 0)
        return (
            f"{read} | {refused} | {self.wrong or '–'} | {self.slowest:.2f} | {self.processor:.2f} | {self.megabytes} "
            f"| {self.child_megabytes}"
        )


def main(count: int, endings: Sequence[str]) -> None:
    """Reads mutants and what is made to harm, and prints what became of them; exits with 1 if one ended otherwise."""
    print(
        "| documents | read | refused | otherwise | slowest, s | processor, s | memory, MB | of a child, MB |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    wrong = 0
    for ending in endings:
        wrong += _shown(f"{count:,} mutants {ending}", _alone(measured, ending, count))
    with tempfile.TemporaryDirectory() as home:
        for name, made in crafted(pages=_MANY_PAGES).items():
            path = Path(home) / name
            path.write_bytes(made())
            wrong += _shown(name, _alone(measured_file, path))
    sys.exit(bool(wrong))


def _shown(name: str, found: Found) -> bool:
    print(f"| {name} | {found.cells()} |", flush=True)
    return bool(found.wrong)


def _alone(measure: Callable[..., Found], *arguments: object) -> Found:
    """What a function finds in a process of its own, whose memory is counted from the start."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, *arguments).result()


def measured(ending: str, count: int) -> Found:
    """What becomes of so many mutants of the documents with an ending."""
    with tempfile.TemporaryDirectory() as home:
        originals = [path.read_bytes() for path in _documents(ending, Path(home))]
        path = Path(home) / f"mutant{ending}"
        return _found(_written(path, mutants(originals, ending, count)), MOST_SECONDS)


def measured_file(path: Path) -> Found:
    """What becomes of one document."""
    pages = _MANY_PAGES if "pages" in path.name and path.name[0].isdigit() else 1
    return _found([path], MOST_SECONDS + MOST_SECONDS_A_PAGE * pages)


def _found(paths: Iterable[Path], most: float) -> Found:
    """What becomes of documents, each of which may take so many seconds of the processor."""
    ends: Counter[str] = Counter()
    slowest = longest = 0.0
    for path in paths:
        began, computed = time.perf_counter(), _computed()
        ends[_end(path)] += 1
        slowest, longest = (
            max(slowest, time.perf_counter() - began),
            max(longest, _computed() - computed),
        )
    ends["slow"] += longest > most
    return Found(
        dict(+ends),
        slowest,
        longest,
        _peak(resource.RUSAGE_SELF),
        _peak(resource.RUSAGE_CHILDREN),
    )


def _computed() -> float:
    """The seconds of the processor that this process and those that it has waited for have taken."""
    uses = (
        resource.getrusage(who)
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return sum(use.ru_utime + use.ru_stime for use in uses)


def _peak(who: int) -> int:
    return resource.getrusage(who).ru_maxrss // 1024


def mutants(originals: list[bytes], ending: str, count: int) -> Iterator[bytes]:
    """So many documents with damage, the same ones on each run."""
    chance = random.Random(ending)  # noqa: S311 - the same damage on each run
    for at in range(count):
        yield mutant(originals[at % len(originals)], chance, ending)


def _written(path: Path, contents: Iterator[bytes]) -> Iterator[Path]:
    for content in contents:
        path.write_bytes(content)
        yield path


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
                changed[at : at + 1] = (
                    bytes([changed[at] ^ (1 << chance.randrange(8))])
                    if changed
                    else b""
                )
    cut = chance.randrange(len(changed) + 1) if chance.random() < _CUT else len(changed)
    return bytes(changed[:cut])


def _repacked(content: bytes, chance: random.Random) -> bytes:
    """A Word file whose parts have elements exchanged, doubled and taken out, and values made strange."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            new.writestr(
                name,
                _scrambled(part, chance) if name.endswith((".xml", ".rels")) else part,
            )
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
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT, sys.argv[2:] or _ENDINGS)
