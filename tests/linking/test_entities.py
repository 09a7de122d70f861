"""From mentions to entities: one node for one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from marks import labels

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.linking.model import Linked


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("[J Silver Carp plants] and the [J Silver Carp plant].", "Project", 1),
        ("[I People's Hall Trust] or [I People’s Hall Trust].", "Institution", 1),
        ("[N steel], the [N steel industry] and [N Steel].", "Industry", 1),
        (
            "The [I Lantern Bay Authority (LBA)] met. The [I LBA] agreed.",
            "Institution",
            1,
        ),
        (
            "The [I Lantern Bay Authority] (LBA) met. The [I LBA] agreed.",
            "Institution",
            1,
        ),
        (
            "The [I Ministry of Rivers and Canals] met. [I MRC] agreed.",
            "Institution",
            1,
        ),
        ("The [J New Growth Drive], the [J New GRD], goes on.", "Project", 1),
        ("Along the [P Yangtze] and the [P Yangtze River].", "Place", 1),
        (
            "[P Hunan Province] is large. [P Hunan] grows. [P Hunan] shines. [P Guizhou] too.",
            "Place",
            2,
        ),
        ("The [N coal] and the [N coal chemical industry].", "Industry", 2),
        ("[J Alpha Phase I] and [J Alpha Phase II].", "Project", 2),
        ("[P Savannah] is a town in the [P Savannah Region].", "Place", 2),
        (
            "The [I Alpha Rail Group] and the [I Alpha Road Group]. [I ARG] agreed.",
            "Institution",
            3,
        ),
    ],
)
def test_names_of_one_thing_meet_and_others_do_not(
    linked: Callable[..., Linked], text: str, type_: str, expected: int
) -> None:
    """Number, apostrophes, generic words, abbreviations and short forms lead to one node only where that is certain."""
    assert len(labels(linked(text), type_)) == expected


def test_an_abbreviation_is_another_name_of_the_long_one(
    linked: Callable[..., Linked],
) -> None:
    """The entity bears the long name however often the short one stands."""
    found = linked(
        "The [I Lantern Bay Authority] (LBA) met. The [I LBA] agreed. The [I LBA] left."
    )
    assert [
        (entity.label, entity.alt_labels, entity.mentions) for entity in found.entities
    ] == [("Lantern Bay Authority", ("LBA",), (0, 1, 2))]


def test_a_place_has_its_bare_name(linked: Callable[..., Linked]) -> None:
    """Of a name with and without its class, the entity has the bare one; the other is its alias."""
    found = linked("[P Hunan Province] and [P Hunan].")
    assert [(entity.label, entity.alt_labels) for entity in found.entities] == [
        ("Hunan", ("Hunan Province",))
    ]


def test_every_target_is_its_own(linked: Callable[..., Linked]) -> None:
    """Two figures of the same words are two entities, each with its value."""
    found = linked("Output grows by [T 10%], exports by [T 10%].")
    assert [
        (entity.label, str(entity.figure.value))
        for entity in found.entities
        if entity.figure
    ] == [
        ("10%", "10"),
        ("10%", "10"),
    ]


def test_two_places_of_one_name_stay_two(linked: Callable[..., Linked]) -> None:
    """A province behind the name tells homonyms apart: each is linked to its own place, with a discriminator."""
    found = linked(
        "We link [P Suzhou] (Jiangsu) with [P Suzhou] (Anhui), [P Hefei] and [P Wuhu]."
    )
    suzhou = [entity for entity in found.entities if entity.label == "Suzhou"]
    assert (
        len({entity.location.iri for entity in suzhou if entity.location})
        == len(suzhou)
        == 2
    )
    assert len({entity.discriminator for entity in suzhou}) == 2


def test_a_known_name_brings_its_entry_and_its_label(
    linked: Callable[..., Linked],
) -> None:
    """An alias of the vocabulary leads to the entry's name and IRI."""
    found = linked("Growth in the [P Yangtze Economic Belt].")
    assert found.entities[0].label == "Yangtze River Economic Belt"
    assert found.entities[0].entry is not None
    assert found.entities[0].alt_labels == ("Yangtze Economic Belt",)


def test_an_industry_falls_under_the_nearest_concept(
    linked: Callable[..., Linked],
) -> None:
    """The longest end of its name that the vocabulary knows decides; an unknown industry falls under none."""
    found = linked("Back [N underwater industrial robots] and [N blorping].")
    concepts = {entity.label: entity.concept for entity in found.entities}
    assert str(concepts["underwater industrial robots"]).endswith("industrial_robots")
    assert concepts["blorping"] is None


def test_entities_stand_in_the_order_of_the_text(linked: Callable[..., Linked]) -> None:
    """Entities that nothing mentions come behind those that the text names."""
    found = linked("The [J Chengdu-Kunming railway] ends; [P Wuhan] is near.")
    assert [entity.label for entity in found.entities] == [
        "Chengdu-Kunming railway",
        "Wuhan",
        "Chengdu",
        "Kunming",
    ]
    assert [entity.mentions for entity in found.entities] == [(0,), (1,), (), ()]


def test_an_implied_place_and_a_mention_of_it_are_one(
    linked: Callable[..., Linked],
) -> None:
    """A place that a name implies is the node of the same name mentioned elsewhere; the implied mention is none."""
    found = linked("The [J [p Kunming] Lantern Park]. In [P Kunming] it opens.")
    assert [
        (entity.label, entity.mentions)
        for entity in found.entities
        if entity.type == "Place"
    ] == [("Kunming", (2,))]


def test_projects_have_the_stage_of_the_measures_that_name_them(
    linked: Callable[..., Linked],
) -> None:
    """A measure whose object covers a project's mention tells its stage; others keep silent."""
    found = linked(
        "The first phase of the [J Alpha plant] was completed; the [J Beta plant] is fine.",
        measures=(("completed", "first phase of the Alpha plant", "Achieved"),),
    )
    assert [(one.project, one.stage, one.sentences) for one in found.stages] == [
        (0, "Achieved", (0,))
    ]


def test_of_two_stages_the_further_one_counts(linked: Callable[..., Linked]) -> None:
    """A project that one measure plans and another completes is completed."""
    found = linked(
        "The [J Alpha plant] will be built. The [J Alpha plant] was opened.",
        measures=(
            ("built", "Alpha plant", "Planned"),
            ("opened", "Alpha plant was", "Achieved"),
        ),
    )
    assert [(one.project, one.stage) for one in found.stages] == [(0, "Achieved")]


@pytest.mark.parametrize(
    ("object_", "names_it"),
    [("Alpha plant and th", True), ("Alpha plant and the", False)],
)
def test_a_measure_names_a_project_that_is_half_of_its_object(
    linked: Callable[..., Linked], object_: str, *, names_it: bool
) -> None:
    """Half of the joint length is enough where neither covers the other; the object covers a whole mention anyway."""
    text = "We will repair the [J old Alpha plant] and the mills."
    found = linked(text, measures=(("repair", object_, "Planned"),))
    assert bool(found.stages) is names_it
