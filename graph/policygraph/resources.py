"""Where the files that belong to policygraph lie, in a wheel and in a checkout alike."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
"""The folder of the package's modules."""


def resource(folder: str, name: str = "") -> Path:
    """The path of a shipped folder ("ontology", "queries", "seeds", "weights"), or of a file in it.

    Example:
        >>> resource("ontology", "policy.ttl").name
        'policy.ttl'
    """
    homes = (
        PACKAGE / "_data" / folder,
        PACKAGE.parent.parent / folder,
        PACKAGE / folder,
    )
    home = next((path for path in homes if path.is_dir()), homes[-1])
    return home / name if name else home
