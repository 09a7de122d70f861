"""Vocabulary files as records: what their triples say of each subject, and where a subject stands in its file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from policygraph.errors import GraphError, VocabularyError
from policygraph.namespaces import CLASSES, OWL, PG, RDF, SKOS
from policygraph.rdf import read_triples
from policygraph.resources import resource
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
_UNLABELLED = frozenset({OWL.Ontology, SKOS.ConceptScheme})
_ENTITIES = frozenset(PG[name] for name in CLASSES)
_LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
_ENTRY = 'an entry such as  <#x> a pg:Entry ; pg:entryClass pg:Place ; skos:prefLabel "Name"@en .'
_PROPERTIES_IN_WORDS = (
    "pg:entryClass, pg:notA, pg:kind or another one that `policygraph ontology` prints"
)
_CLASSES_IN_WORDS = ", ".join(f"pg:{name}" for name in CLASSES)


@dataclass(slots=True)
class Record:
    """What the files say of one subject: its values by predicate, in the order of the files."""

    iri: Iri
    values: dict[Iri, list[Iri | Literal]] = field(default_factory=dict)

    def iris(self, predicate: Iri) -> tuple[Iri, ...]:
        """The IRIs that stand behind a predicate."""
        values = self.values.get(predicate, ())
        return tuple(value for value in values if isinstance(value, Iri))

    def iri_of(self, predicate: Iri) -> Iri | None:
        """The first of them, None where there is none."""
        found = self.iris(predicate)
        return found[0] if found else None

    def literals(self, predicate: Iri) -> tuple[Literal, ...]:
        """The literals that stand behind a predicate; one without a language is English."""
        values = self.values.get(predicate, ())
        found = [value for value in values if isinstance(value, Literal)]
        return tuple(map(_with_language, found))

    def words(self, *predicates: Iri) -> tuple[str, ...]:
        """The literals that stand behind some predicates: English ones (or untagged) first, each once."""
        english: dict[str, None] = {}
        others: dict[str, None] = {}
        for predicate in predicates:
            for literal in self.literals(predicate):
                words = english if literal.language == "en" else others
                words[literal.value] = None
        return tuple(english | others)

    def locals(self, predicate: Iri) -> tuple[str, ...]:
        """The local names of the ontology's terms that stand behind a predicate."""
        iris = self.iris(predicate)
        return tuple(iri.removeprefix(PG) for iri in iris if iri.startswith(PG))


def _with_language(literal: Literal) -> Literal:
    if literal.language:
        return literal
    return Literal(literal.value, language="en")


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
    _check_properties(record, path)
    _check_classes(record, path)
    known = _KNOWN.intersection(record.iris(RDF.type))
    barred = record.values.get(PG.notA, ())
    if not _has_label(record):
        if barred or known - _UNLABELLED:
            raise _broken(record, path, "has no label", _ENTRY)
    elif not barred and not known:
        raise _broken(record, path, "has a label and no class", _ENTRY)
    if PG.Entry in known and not barred and not _is_entity(record):
        raise _broken(record, path, "has no pg:entryClass", _ENTRY)
    _check_words(record, path)


def _has_label(record: Record) -> bool:
    return any(record.values.get(predicate) for predicate in _LABELS)


def _is_entity(record: Record) -> bool:
    return bool(_ENTITIES & {*record.iris(PG.entryClass), *record.iris(RDF.type)})


def _check_properties(record: Record, path: Path) -> None:
    for property_ in record.values:
        if property_.startswith(PG) and property_ not in _declared():
            raise _broken(
                record,
                path,
                f"has the unknown property pg:{property_.removeprefix(PG)}",
                _PROPERTIES_IN_WORDS,
            )


@lru_cache(maxsize=1)
def _declared() -> frozenset[str]:
    """All that the ontology speaks of."""
    ontology = read_triples(resource("ontology", "policy.ttl"))
    return frozenset(triple.subject for triple in ontology)


def _check_classes(record: Record, path: Path) -> None:
    foreign = _unknown_class(record)
    if foreign:
        raise _broken(
            record,
            path,
            f"is of the unknown class pg:{foreign.removeprefix(PG)}",
            f"one of {_CLASSES_IN_WORDS}",
        )
    for name in ("notA", "entryClass"):
        wrong = _no_class_of_entities(record, name)
        if wrong is not None:
            raise _broken(
                record, path, f"is pg:{name} '{wrong}'", f"one of {_CLASSES_IN_WORDS}"
            )


def _unknown_class(record: Record) -> Iri | None:
    """The first class of our own namespace that the ontology does not have."""
    for class_ in record.iris(RDF.type):
        if class_.startswith(PG) and class_ not in _KNOWN:
            return class_
    return None


def _no_class_of_entities(record: Record, name: str) -> Iri | Literal | None:
    """The first value of one of our properties that is no class of entities."""
    for value in record.values.get(PG[name], ()):
        if value not in _ENTITIES:
            return value
    return None


def _check_words(record: Record, path: Path) -> None:
    for predicate in _LABELS:
        if not all(map(_has_words, record.values.get(predicate, ()))):
            raise _broken(
                record,
                path,
                "has a label without words",
                'words in quotation marks, such as "Name"@en',
            )
    if PG.Multiplier in record.iris(RDF.type) and not _has_factor(record):
        raise _broken(record, path, "has no pg:factor", "one number, such as 1000000")
    if record.iri.startswith("_:"):
        raise _broken(record, path, "has no IRI", _ENTRY)


def _has_words(label: Iri | Literal) -> bool:
    return isinstance(label, Literal) and bool(label.value.strip())


def _has_factor(record: Record) -> bool:
    words = "".join(record.words(PG.factor))
    return re.fullmatch(r"\d+(\.\d+)?", words) is not None


def _broken(record: Record, path: Path, fault: str, expected: str) -> VocabularyError:
    return VocabularyError(
        f"{path}:{_line(record, path)}: the entry '{record.iri}' {fault}",
        expected=expected,
        remedy="mend the entry or take it out",
    )


def _spellings(record: Record) -> list[str]:
    """How a subject may be written: its IRI, in full or by a prefix; its labels where it has no name."""
    if not record.iri.startswith("_:"):
        name = record.iri.rstrip("#/")
        local = re.split(r"[#/:]", name)[-1]
        if local:
            return [
                str(record.iri),
                f"#{local}>",
                f":{local}",
            ]
    return [f'"{word}"' for word in record.words(*_LABELS)]


def _whole_word(spelling: str) -> str:
    """The pattern of a spelling that no further letter follows."""
    goes_on = r"(?![\w\-])" if spelling[-1].isalnum() else ""
    return re.escape(spelling) + goes_on


def _line(record: Record, path: Path) -> int:
    """The line on which a subject first stands, in whatever spelling; that of its first label where it has no name."""
    text = path.read_text(encoding="utf-8", errors="replace")
    spellings = map(_whole_word, _spellings(record))
    pattern = re.compile("|".join(spellings) or r"\[")
    for number, line in enumerate(text.splitlines(), 1):
        if pattern.search(line):
            return number
    return 1
