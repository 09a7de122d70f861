"""What a build reads besides the report, with digests: the reader's weights and the files of the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.characters import shown
from policygraph.digests import digest_of
from policygraph.resources import resource
from policygraph.shipped import SHIPPED
from policygraph.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from policygraph.catalogue import Entry
    from policygraph.extraction import Reader
    from policygraph.vocabulary import Vocabulary


_WEIGHTS = frozenset({".onnx", ".json"})
"""The endings of the files that the reader reads; what else lies beside them decides nothing."""


@dataclass(frozen=True, slots=True)
class Used:
    """A file that a build read besides the report: its name and the SHA-256 of its bytes in hexadecimal."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Build:
    """What decides a graph besides the report's text: the software, the files that it read, and what it was told.

    `settings` are names and values of options and of what a table says about the report; they count for the activity's
    IRI alone. There is no time among them: the same input gives the same graph.
    """

    version: str
    used: tuple[Used, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()


def build_of(
    vocabulary: Vocabulary,
    weights: Path | None,
    settings: Mapping[str, str],
    *,
    reader: Reader | str = SHIPPED,
) -> Build:
    """What decides a graph besides its report.

    Args:
        vocabulary: The known names; its files count.
        weights: The folder of the reader's weights; those that are shipped unless given.
        settings: Options of the build, and what is said of the report elsewhere; empty ones do not count.
        reader: What reads; of one that does not ship, the file of its module counts in the place of weights.

    Raises:
        OSError: A file of the weights or the vocabulary cannot be read any more.
    """
    files = [*reading_files(weights, reader), *vocabulary.files]
    used = tuple(
        Used(shown(path.name), digest_of(path)) for path in files if path.is_file()
    )
    return Build(
        VERSION,
        used,
        tuple((name, str(value)) for name, value in sorted(settings.items()) if value),
    )


def reading_files(weights: Path | None, reader: Reader | str = SHIPPED) -> list[Path]:
    """The files that a reader is made of: the weights of the one that ships, the module of another.

    Raises:
        OSError: The folder of the weights cannot be read.
        UsageError: There is no reader of that name.
    """
    if reader == SHIPPED:
        return weights_in(weights)
    from policygraph.extraction.readers import file_of

    file = file_of(reader)
    return [file] if file else []


def weights_in(folder: Path | None) -> list[Path]:
    """The files of a folder that the reader reads, by name; those that are shipped unless one is given.

    Raises:
        OSError: The folder cannot be read.
    """
    files = sorted((folder or resource("weights")).iterdir())
    return [path for path in files if path.suffix in _WEIGHTS]


def settings_of(  # noqa: PLR0913 - all that decides beside the files
    source: str,
    sha256: str,
    *,
    base: str,
    language: str,
    min_confidence: float,
    entry: Entry | None,
    reader: Reader | str = SHIPPED,
) -> dict[str, str]:
    """Names and values of what decides the graph of one report: its file, the options, what is said of it elsewhere.

    Args:
        source: The name of the report's file.
        sha256: The SHA-256 of its bytes in hexadecimal.
        base: What the IRIs of the data begin with.
        language: The code of the language that is insisted on; empty if none is.
        min_confidence: The confidence, 0–1, below which findings are left out.
        entry: What is said of the report elsewhere.
        reader: What reads.
    """
    told = {
        "source": source,
        "sha256": sha256,
        "base": base,
        "language": language,
        "min_confidence": str(float(min_confidence)),
    }
    if reader != SHIPPED:
        from policygraph.extraction.readers import name_of

        told["reader"] = name_of(reader)
    return {**told, **(entry.said() if entry else {})}
