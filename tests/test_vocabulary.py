"""The vocabulary: known names in a text, a user's own names, phrases that are none, and what words lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.errors import VocabularyError
from policygraph.namespaces import CLASSES, CONCEPT
from policygraph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from policygraph.vocabulary import Vocabulary

PREFIXES = """\
@prefix : <https://example.org/words/> .
@prefix lexicon: <https://w3id.org/policygraph/lexicon/> .
@prefix pg: <https://w3id.org/policygraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    return load_vocabulary()


@pytest.fixture
def own(tmp_path: Path) -> Callable[[str], Vocabulary]:
    """Loads the shipped vocabulary with some Turtle of one's own."""

    def load(turtle: str) -> Vocabulary:
        path = tmp_path / "my.ttl"
        path.write_text(PREFIXES + turtle, encoding="utf-8")
        return load_vocabulary([path])

    return load


def names(vocabulary: Vocabulary, text: str) -> list[tuple[str, str]]:
    """The known names in a text as they stand there, with their classes."""
    return [(known.span.of(text), known.type) for known in vocabulary.find(text)]


@pytest.mark.parametrize("name", CLASSES)
def test_own_name_and_alias_are_found(
    own: Callable[[str], Vocabulary], name: str
) -> None:
    """A name and an alias that a user adds for a class are found as names of that class, and lead to the entry."""
    added = own(
        f':it a pg:{name} ; skos:prefLabel "Quillon Harbour"@en ; skos:altLabel "Old Quay"@en .'
    )
    text = "They praised Quillon Harbour, the Old Quay."
    assert names(added, text) == [("Quillon Harbour", name), ("Old Quay", name)]
    assert {known.entry.iri for known in added.find(text)} == {
        "https://example.org/words/it"
    }
    assert names(load_vocabulary(), text) == []


def test_alias_of_a_shipped_entry_is_found(own: Callable[[str], Vocabulary]) -> None:
    """An alias can be added to an entry that the project ships, by its IRI alone."""
    added = own('lexicon:State_Council skos:altLabel "Grand Cabinet"@en .')
    (known,) = added.find("The Grand Cabinet agreed.")
    assert (known.entry.label, known.type) == ("State Council", "Institution")


def test_phrase_that_is_no_name_is_told_apart(own: Callable[[str], Vocabulary]) -> None:
    """An entry that bars a phrase from a class gives no known name, but a denied one with that class."""
    added = own(
        ':no a pg:Phrase ; pg:notA pg:Place, pg:Project ; skos:prefLabel "golden coast"@en .'
    )
    text = "Along the golden coast."
    assert added.find(text) == ()
    assert [
        (denied.span.of(text), denied.type) for denied in added.find_denied(text)
    ] == [
        ("golden coast", "Place"),
        ("golden coast", "Project"),
    ]


def test_own_entry_has_the_last_word(own: Callable[[str], Vocabulary]) -> None:
    """A user can bar a name that the project knows."""
    text = "Growth in the Yangtze River Delta"
    assert names(load_vocabulary(), text) == [("Yangtze River Delta", "Place")]
    barred = own(
        ':no a pg:Phrase ; pg:notA pg:Place ; skos:prefLabel "Yangtze River Delta"@en .'
    )
    assert barred.find(text) == ()
    assert len(barred.find_denied(text)) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the State Council met", ["State Council"]),
        ("THE STATE COUNCIL MET", ["STATE COUNCIL"]),
        ("the state council met", []),
        ("the State Councils met", []),
        ("the People’s Bank of China", ["People’s Bank of China"]),
        ("the People's Bank of China", ["People's Bank of China"]),
        ("the Beijing–Tianjin–Hebei region", ["Beijing–Tianjin–Hebei region"]),
        ("the Greater Bay Area.", ["Greater Bay Area"]),
        ("New energy vehicles sold well", ["New energy vehicles"]),
        ("one new energy vehicle", ["new energy vehicle"]),
        ("the Quillon New Energy Vehicles Fair", []),
        ("the Ministry of Trade and Tourism", []),
        ("a Bureau of Forestry", []),
        ("Agriculture, Forestry", ["Forestry"]),
        ("the Suez Canal.", ["Suez Canal"]),
        ("the Suez Canal Bridge", []),
        ("a UNESCO Geopark", []),
        ("a UNESCO prize", ["UNESCO"]),
        ("A UNESCO PRIZE", ["UNESCO"]),
        ("a pre-artificial intelligence age", []),
        ("artificial intelligence-driven growth", []),
        ("wholesale and - artificial intelligence", ["artificial intelligence"]),
        ("wind power, offshore wind power", ["wind power", "offshore wind power"]),
        ("国务院决定", ["国务院"]),
        ("", []),
    ],
)
def test_names_stand_by_the_rules(
    vocabulary: Vocabulary, text: str, found: list[str]
) -> None:
    """Whole words, the longest name, capitals as written or all, any apostrophe and dash, plurals of common nouns."""
    assert [name for name, _ in names(vocabulary, text)] == found


def test_zone_is_no_place_where_it_is_being_built(
    own: Callable[[str], Vocabulary],
) -> None:
    """What the text builds is a project; a sea, or a place of one's own without a kind, stands in whatever sentence."""
    added = own(':p a pg:Place ; skos:prefLabel "Quillon Bay"@en .')
    text = "Trade of the Pudong New Area, construction of the Pudong New Area, and build the Quillon Bay."
    assert [
        (name, added.find(text)[i].span.begin)
        for i, (name, _) in enumerate(names(added, text))
    ] == [
        ("Pudong New Area", 13),
        ("Quillon Bay", 81),
    ]


def test_place_inside_a_longer_name_is_no_name(
    own: Callable[[str], Vocabulary],
) -> None:
    """A known place inside a known institution is not found, an industry inside one is."""
    added = own(
        ':p a pg:Place ; skos:prefLabel "Quillon"@en . :i a pg:Industry ; skos:prefLabel "kelp farming"@en .'
        ':o a pg:Institution ; skos:prefLabel "Quillon kelp farming Board"@en .'
    )
    assert names(added, "The Quillon kelp farming Board") == [
        ("Quillon kelp farming Board", "Institution"),
        ("kelp farming", "Industry"),
    ]


@given(
    st.text(
        alphabet=st.sampled_from("ab İßé国'’-–. \n\u00a0Z")
        | st.characters(exclude_categories=["Cs"]),
        max_size=60,
    )
)
def test_offsets_hold_in_any_text(before: str) -> None:
    """Whatever stands before a name, its span covers its characters."""
    text = f"{before}. State Council"
    assert text[-13:] in [known.span.of(text) for known in load_vocabulary().find(text)]


@pytest.mark.parametrize(
    ("turtle", "parts"),
    [
        (
            ':x skos:prefLabel "Nameless"@en .',
            ["my.ttl:5", "https://example.org/words/x", "no class"],
        ),
        (":y a pg:Place .", ["my.ttl:5", "https://example.org/words/y", "no label"]),
        (
            ':x a pg:Place ; skos:prefLabel "A"@en .\n:z pg:notA pg:Place .',
            ["my.ttl:6", "no label"],
        ),
        (
            ':x a pg:Palace ; skos:prefLabel "A"@en .',
            ["my.ttl:5", "pg:Palace", "pg:Place"],
        ),
        (
            ':x a pg:Phrase ; pg:notA pg:Thing ; skos:prefLabel "A"@en .',
            ["my.ttl:5", "Thing", "pg:Place"],
        ),
        (':x a pg:Place ; skos:prefLabel " "@en .', ["my.ttl:5", "without words"]),
        ('[] a pg:Place ; skos:prefLabel "A"@en .', ["my.ttl:5", "no IRI"]),
        (':x a pg:Multiplier ; skos:prefLabel "score"@en .', ["my.ttl:5", "pg:factor"]),
        (
            ':x a pg:Entry ; pg:entryclass pg:Place ; skos:prefLabel "A"@en .',
            ["my.ttl:5", "unknown property pg:entryclass", "pg:entryClass"],
        ),
        (
            ':x a pg:Entry ; skos:prefLabel "A"@en .',
            ["my.ttl:5", "no pg:entryClass"],
        ),
        (":x a pg:Place ;; skos:prefLabel 'A", ["my.ttl:5"]),
    ],
)
def test_broken_entry_is_refused(
    own: Callable[[str], Vocabulary], turtle: str, parts: list[str]
) -> None:
    """A broken file, or an entry without class or label, names file, line, fault, and what to do."""
    with pytest.raises(VocabularyError) as refused:
        own(turtle)
    for part in parts:
        assert part in str(refused.value)
    assert refused.value.expected
    assert refused.value.remedy


def test_missing_file_is_refused(tmp_path: Path) -> None:
    """A vocabulary file that is not there is named."""
    with pytest.raises(VocabularyError, match=r"absent\.ttl"):
        load_vocabulary([tmp_path / "absent.ttl"])


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("automobile industry", "automobile_industry"),
        ("Automobiles", "automobile_industry"),
        ("auto sector", "automobile_industry"),
        ("carbon-fiber products", "carbon_fibre"),
        ("Quillonian smart agricultural machinery", "agricultural_machinery"),
        ("chemical", "chemical_industry"),
        ("AI", "artificial_intelligence"),
    ],
)
def test_industry_leads_to_its_concept(
    vocabulary: Vocabulary, label: str, concept: str
) -> None:
    """Names, aliases, plurals, spellings and longer names lead to the concept."""
    assert vocabulary.concept_for(label) == CONCEPT[concept]


def test_unknown_industry_leads_nowhere(vocabulary: Vocabulary) -> None:
    """What no concept covers has none."""
    assert vocabulary.concept_for("zorbing") is None


@pytest.mark.parametrize(
    ("verb", "action"),
    [
        ("build", "build"),
        ("built", "build"),
        ("accelerating", "accelerate"),
        ("putting into operation", "commission"),
        ("introduce and cultivate", "attract"),
        ("vigorously develop", "develop"),
        ("planned", "plan"),
        ("carries out", "implement"),
    ],
)
def test_verb_leads_to_its_action(
    vocabulary: Vocabulary, verb: str, action: str
) -> None:
    """A verb in any form, with its particle, leads to the policy action."""
    assert vocabulary.action_for(verb) == CONCEPT[f"{action}_action"]


def test_unknown_verb_leads_nowhere(vocabulary: Vocabulary) -> None:
    """A verb that names no policy action has none."""
    assert vocabulary.action_for("frobnicate") is None
    assert vocabulary.action_for("") is None


@pytest.mark.parametrize(
    ("name", "type_", "kind"),
    [
        ("Arvo-Belden high-speed railway", "Project", "high-speed_railway"),
        ("Arvo Railway", "Project", "railway"),
        ("Ministry of Tides", "Institution", "ministry"),
        ("University of Arvo and Belden", "Institution", "university"),
        ("Arvo Free Trade Zone", "Place", "free_trade_zone"),
        ("Arvo free trade zone", "Project", "free_trade_zone"),
        ("wind farms", "Project", "wind_farm"),
    ],
)
def test_head_of_a_name_tells_its_kind(
    vocabulary: Vocabulary, name: str, type_: str, kind: str
) -> None:
    """The longest head noun counts, before a preposition if there is one."""
    assert vocabulary.kind_for(name, type_) == CONCEPT[kind]


@pytest.mark.parametrize(
    ("name", "type_", "implied"),
    [
        (
            "Arvo-Belden high-speed railway",
            "Project",
            [("connects", "Arvo"), ("connects", "Belden")],
        ),
        ("Arvo-Cliff Town-Belden expressway", "Project", []),
        (
            "expressway from Arvo to Belden",
            "Project",
            [("connects", "Arvo"), ("connects", "Belden")],
        ),
        ("Arvo kelp processing base", "Project", [("locatedIn", "Arvo")]),
        (
            "Arvo Municipal People's Government",
            "Institution",
            [("jurisdiction", "Arvo")],
        ),
        (
            "People’s Government of Arvo Province",
            "Institution",
            [("jurisdiction", "Arvo")],
        ),
        ("Arvo University", "Institution", [("locatedIn", "Arvo")]),
        ("University of Belden", "Institution", [("locatedIn", "Belden")]),
        ("Belden Harbour New Area", "Place", [("partOf", "Belden")]),
        ("Belden", "Place", []),
        ("third runway of Belden Airport", "Project", [("locatedIn", "Belden")]),
        (
            "joint works of Arvo and Belden",
            "Project",
            [("locatedIn", "Arvo"), ("locatedIn", "Belden")],
        ),
        ("northern Belden", "Place", [("partOf", "Belden")]),
        ("Belden Arvo", "Place", []),
    ],
)
def test_name_implies_linkages(
    vocabulary: Vocabulary, name: str, type_: str, implied: list[tuple[str, str]]
) -> None:
    """What the name patterns say follows from a name, where the words in the slots are places."""
    found = vocabulary.implications(
        name, type_, is_place={"Arvo", "Belden"}.__contains__
    )
    assert [
        (implication.property, implication.span.of(name)) for implication in found
    ] == implied


def test_phase_is_part_of_its_project(vocabulary: Vocabulary) -> None:
    """The name of a phase implies the project that it belongs to."""
    name = "Arvo reactor Phase II"
    (found,) = vocabulary.implications(
        name, "Project", is_place=lambda _: False, is_name={"Arvo reactor"}.__contains__
    )
    assert (found.property, found.span.of(name)) == ("partOf", "Arvo reactor")


def test_same_files_are_read_once() -> None:
    """Loading the shipped vocabulary again gives the same value."""
    assert load_vocabulary() is load_vocabulary()
