r"""Building many reports: which are new, who reads them, where the results go, and what is told of each.

    named files and folders → tasks → (unchanged ones are known) → workers or a cluster → files → journal → outcomes

No more than the report at hand is in memory: what is kept of one that is built is an `Account`.

Example:
    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as home:
    ...     plan = pathlib.Path(home) / "plan.txt"
    ...     _ = plan.write_text("(1) Roads\nWe will build the Marlow Bridge.\\n")
    ...     (first,) = build_files([plan], pathlib.Path(home) / "out")
    ...     (again,) = build_files([plan], pathlib.Path(home) / "out")
    >>> first.status, again.status, first.account == again.account
    ('built', 'unchanged', True)
"""

from policygraph.building.model import Account, Options, Outcome, Step
from policygraph.building.run import build_files

__all__ = ["Account", "Options", "Outcome", "Step", "build_files"]
