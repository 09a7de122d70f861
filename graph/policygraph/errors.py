"""The tree of errors that policygraph raises.

    PolicygraphError
    ├── UsageError              the request itself cannot stand        (exit code 2)
    │   ├── UnknownQueryError   no question of that name
    │   ├── ParameterError      a parameter is missing, unknown or of the wrong type
    │   ├── UnknownFormatError  no writer or reader for that format
    │   ├── QuerySyntaxError    the SPARQL text does not parse
    │   ├── RefusedQueryError   the SPARQL text would leave the dataset or change it
    │   └── AnswerTooLargeError the answer has more rows or bytes than are allowed
    └── InputError              a file is missing, unreadable or not what it should be  (exit code 3)
        ├── ReportError         the report cannot be read as text
        ├── CatalogueError      the table about the reports cannot be read
        ├── VocabularyError     a vocabulary file is broken
        ├── WeightsError        the reader's weights are missing or damaged
        ├── ReaderError         a reader of one's own failed, or gave what cannot stand
        ├── GraphError          a graph cannot be read
        ├── OutputError         a result cannot be written
        └── ClusterError        the machines that should read reports cannot be had

Every message says what was wrong (the value and its place), what was expected and what to do. A value that is very long
is cut in the middle, and its length told.
"""

from __future__ import annotations

from functools import partial

from policygraph.abridging import abridged


class PolicygraphError(Exception):
    """The root of all errors that policygraph raises on purpose.

    Args:
        message: What was wrong, with the value quoted and its place.
        expected: What would have been right.
        remedy: What to do about it, as an imperative.

    Example:
        >>> str(PolicygraphError("'x.txt' is empty", expected="a report", remedy="name another file"))
        "'x.txt' is empty; expected a report; name another file"
    """

    exit_code = 3

    def __init__(self, message: str, *, expected: str = "", remedy: str = "") -> None:
        self.message = message
        self.expected = expected
        self.remedy = remedy
        parts = [message, f"expected {expected}" if expected else "", remedy]
        super().__init__("; ".join(abridged(part) for part in parts if part))

    def __reduce__(self) -> tuple[object, ...]:
        """How it goes from one process to another: with all that it says."""
        made = partial(type(self), expected=self.expected, remedy=self.remedy)
        return made, (self.message,)


class UsageError(PolicygraphError):
    """The request itself cannot stand: an argument, an option or a combination of them."""

    exit_code = 2


class UnknownQueryError(UsageError):
    """No question of that name."""


class ParameterError(UsageError):
    """A query's parameter is missing, unknown or of the wrong type."""


class UnknownNameError(ParameterError):
    """A name stands for nothing in a graph."""


class UnknownFormatError(UsageError):
    """No writer or reader for that format."""


class QuerySyntaxError(UsageError):
    """The SPARQL text does not parse."""


class RefusedQueryError(UsageError):
    """The SPARQL text would leave the dataset (SERVICE, FROM) or change it (an update)."""


class AnswerTooLargeError(UsageError):
    """The answer has more rows or bytes than are allowed."""


class InputError(PolicygraphError):
    """A file is missing, unreadable, unwritable or not what it should be."""


class ReportError(InputError):
    """The report cannot be read as text."""


class CatalogueError(InputError):
    """The table about the reports cannot be read."""


class VocabularyError(InputError):
    """A vocabulary file is broken."""


class WeightsError(InputError):
    """The reader's weights are missing or damaged."""


class ReaderError(InputError):
    """A reader of one's own failed, or gave what cannot stand."""


class GraphError(InputError):
    """A graph cannot be read."""


class OutputError(InputError):
    """A result cannot be written."""


class ClusterError(InputError):
    """The machines that should read reports cannot be had, or are lost."""
