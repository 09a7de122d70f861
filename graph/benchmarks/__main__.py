"""``python -m benchmarks [NAME...]``: run the named benchmarks, or all of them one after the other."""

from __future__ import annotations

import sys
from importlib import import_module
from pkgutil import iter_modules

import benchmarks


def main(names: list[str]) -> None:
    """Run benchmarks by name: each module of this package with a function ``bench`` is one."""
    known = {
        module.name: module
        for module in iter_modules(benchmarks.__path__)
        if not module.name.startswith("_")
    }
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.exit(
            f"no benchmark is named {unknown[0]!r}; expected one of {', '.join(sorted(known))}"
        )
    for name in names or sorted(known):
        bench = getattr(import_module(f"benchmarks.{name}"), "bench", None)
        if bench is not None:
            bench()


if __name__ == "__main__":
    main(sys.argv[1:])
