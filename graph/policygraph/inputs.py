"""What a build reads besides the report, with digests: the reader's weights and the files of the vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.assembly import Build, Used
from policygraph.digests import digest_of
from policygraph.resources import resource
from policygraph.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from policygraph.vocabulary import Vocabulary


_WEIGHTS = frozenset({".onnx", ".json"})
"""The endings of the files that the reader reads; what else lies beside them decides nothing."""


def build_of(
    vocabulary: Vocabulary, weights: Path | None, settings: Mapping[str, str]
) -> Build:
    """What decides a graph besides its report.

    Args:
        vocabulary: The known names; its files count.
        weights: The folder of the reader's weights; those that are shipped unless given.
        settings: Options of the build, and what is said of the report elsewhere; empty ones do not count.

    Raises:
        OSError: A file of the weights or the vocabulary cannot be read any more.
    """
    read = [
        path
        for path in sorted((weights or resource("weights")).iterdir())
        if path.suffix in _WEIGHTS
    ]
    files = [*read, *vocabulary.files]
    used = tuple(Used(path.name, digest_of(path)) for path in files if path.is_file())
    return Build(
        VERSION,
        used,
        tuple((name, str(value)) for name, value in sorted(settings.items()) if value),
    )
