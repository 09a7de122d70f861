"""A network of two short plans that has something of every kind that a page shows."""

from __future__ import annotations

from policygraph.namespaces import BASE
from policygraph.views.model import Edge, Mark, Network, Node, Section, Sentence

RIVER = "We will build the river railway from Ford to Quay, carried out by Ford Rail."
SUM = "Rail transport receives 3.5 billion yuan."
MOOR = "The moor line leads to Moor and to Distant Isle."

_PLACES = {
    "ford": (106.5, 29.5),
    "quay": (106.9, 29.9),
    "lock": (107.1, 29.2),
    "weir": (106.2, 29.1),
    "mill": (106.0, 30.0),
    "isle": (-60.0, -30.0),
    "moor": None,
}
_NAMES = {"isle": "Distant Isle"}
_SUM = (
    ("value", "3500000000"),
    ("currency", "CNY"),
    ("unit", "yuan"),
    ("year", "2031"),
)
_LESS = (("value", "1000000000"), ("currency", "CNY"), ("unit", "yuan"))
_RANGE = (("least", "20"), ("most", "30"), ("unit", "km"))


def two_plans() -> Network:
    """Reports of 2030 and 2031, each with a key task, a task and a measure, and what these concern."""
    names: list[str] = []
    nodes: list[Node] = []

    def add(name: str, label: str, kind: str, **more: object) -> None:
        names.append(name)
        nodes.append(Node(str(BASE[name]), label, kind, **more))  # type: ignore[arg-type]

    for name, point in _PLACES.items():
        longitude, latitude = point or (None, None)
        add(
            name,
            _NAMES.get(name, name.title()),
            "Place",
            longitude=longitude,
            latitude=latitude,
            sentences=(0,) if name in {"ford", "quay"} else (2,),
        )
    add("rail", "Ford Rail", "Institution", sentences=(0,))
    add("river", "river railway", "Project", stage="Planned", sentences=(0,))
    add("line", "moor line", "Project", stage="Underway", sentences=(2,))
    add("transport", "rail transport", "Industry", sentences=(1,))
    add("sum", "3.5 billion yuan", "Target", facts=_SUM, sentences=(1,))
    add("less", "1 billion yuan", "Target", facts=_LESS)
    add("range", "20 to 30 km", "Target", facts=_RANGE)
    for year, number, sentence in (("2030", "1", 0), ("2031", "2", 2)):
        report = len(names)
        add(f"report-{year}", "Plan", "Report", facts=(("date", f"{year}-01-01"),))
        add(f"key-{year}", f"Build in {year}", "KeyTask", number=number, parent=report)
        add(f"task-{year}", f"Rail in {year}", "SubTask", parent=report + 1)
        add(
            f"do-{year}",
            f"rail built in {year}",
            "Measure",
            parent=report + 2,
            stage="Planned",
            sentences=(sentence,),
        )
    at = {name: number for number, name in enumerate(names)}

    def edge(one: str, says: str, other: str, *sentences: int) -> Edge:
        sure = None if says in {"concerns", "isPartOf"} else 0.9
        return Edge(at[one], at[other], says, sure, "", sentences)

    def stated(year: str, thing: str) -> tuple[int, ...]:
        if year == "2031":
            return (2,)
        return (1, 0) if thing == "transport" else (0,)

    edges = [
        edge("river", "connects", "ford", 0),
        edge("river", "connects", "quay", 0, 1),
        edge("river", "undertakenBy", "rail", 0),
        edge("river", "inIndustry", "transport", 0),
        edge("line", "inIndustry", "transport"),
        edge("line", "locatedIn", "moor", 2),
        edge("line", "connects", "isle", 2),
        edge("transport", "hasTarget", "sum", 1),
        edge("line", "hasTarget", "range"),
        edge("line", "hasTarget", "less"),
        *(edge(name, "partOf", "ford") for name in ("lock", "weir", "mill")),
    ]
    for year, things in (
        ("2030", ("river", "ford", "quay", "rail", "transport", "sum")),
        ("2031", ("line", "moor", "isle", "transport", "range")),
    ):
        edges += [
            edge(f"key-{year}", "isPartOf", f"report-{year}"),
            edge(f"task-{year}", "isPartOf", f"key-{year}"),
            edge(f"do-{year}", "isPartOf", f"task-{year}"),
        ]
        edges += [
            edge(f"{level}-{year}", "concerns", thing, *stated(year, thing))
            for level in ("key", "task", "do")
            for thing in things
        ]

    def marks(text: str, **named: str) -> tuple[Mark, ...]:
        return tuple(
            Mark(text.index(words), text.index(words) + len(words), at[name])
            for name, words in named.items()
        )

    first, second = at["report-2030"], at["report-2031"]
    sentences = (
        Sentence(
            RIVER,
            20,
            at["do-2030"],
            first,
            marks(RIVER, river="river railway", ford="Ford", quay="Quay"),
            3,
            opens=True,
        ),
        Sentence(SUM, 110, at["do-2030"], first, marks(SUM, sum="3.5 billion yuan"), 4),
        Sentence(
            MOOR, 20, at["do-2031"], second, marks(MOOR, line="moor line", moor="Moor")
        ),
    )
    sections = (Section(first, 0, "Build in 2030", "1"), Section(second, 0, "Build"))
    return Network(
        "Two plans", tuple(nodes), tuple(edges), sentences, str(BASE), sections
    )
