"""The page as text: self-contained, the same each time, and what its options ask for."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hostile import HOSTILE, hostile_network

from policygraph.errors import OutputError, UsageError
from policygraph.store import GraphStore
from policygraph.views import (
    Network,
    page,
    page_of_triples,
    pyvis_network,
    pyvis_page,
    pyvis_view,
    render,
    view_page,
    write_view,
)
from policygraph.views.model import Edge, Node, Sentence
from policygraph.views.payload import as_json
from policygraph.views.shortening import shortened
from project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from policygraph.terms import Triple


def held(html: str) -> dict[str, object]:
    """The data that a page holds."""
    found = re.search(
        r'<script type="application/json" id="network">(.*?)</script>', html, re.DOTALL
    )
    assert found
    values: dict[str, object] = json.loads(found[1])
    return values


def test_a_page_asks_for_nothing_and_its_policy_comes_first(
    small_network: Network,
) -> None:
    """The policy is the first thing in the head, and nothing names a resource elsewhere."""
    html = render(small_network)
    assert re.search(r"<head>\s*<meta http-equiv=\"Content-Security-Policy\"", html)
    assert "'unsafe" not in html.split("<meta charset")[0]
    assert not re.search(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=", html)
    assert not re.search(r"\son\w+=\"", html.split('id="network"')[0])


def test_our_own_scripts_never_parse_text_as_markup(small_network: Network) -> None:
    """No `innerHTML`, no `document.write`, no `eval` in what is ours."""
    html = render(small_network)
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function",
        html,
    )


def test_the_same_graph_gives_the_same_bytes(small_triples: tuple[Triple, ...]) -> None:
    """Twice, and from a store, the page is the same."""
    with GraphStore.from_triples(reversed(small_triples)) as store:
        assert page(small_triples) == page(small_triples) == view_page(store).encode()


def test_hostile_texts_leave_the_data_block_closed() -> None:
    """No text ends the data block early, and all come back letter for letter."""
    values = held(render(hostile_network()))
    labels = values["nodes"]["label"]  # type: ignore[index]
    assert labels[: len(HOSTILE)] == list(HOSTILE)


def test_json_for_a_script_element_has_no_angle_bracket() -> None:
    """Nothing that a browser could take for a tag is left."""
    text = as_json(list(HOSTILE))
    assert "<" not in text
    assert json.loads(text) == list(HOSTILE)


@pytest.mark.parametrize(
    ("asked", "start"),
    [
        ({"around": "Kunming"}, {"view": "neighbourhood", "around": "place-1804651"}),
        ({"around": "重庆", "view": "map"}, {"view": "map", "around": "place-1814906"}),
        (
            {"around": "III"},
            {"view": "overview", "keyTask": "keytask-ee8d00f2ce3828dd-475-504"},
        ),
        (
            {"around": "projects"},
            {"view": "overview", "open": "class:Project", "types": ["Project"]},
        ),
        (
            {"types": ["place", "Industries"]},
            {"view": "overview", "types": ["Place", "Industry"]},
        ),
        (
            {"key_task": "1"},
            {"view": "overview", "keyTask": "keytask-ee8d00f2ce3828dd-78-112"},
        ),
        (
            {"around": "https://w3id.org/policygraph/id/place-1804651"},
            {"view": "neighbourhood", "around": "place-1804651"},
        ),
    ],
)
def test_a_view_can_be_asked_for_around_a_name_a_class_or_a_key_task(
    small_triples: tuple[Triple, ...],
    asked: dict[str, object],
    start: dict[str, object],
) -> None:
    """The page begins where the request points."""
    assert held(view_page(small_triples, **asked))["start"] == start  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            {"around": "Kunmin"},
            "nothing in the graph is called 'Kunmin'; did you mean 'Kunming'",
        ),
        (
            {"view": "hairball"},
            "no view is called 'hairball'; expected one of overview, network",
        ),
        (
            {"types": ["person"]},
            "no class is called 'person'; expected one of Place, Institution",
        ),
        (
            {"key_task": "Kunming"},
            "'Kunming' is no key task; expected one of (1) Strengthen",
        ),
    ],
)
def test_what_cannot_be_shown_is_said(
    small_triples: tuple[Triple, ...], asked: dict[str, object], message: str
) -> None:
    """An unknown name, view, class or key task is a usage error that says what would be right."""
    with pytest.raises(UsageError, match=re.escape(message)):
        view_page(small_triples, **asked)  # type: ignore[arg-type]


def test_an_empty_graph_is_a_page(tmp_path: Path) -> None:
    """A graph with nothing in it shows as such, and is written in UTF-8 whatever the locale."""
    html = view_page([])
    write_view(html, tmp_path / "out" / "page.html")
    assert (tmp_path / "out" / "page.html").read_text(encoding="utf-8") == html
    with pytest.raises(OutputError):
        write_view(html, tmp_path)


def test_a_result_offers_the_views_that_suit_it(
    small_triples: tuple[Triple, ...],
) -> None:
    """A CONSTRUCT result has a network and neighbourhoods, and no overview."""
    values = held(page_of_triples(small_triples[:40]))
    assert list(values["views"]) == ["network", "neighbourhood"]  # type: ignore[call-overload]
    assert values["whole"] is True


def test_a_notebook_shows_a_page_in_a_frame_of_its_own(small_network: Network) -> None:
    """The frame holds the page as an attribute, and its sandbox keeps it from the notebook."""
    frame = render(small_network)._repr_html_()
    assert 'sandbox="allow-scripts' in frame
    assert "allow-same-origin" not in frame
    assert "<script" not in frame


def test_the_page_has_one_renderer_and_loads_no_library_for_it() -> None:
    """Nothing of pyvis is in the page, and neither pyvis nor what it pulls in was loaded to make it."""
    code = """import sys
from policygraph.views import view_page
assert "vis.Network" not in view_page([])
print(sorted({"pyvis", "IPython", "networkx", "jinja2"} & set(sys.modules)))"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT / "graph")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_pyvis_gets_fixed_positions_and_plain_titles() -> None:
    """A pyvis network has physics off, a place for each node, and no title that it would take for HTML."""
    drawing = pyvis_network(hostile_network())
    assert drawing.options["physics"]["enabled"] is False
    assert len({(node["x"], node["y"]) for node in drawing.nodes}) == len(drawing.nodes)
    assert not [
        node
        for node in drawing.nodes
        if "href" in node["title"] or "<" in node["title"]
    ]


def test_a_store_gives_a_network_of_pyvis(small_triples: tuple[Triple, ...]) -> None:
    """Its nodes are the entities by IRI with their classes, its edges the linkages with a sentence each."""
    with GraphStore.from_triples(small_triples) as store:
        drawing, network = store.to_pyvis(), store.to_networkx()
    assert type(drawing).__module__ == "pyvis.network"
    assert {node["id"]: node["group"] for node in drawing.nodes} == dict(
        network.nodes(data="class")
    )
    drawn = {(edge["from"], edge["to"], edge["label"]) for edge in drawing.edges}
    assert drawn == set(network.edges(keys=True))
    assert any(
        "connects (0.99): Work on the Chongqing-Kunming" in edge["title"]
        for edge in drawing.edges
    )


def test_the_page_of_pyvis_asks_for_nothing(small_triples: tuple[Triple, ...]) -> None:
    """Its policy is first in the head, no link leads to another host, and texts stay texts."""
    html = pyvis_view(small_triples)
    assert re.search(r"<head>\s*<meta http-equiv=\"Content-Security-Policy\"", html)
    assert not re.search(r"<(?:link|script)\b[^>]*\b(?:href|src)=", html)
    assert "Kunming" in html
    assert "Kunming" not in pyvis_view(small_triples, around="Shapingba Station")
    assert '"group": "Institution"' not in pyvis_view(small_triples, types=["places"])


def test_pyvis_is_not_given_more_than_it_can_draw(small_network: Network) -> None:
    """A large network is a usage error that says how to draw less."""
    many = [
        replace(node, id=f"urn:x:{number}")
        for number in range(2001)
        for node in small_network.nodes[:1]
    ]
    with pytest.raises(UsageError, match="--around"):
        pyvis_page(pyvis_network(Network("Many", tuple(many))))


def test_a_page_leaves_out_what_leads_nowhere_where_the_text_is_long() -> None:
    """Past the limit only sentences that something names or states are carried, under their new numbers."""
    texts = ("One names.", "None.", "Two states.", "Nor here.")
    nodes = (Node("a", "A", "Place", sentences=(0,)), Node("b", "B", "Place"))
    edges = (Edge(0, 1, "partOf", sentences=(2,)),)
    network = Network(
        "Long", nodes, edges, tuple(Sentence(text, n) for n, text in enumerate(texts))
    )
    assert shortened(network) is network
    short = shortened(network, most=20)
    assert [one.text for one in short.sentences] == ["One names.", "Two states."]
    assert short.nodes[0].sentences == (0,)
    assert short.edges[0].sentences == (1,)
