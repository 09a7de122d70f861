"""Readers: functions from a report to an extraction. One ships; another is named by its module, or given as it is.

Whoever reads, the vocabulary has the last word: its names stand, and what it bars does not.
"""

from __future__ import annotations

import inspect
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from policygraph.errors import ReaderError, UsageError
from policygraph.extraction.mentions import Found, with_vocabulary
from policygraph.extraction.model import Extraction
from policygraph.namespaces import CLASSES, CONCEPT, LEXICON, LINKAGES, STAGES
from policygraph.report.unbroken import Unbroken
from policygraph.shipped import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from policygraph.extraction.model import Measure, Mention, Pair
    from policygraph.report import Report
    from policygraph.spans import Span
    from policygraph.vocabulary import KnownName, Vocabulary


class Reader(Protocol):
    """A function from a report to what it mentions, does and links.

    Its spans are offsets into `Report.text`. Each finding says in `found_by` what found it, by a name without a colon;
    "reader" stands for the reader that ships.
    """

    def __call__(self, report: Report, /) -> Extraction:
        """What a report mentions, does and links."""
        ...


def reader_named(name: str) -> Reader | None:
    """The function that a name stands for; None for the reader that ships.

    Args:
        name: "small", or the module and the name of a function, with a colon between them ("my_readers.atlas:read").

    Raises:
        UsageError: There is no such reader, or its module cannot be imported.
        ReaderError: Its module ends the program.

    Example:
        >>> reader_named("json:loads").__name__
        'loads'
    """
    if name == SHIPPED:
        return None
    module, _, function = name.partition(":")
    if not module or not function:
        raise _unknown(name, "it is not among those that ship")
    found = _imported(name, module, function)
    if not callable(found):
        raise _unknown(name, f"that is no function but of type {type(found).__name__}")
    return cast("Reader", found)


def _imported(name: str, module: str, function: str) -> object:
    """What a module holds under a name; whatever the module's own code raises, is told."""
    try:
        return getattr(import_module(module), function)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise _unknown(name, str(error)) from error
    except SystemExit as error:
        raise _ended(name, "where it is imported", error) from error
    except Exception as error:
        raise _unknown(name, f"{type(error).__name__}: {error}") from error


def name_of(reader: Reader | str) -> str:
    """What a reader is called: "small", or its module and its name.

    Example:
        >>> import json
        >>> name_of(json.loads), name_of("small")
        ('json:loads', 'small')
    """
    if isinstance(reader, str):
        return reader
    named = reader if hasattr(reader, "__qualname__") else type(reader)
    return f"{named.__module__}:{named.__qualname__}"


def file_of(reader: Reader | str) -> Path | None:
    """The file that a reader's module lies in; None for the reader that ships, or where there is none.

    Raises:
        UsageError: There is no reader of that name.
    """
    from pathlib import Path

    function = _function(reader)
    if function is None:
        return None
    module = inspect.getmodule(function)
    file = getattr(module, "__file__", None)
    if not file:
        return None
    return Path(file)


def _function(reader: Reader | str) -> Reader | None:
    """A reader that may be told by its name; None for the one that ships."""
    if isinstance(reader, str):
        return reader_named(reader)
    return reader


def read_with(
    reader: Reader | str, report: Report, vocabulary: Vocabulary
) -> Extraction:
    """What a reader other than the shipped one and a vocabulary find in a report.

    Raises:
        UsageError: There is no reader of that name.
        ReaderError: It failed, or gave what cannot stand.
    """
    function = _function(reader)
    if function is None:
        raise UsageError(f"{SHIPPED!r} is the reader that ships", expected="another")
    name = name_of(reader)
    try:
        found = function(report)
    except SystemExit as error:
        raise _ended(name, f"at {report.name!r}", error) from error
    except Exception as error:
        raise ReaderError(
            f"the reader {name!r} failed at {report.name!r}: {type(error).__name__}: {error}",
            expected="a function from a report to an extraction",
            remedy="mend the reader, or read with another",
        ) from error
    fault = _first_fault(found, report)
    if fault:
        raise ReaderError(
            f"the reader {name!r} gave what cannot stand in {report.name!r}: {fault}",
            expected="what the classes of policygraph.extraction.model say",
            remedy="mend the reader",
        )
    return _with_known(found, report, vocabulary)


def _with_known(
    found: Extraction, report: Report, vocabulary: Vocabulary
) -> Extraction:
    """An extraction after the vocabulary has spoken, in words read without their breaks."""
    read = Unbroken(report)
    text = read.report.text
    moved = read.onto(found)
    known = list(_in_prose(vocabulary.find(text), read.report))
    everyday = (name.span for name in known if _is_everyday(name, text))
    told = with_vocabulary(
        Found(moved.mentions, moved.rejected),
        known,
        vocabulary.find_denied(text),
        frozenset(everyday),
    )
    settled = moved.with_mentions(told.mentions)
    return read.back(replace(settled, rejected=told.rejected))


def _in_prose(names: Iterable[KnownName], report: Report) -> Iterator[KnownName]:
    """The names that stand in sentences; rows of tables are no prose."""
    prose = _prose(report)
    here = next(prose, None)
    for name in names:
        while here and here.end <= name.span.begin:
            here = next(prose, None)
        if here and here.covers(name.span):
            yield name


def _prose(report: Report) -> Iterator[Span]:
    """The sentences that are no rows of tables."""
    rows = {row.sentence for row in report.rows}
    for index, sentence in enumerate(report.sentences):
        if index not in rows:
            yield sentence.span


def _is_everyday(name: KnownName, text: str) -> bool:
    """Whether a shipped entry knows one common word as an industry, which names it in some places only."""
    if name.type != "Industry":
        return False
    if not name.entry.iri.startswith((CONCEPT, LEXICON)):
        return False
    word = name.span.of(text)
    return word.isalpha() and word.islower()


def _first_fault(found: object, report: Report) -> str:
    """What of an extraction cannot stand, in words; nothing where all of it can."""
    try:
        return next(_faults(found, report), "")
    except (AttributeError, TypeError, ValueError) as error:
        return f"a value of another type than its field has ({type(error).__name__}: {error})"


def _faults(found: object, report: Report) -> Iterator[str]:
    """What of an extraction cannot stand, in words."""
    if not isinstance(found, Extraction):
        yield f"a {type(found).__name__} for an Extraction"
        return
    for mention in found.mentions:
        yield from _faults_of_mention(mention, report)
    for measure in found.measures:
        yield from _faults_of_measure(measure, report)
    indices = range(len(found.mentions))
    for pair in found.pairs:
        yield from _faults_of_pair(pair, indices)


def _faults_of_mention(mention: Mention, report: Report) -> Iterator[str]:
    if mention.type not in CLASSES:
        yield f"{mention}, whose class is none of {', '.join(CLASSES)}"
    if not _lies_in(mention.span, report):
        yield f"{mention}, which is no stretch of the text"
    yield from _faults_of_confidence(mention)


def _faults_of_measure(measure: Measure, report: Report) -> Iterator[str]:
    if measure.stage not in STAGES:
        yield f"{measure}, whose stage is none of {', '.join(STAGES)}"
    sentences = range(len(report.sentences))
    if measure.sentence not in sentences:
        yield f"{measure}, whose sentence is none of the report's"
    stretches = (measure.verb, measure.object)
    if not all(_lies_in(span, report) for span in stretches):
        yield f"{measure}, whose words are no stretch of the text"
    yield from _faults_of_confidence(measure)


def _faults_of_pair(pair: Pair, indices: range) -> Iterator[str]:
    if pair.subject not in indices or pair.object not in indices:
        yield f"{pair} with an end that is no index of its mentions"
    if pair.property not in LINKAGES:
        yield f"{pair}, whose property is none of {', '.join(LINKAGES)}"
    yield from _faults_of_confidence(pair)


def _faults_of_confidence(finding: Mention | Measure | Pair) -> Iterator[str]:
    if not 0 <= finding.confidence <= 1:
        yield f"{finding}, whose confidence is not within 0-1"


def _lies_in(span: Span, report: Report) -> bool:
    return 0 <= span.begin < span.end <= len(report.text)


def _ended(name: str, where: str, error: SystemExit) -> ReaderError:
    return ReaderError(
        f"the reader {name!r} would end the program {where}: SystemExit: {error}",
        expected="a function from a report to an extraction",
        remedy="mend the reader: it should raise an error of its own, or return",
    )


def _unknown(name: str, why: str) -> UsageError:
    return UsageError(
        f"no reader {name!r}: {why}",
        expected=f"{SHIPPED!r}, which ships, or MODULE:FUNCTION of an installed package",
        remedy="name one of them with --reader",
    )
