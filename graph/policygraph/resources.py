"""Where the files that belong to policygraph lie, in a wheel and in a checkout alike."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource(folder: str, name: str = "") -> Path:
    """The path of a shipped folder ("ontology", "queries", "seeds", "weights"), or of a file in it.

    Example:
        >>> resource("ontology", "policy.ttl").name
        'policy.ttl'
    """
    homes = (_PACKAGE / "_data" / folder, _PACKAGE.parent.parent / folder, _PACKAGE / folder)
    home = next((path for path in homes if path.is_dir()), homes[-1])
    return home / name if name else home
