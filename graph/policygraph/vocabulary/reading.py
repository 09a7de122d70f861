"""Vocabulary files as records: what their triples say of each subject, and where a subject stands in its file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policygraph.errors import GraphError, VocabularyError
from policygraph.namespaces import CLASSES, OWL, PG, RDF, SKOS
from policygraph.rdf import read_triples
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

WORD_CLASSES = (
    "HeadNoun",
    "NamePattern",
    "CurrencyWord",
    "Unit",
    "Multiplier",
    "ComparisonWord",
)
"""The classes of entries that name no entity but help to read names and figures, by local names."""

_KNOWN = frozenset(
    {
        *(PG[name] for name in (*CLASSES, *WORD_CLASSES, "Entry", "Phrase", "Stage")),
        SKOS.Concept,
        SKOS.ConceptScheme,
        OWL.Ontology,
    }
)
_ENTITIES = frozenset(PG[name] for name in CLASSES)
_LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
_ENTRY = 'an entry such as  <#x> a pg:Entry ; pg:entryClass pg:Place ; skos:prefLabel "Name"@en .'
_CLASSES_IN_WORDS = ", ".join(f"pg:{name}" for name in CLASSES)


@dataclass(slots=True)
class Record:
    """What the files say of one subject: its values by predicate, in the order of the files."""

    iri: Iri
    values: dict[Iri, list[Iri | Literal]] = field(default_factory=dict)

    def iris(self, predicate: Iri) -> tuple[Iri, ...]:
        """The IRIs that stand behind a predicate."""
        return tuple(
            value for value in self.values.get(predicate, ()) if isinstance(value, Iri)
        )

    def iri_of(self, predicate: Iri) -> Iri | None:
        """The first of them, None where there is none."""
        return next(iter(self.iris(predicate)), None)

    def literals(self, predicate: Iri) -> tuple[Literal, ...]:
        """The literals that stand behind a predicate; one without a language is English."""
        found = (
            value
            for value in self.values.get(predicate, ())
            if isinstance(value, Literal)
        )
        return tuple(
            value if value.language else Literal(value.value, language="en")
            for value in found
        )

    def words(self, *predicates: Iri) -> tuple[str, ...]:
        """The literals that stand behind some predicates: English ones (or untagged) first, each once."""
        found = [
            v
            for predicate in predicates
            for v in self.values.get(predicate, ())
            if isinstance(v, Literal)
        ]
        return tuple(
            dict.fromkeys(
                v.value
                for v in sorted(found, key=lambda v: v.language not in ("en", ""))
            )
        )

    def locals(self, predicate: Iri) -> tuple[str, ...]:
        """The local names of the ontology's terms that stand behind a predicate."""
        return tuple(
            iri.removeprefix(PG) for iri in self.iris(predicate) if iri.startswith(PG)
        )


def read_records(
    shipped: Iterable[Path], own: Iterable[Path] = ()
) -> dict[Iri, Record]:
    """The records of the shipped vocabulary files and of a user's own, which may add to what a shipped one says.

    Only a user's own entries are checked, each with all that is said of it: the shipped files have tests for that.

    Raises:
        VocabularyError: A file is missing, broken, or has an entry without class or label.
    """
    records: dict[Iri, Record] = {}
    for path in shipped:
        _read(path, records)
    for path in own:
        for subject in _read(path, records):
            _check(records[subject], path)
    return records


def _read(path: Path, records: dict[Iri, Record]) -> list[Iri]:
    """The subjects of a file, each once, after what it says of them has been added to the records."""
    subjects: dict[Iri, None] = {}
    try:
        for subject, predicate, value in read_triples(path):
            record = records.get(subject)
            if record is None:
                record = records[subject] = Record(subject)
            record.values.setdefault(predicate, []).append(value)
            subjects[subject] = None
    except GraphError as error:
        raise VocabularyError(
            f"the vocabulary cannot be read: {error.message}",
            expected=error.expected or "a file in Turtle",
            remedy=error.remedy or "mend it or leave it out",
        ) from error
    return list(subjects)


def _check(record: Record, path: Path) -> None:
    _check_classes(record, path)
    known = _KNOWN.intersection(record.iris(RDF.type))
    barred = record.values.get(PG.notA, ())
    labelled = any(record.values.get(predicate) for predicate in _LABELS)
    if labelled and not barred and not known:
        raise _broken(record, path, "has a label and no class", _ENTRY)
    if not labelled and (barred or known - {OWL.Ontology, SKOS.ConceptScheme}):
        raise _broken(record, path, "has no label", _ENTRY)
    _check_words(record, path)


def _check_classes(record: Record, path: Path) -> None:
    foreign = next(
        (
            one
            for one in record.iris(RDF.type)
            if one.startswith(PG) and one not in _KNOWN
        ),
        None,
    )
    if foreign:
        raise _broken(
            record,
            path,
            f"is of the unknown class pg:{foreign.removeprefix(PG)}",
            f"one of {_CLASSES_IN_WORDS}",
        )
    for name in ("notA", "entryClass"):
        wrong = next(
            (
                value
                for value in record.values.get(PG[name], ())
                if value not in _ENTITIES
            ),
            None,
        )
        if wrong is not None:
            raise _broken(
                record, path, f"is pg:{name} '{wrong}'", f"one of {_CLASSES_IN_WORDS}"
            )


def _check_words(record: Record, path: Path) -> None:
    for predicate in _LABELS:
        for value in record.values.get(predicate, ()):
            if not isinstance(value, Literal) or not value.value.strip():
                raise _broken(
                    record,
                    path,
                    "has a label without words",
                    'words in quotation marks, such as "Name"@en',
                )
    if PG.Multiplier in record.iris(RDF.type) and not re.fullmatch(
        r"\d+(\.\d+)?", "".join(record.words(PG.factor))
    ):
        raise _broken(record, path, "has no pg:factor", "one number, such as 1000000")
    if record.iri.startswith("_:"):
        raise _broken(record, path, "has no IRI", _ENTRY)


def _broken(record: Record, path: Path, fault: str, expected: str) -> VocabularyError:
    return VocabularyError(
        f"{path}:{_line(record, path)}: the entry '{record.iri}' {fault}",
        expected=expected,
        remedy="mend the entry or take it out",
    )


def _line(record: Record, path: Path) -> int:
    """The line on which a subject first stands, in whatever spelling; that of its first label where it has no name."""
    local = (
        re.split(r"[#/:]", record.iri.rstrip("#/"))[-1]
        if not record.iri.startswith("_:")
        else ""
    )
    sought = (
        [str(record.iri), f"#{local}>", f":{local}"]
        if local
        else [f'"{word}"' for word in record.words(*_LABELS)]
    )
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    pattern = re.compile(
        "|".join(
            re.escape(s) + r"(?![\w\-])" if s[-1].isalnum() else re.escape(s)
            for s in sought
        )
        or r"\["
    )
    return next(
        (number for number, line in enumerate(lines, 1) if pattern.search(line)), 1
    )
