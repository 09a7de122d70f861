"""Which entities hold a report together: centralities and communities of its graph, by networkx.

    python examples/network_of_a_report.py out/chongqing-2017.ttl

`to_networkx` gives a plain `networkx.MultiDiGraph`: nodes carry class and label, edges linkage and confidence.
"""

from __future__ import annotations

import sys

import networkx as nx

from policygraph import GraphStore

_SHOWN = 5
_SURE = 0.5


def main(graph: str) -> None:
    """Print the entities that most of the shortest ways lead through, and the largest communities."""
    with GraphStore.open(graph) as store:
        network = store.to_networkx()
    doubtful = [
        edge
        for edge in network.edges(keys=True)
        if network.edges[edge]["confidence"] < _SURE
    ]
    network.remove_edges_from(doubtful)
    plain = nx.Graph(network)
    labels = dict(network.nodes(data="label"))

    between = nx.betweenness_centrality(plain)
    print("Most ways lead through:")
    for node in sorted(between, key=lambda node: (-between[node], labels[node]))[
        :_SHOWN
    ]:
        print(f"  {between[node]:.3f}  {labels[node]} ({network.nodes[node]['class']})")

    print("The largest communities:")
    communities = nx.community.louvain_communities(plain, seed=1)
    for members in sorted(
        communities, key=lambda members: (-len(members), min(members))
    )[:_SHOWN]:
        names = sorted(labels[node] for node in members)
        print(f"  {len(members):>3}  {', '.join(names[:_SHOWN])}")


if __name__ == "__main__":
    main(*sys.argv[1:])
