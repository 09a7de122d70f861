"""The HTTP statuses that errors are told with.

Source: SPARQL 1.1 Protocol, section 2.1.7; RFC 9110, section 15.
"""

from __future__ import annotations

from policygraph.errors import (
    AnswerTooLargeError,
    GraphError,
    PolicygraphError,
    RefusedQueryError,
)

_STATUSES: tuple[tuple[type[PolicygraphError], int], ...] = (
    (AnswerTooLargeError, 503),
    (RefusedQueryError, 403),
    (GraphError, 500),
)


def status_of(error: PolicygraphError) -> int:
    """The status for an error; 400 for what only the client can mend.

    Example:
        >>> status_of(RefusedQueryError("SERVICE asks another server"))
        403
    """
    for kind, status in _STATUSES:
        if isinstance(error, kind):
            return status
    return 400
