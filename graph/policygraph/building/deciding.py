"""What decides a report's files, as a digest: if it is the same, so are they."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import TYPE_CHECKING

from policygraph.digests import digest_of
from policygraph.inputs import build_of, reading_files, settings_of
from policygraph.resources import PACKAGE, resource

if TYPE_CHECKING:
    from pathlib import Path

    from policygraph.building.model import Options, Task
    from policygraph.vocabulary import Vocabulary

_PASSED_OVER = frozenset({"__pycache__", "_data", "weights", "web"})
"""Folders of the package that decide nothing, or are counted for themselves."""


def key_of(task: Task, sha256: str, options: Options, vocabulary: Vocabulary) -> str:
    """The digest of all that decides the files of a report.

    It stands for what the IRI of the graph's ``prov:Activity`` stands for (the source's bytes, what a table says of it,
    options, version, weights, vocabularies), and for the program's own files.

    Args:
        task: The report.
        sha256: The SHA-256 of its bytes.
        options: What is the same for all reports.
        vocabulary: The one that the options name.
    """
    settings = settings_of(
        task.path.name,
        sha256,
        base=options.base,
        language=options.language,
        min_confidence=options.min_confidence,
        entry=task.entry,
        reader=options.reader,
    )
    build = build_of(vocabulary, options.weights, settings, reader=options.reader)
    files = [(file.name, file.sha256) for file in build.used]
    parts = [build.version, _sources(), files, build.settings, options.max_bytes]
    told = json.dumps(parts)
    return hashlib.sha256(told.encode()).hexdigest()


def program(options: Options) -> str:
    """The digest of the program's own files, the ontology's, and those that the reader is made of.

    Raises:
        OSError: The weights cannot be read.
        UsageError: There is no such reader.
    """
    files = reading_files(options.weights, options.reader)
    parts = [_sources(), *map(digest_of, files)]
    return hashlib.sha256("".join(parts).encode()).hexdigest()


@lru_cache(maxsize=1)
def _sources() -> str:
    counted = hashlib.sha256()
    for home in (PACKAGE, resource("ontology")):
        for path in sorted(_files(home)):
            name = path.relative_to(home).as_posix()
            content = hashlib.sha256(path.read_bytes())
            counted.update(name.encode())
            counted.update(content.digest())
    return counted.hexdigest()


def _files(home: Path) -> list[Path]:
    return [
        path
        for path in home.rglob("*")
        if path.is_file() and not _PASSED_OVER & set(path.relative_to(home).parts)
    ]
