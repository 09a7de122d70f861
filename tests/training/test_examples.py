"""Training examples: what the gold marks, in words, and how it is varied."""

from __future__ import annotations

import random

import pytest

from policygraph.extraction.pieces import WordPieces
from policygraph.extraction.words import words_of
from policygraph.namespaces import LINKAGES
from policygraph.resources import resource
from policygraph.spans import Span
from policygraph.vocabulary import load_vocabulary
from training.absence import Nothings
from training.augment import Augmenter, names_of
from training.examples import HEADS, Example, examples_of
from training.gold import passages, read_passage

SEED = "chongqing-2017"


@pytest.fixture(scope="module")
def pieces() -> WordPieces:
    """The word pieces of the shipped reader."""
    return WordPieces(resource("weights", "tokenizer.json"))


@pytest.fixture(scope="module")
def examples(pieces: WordPieces) -> list[Example]:
    """The windows of the seed."""
    return examples_of(read_passage(SEED), pieces)


def _words(example: Example, first: int, last: int) -> str:
    return " ".join(example.text[first : last + 1])


def test_whole_sources_stand_in_one_fold() -> None:
    """A report is read by a reader that saw nothing of its source."""
    folds: dict[str, set[int]] = {}
    for passage in passages():
        folds.setdefault(passage.group, set()).add(passage.fold)
    assert all(len(found) == 1 for found in folds.values())
    assert {fold for found in folds.values() for fold in found} == {1, 2, 3, 4, 5}


def test_every_mark_of_the_seed_is_found_in_whole_words(
    examples: list[Example],
) -> None:
    """None of the marked mentions and measures is lost on the way to the words."""
    marks = read_passage(SEED).marks
    classes = [
        head
        for example in examples
        for head, _, _ in example.spans
        if head < HEADS.index("Named")
    ]
    assert len(classes) == len(marks.mentions)
    assert sum(len(example.measures or ()) for example in examples) == len(
        marks.measures or ()
    )


def test_a_route_has_its_ends_inside_it_as_implied_places(
    examples: list[Example],
) -> None:
    """The name "Chongqing-Kunming" has two places in it that are no mentions of their own."""
    route = next(
        (example, index)
        for example in examples
        for index, (kind, first, last) in enumerate(example.ends)
        if (
            kind == "Project"
            and _words(example, first, last)
            == "Chongqing - Kunming high - speed railways"
        )
        or (
            kind == "Project"
            and _words(example, first, last).startswith("Chongqing - Kunming")
        )
    )
    example, subject = route
    connects = LINKAGES.index("connects")
    ends = {
        _words(example, *example.ends[o][1:])
        for s, o, linkage in example.pairs
        if (s, linkage) == (subject, connects)
    }
    assert ends == {"Chongqing", "Kunming"}


def test_a_varied_example_keeps_each_mark_on_the_words_that_replace_it(
    examples: list[Example],
) -> None:
    """Names are swapped alike wherever they stand in a window, and marks move with them."""
    augmenter = Augmenter([["San Andrés"]], {}, seed=1)
    swapped = 0
    for example in examples:
        for _ in range(6):
            sample = augmenter.vary(example)
            assert len(sample.words) == len(sample.shapes) == len(sample.sentences)
            for head, first, last in example.spans:
                new = " ".join(sample.words[sample.at[first] : sample.until[last] + 1])
                assert new
                if HEADS[head] == "Place" and new == "San Andrés":
                    swapped += 1
                    assert first == last
    assert swapped


def test_the_same_seed_varies_alike(examples: list[Example]) -> None:
    """A run of training can be repeated."""
    places, names = [["Tavira", "Lagos"], ["Kumasi"]], names_of(examples)
    one, other = (
        [Augmenter(places, names, seed=3).vary(example).words for example in examples]
        for _ in range(2)
    )
    assert one == other


def test_a_swapped_name_brings_the_marks_that_stand_in_it(
    examples: list[Example],
) -> None:
    """A project gives way to another project whole, and an industry in the new name is marked there."""
    names = names_of(examples)
    project = HEADS.index("Project")
    known = {" ".join(name.words) for name in names[project]}
    assert any(name.inside for name in names[project])
    augmenter = Augmenter([], names, seed=1)
    swapped = 0
    for example in examples:
        before = {
            _words(example, first, last)
            for head, first, last in example.spans
            if head == project
        }
        for _ in range(6):
            sample = augmenter.vary(example)
            assert all(
                0 <= first <= last < len(sample.words)
                for _, first, last in sample.marks
            )
            assert len(sample.at) == len(sample.until) == len(example.text)
            new = {
                " ".join(sample.words[f : t + 1])
                for head, f, t in sample.marks
                if head == project
            } - before
            swapped += len(new & known)
    assert swapped


def test_where_a_name_gave_way_to_what_names_nothing_nothing_is_marked(
    examples: list[Example],
) -> None:
    """The words around stay, the mark goes, and the linkages are not judged."""
    augmenter = Augmenter([], {}, seed=2)
    gone = 0
    for example in examples:
        for _ in range(6):
            sample = augmenter.vary(example)
            assert len(sample.words) == len(sample.shapes) == len(sample.sentences)
            assert len(sample.at) == len(sample.until) == len(example.text)
            missing = len(example.spans) - len(sample.marks)
            assert sample.linked == (missing == 0)
            gone += missing
    assert gone


@pytest.mark.parametrize("kind", ["Place", "Institution", "Project", "Industry"])
def test_what_stands_for_a_name_is_varied_and_in_words_of_its_own(kind: str) -> None:
    """Persons, laws and common nouns come, each as the reader parts words."""
    nothings = Nothings(random.Random(1))  # noqa: S311 - no secret
    phrases = {tuple(nothings.instead_of(kind)) for _ in range(300)}
    assert len(phrases) > 40
    for phrase in phrases:
        text = " ".join(phrase)
        again = [text[w.begin : w.end] for w in words_of(text, Span(0, len(text)))]
        assert again == list(phrase)


def test_no_phrase_that_stands_for_a_name_is_one_of_the_vocabulary() -> None:
    """What is taught as nothing is nothing that the vocabulary knows as a name."""
    nothings = Nothings(random.Random(1))  # noqa: S311 - no secret
    vocabulary = load_vocabulary()
    for kind in ("Place", "Institution", "Project", "Industry"):
        for _ in range(400):
            phrase = " ".join(nothings.instead_of(kind)).removeprefix("the ")
            whole = Span(0, len(phrase))
            assert whole not in {name.span for name in vocabulary.find(phrase)}, phrase


def test_an_example_as_it_stands_has_its_own_marks(examples: list[Example]) -> None:
    """Nothing is varied unasked."""
    augmenter = Augmenter([["Kumasi"]], names_of(examples), seed=1)
    for example in examples:
        sample = augmenter.plain(example)
        assert sample.words == example.text
        assert sorted(sample.marks) == sorted(example.spans)
        assert sample.linked
