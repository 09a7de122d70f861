"""The lexicon: names without doubles, words that lead somewhere, currency codes as installed data has them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, SKOS, Graph, Literal, URIRef

from policygraph.namespaces import CLASSES, CONCEPT, LINKAGES, PG
from policygraph.resources import resource
from policygraph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from policygraph.vocabulary import Vocabulary

LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
ISO_4217 = Path("/usr/share/iso-codes/json/iso_4217.json")
WORDS = ("HeadNoun", "CurrencyWord", "Unit", "Multiplier", "ComparisonWord")


@pytest.fixture(scope="module")
def lexicon() -> Graph:
    """lexicon.ttl as rdflib reads it."""
    return Graph().parse(resource("ontology", "lexicon.ttl"))


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    return load_vocabulary()


def test_every_label_is_tagged_with_its_language(lexicon: Graph) -> None:
    """No name or word stands without a language."""
    labels = [
        label for predicate in LABELS for label in lexicon.objects(None, predicate)
    ]
    assert len(labels) > 1000
    assert [
        label for label in labels if not (isinstance(label, Literal) and label.language)
    ] == []


@pytest.mark.parametrize("name", [*CLASSES[:3], *WORDS])
def test_no_name_stands_for_two_entries_of_a_class(lexicon: Graph, name: str) -> None:
    """Within a class a name leads to one entry; the case of a word tells none from another."""
    bearers = defaultdict(set)
    said = RDF.type if name in WORDS else URIRef(PG.entryClass)
    for entry in lexicon.subjects(said, URIRef(PG[name])):
        for predicate in LABELS:
            for label in lexicon.objects(entry, predicate):
                word = (
                    str(label)
                    if name in ("Multiplier", "Unit", "CurrencyWord")
                    else str(label).casefold()
                )
                bearers[word].add(entry)
    assert bearers
    assert [word for word, entries in bearers.items() if len(entries) > 1] == []


def test_no_known_name_is_barred_from_its_class(vocabulary: Vocabulary) -> None:
    """The shipped files never know a name and bar it from the same class."""
    known = {
        (label.casefold(), entry.type)
        for entry in vocabulary.entries
        for label in entry.labels
        if entry.type
    }
    barred = {
        (label.casefold(), kind)
        for entry in vocabulary.entries
        for label in entry.labels
        for kind in entry.not_a
    }
    assert barred
    assert known & barred == set()


def test_kinds_are_concepts(lexicon: Graph) -> None:
    """Whatever an entry says of its kind is a concept of concepts.ttl."""
    concepts = Graph().parse(resource("ontology", "concepts.ttl"))
    for predicate in (PG.kind, PG.ofKind):
        kinds = set(lexicon.objects(None, URIRef(predicate)))
        assert kinds
        assert [
            kind for kind in kinds if (kind, RDF.type, SKOS.Concept) not in concepts
        ] == []


def test_currency_codes_are_those_of_iso_4217(vocabulary: Vocabulary) -> None:
    """Every currency code is one of ISO 4217, as Debian's package iso-codes has it."""
    if not ISO_4217.is_file():
        pytest.skip("Debian's iso-codes is not installed")
    codes = {
        currency["alpha_3"]
        for currency in json.loads(ISO_4217.read_text(encoding="utf-8"))["4217"]
    }
    used = {code for found in vocabulary.currencies.values() for code in found}
    assert len(used) > 40
    assert sorted(used - codes) == []


def test_multipliers_multiply_as_their_names_say(vocabulary: Vocabulary) -> None:
    """Indian, Chinese and English words for large numbers have their factors."""
    factors = vocabulary.multipliers
    assert (
        factors["lakh crore"] == factors["lakh"] * factors["crore"] == Decimal(10) ** 12
    )
    assert factors["crore"] == 10 * factors["million"]
    assert factors["万"] == factors["ten thousand"] == Decimal(10) ** 4
    assert factors["亿"] == 100 * factors["million"]
    assert factors["trillion"] == 1000 * factors["billion"]


@pytest.mark.parametrize(
    ("word", "comparison"),
    [
        ("over", "MoreThan"),
        ("not less than", "AtLeast"),
        ("or more", "AtLeast"),
        ("up to", "AtMost"),
        ("below", "LessThan"),
        ("around", "About"),
    ],
)
def test_words_bound_figures(
    vocabulary: Vocabulary, word: str, comparison: str
) -> None:
    """A word before or behind a figure has its comparison."""
    assert vocabulary.comparisons[word] == comparison


def test_patterns_imply_linkages_by_known_slots(vocabulary: Vocabulary) -> None:
    """Every pattern implies one of the seven linkages, and its templates hold words and known slots alone."""
    assert vocabulary.patterns
    for pattern in vocabulary.patterns:
        assert pattern.property in LINKAGES
        assert pattern.type in CLASSES
        for template in pattern.templates:
            assert all(
                re.fullmatch(r"\{(place|places|head|name)\}|\*|[\w']+", part)
                for part in template.split()
            ), template


def test_head_nouns_lead_to_kinds_of_their_class(vocabulary: Vocabulary) -> None:
    """A head noun's kind lies below the kind of one of the classes that it suggests."""
    for noun in vocabulary.head_nouns:
        tops = [CONCEPT[name.lower()] for name in noun.suggests]
        assert any(vocabulary.within(noun.kind, top) for top in tops), noun.iri
