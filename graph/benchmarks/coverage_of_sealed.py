"""Lets sealed processes tell which lines they ran: a plug-in of coverage.py, loaded by ``make coverage`` alone.

What reads a PDF, answers a request or asks a graph gives up the right to open and to write files, and could not write
down what it ran. Where lines are counted its limits hold just as well but can be lifted again, and are at its very end,
when coverage.py writes.

Source: setrlimit(2), soft and hard limits; coverage.py, "Plug-in classes".
"""

from __future__ import annotations

import resource
from typing import TYPE_CHECKING

from coverage import Coverage

if TYPE_CHECKING:
    from coverage.plugin_support import Plugins
    from coverage.types import TConfigurable

_IN_THE_WAY = (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_AS)

_set_limits = resource.setrlimit
_save = Coverage.save


def coverage_init(_plugins: Plugins, _options: TConfigurable) -> None:
    """Change how this process and those forked from it set limits, and when coverage.py writes."""
    resource.setrlimit = _set_soft
    Coverage.save = _save_unsealed  # type: ignore[method-assign]


def _set_soft(kind: int, limits: tuple[int, int]) -> None:
    _, most = resource.getrlimit(kind)
    _set_limits(kind, (limits[0], most))


def _save_unsealed(self: Coverage) -> None:
    for kind in _IN_THE_WAY:
        _, most = resource.getrlimit(kind)
        _set_limits(kind, (most, most))
    _save(self)
