"""Which stages the projects of each industry are at, as a pandas table.

    python examples/ask_with_pandas.py out/chongqing-2017.ttl

An answer of a store is a sequence of rows, which pandas takes as it is.
"""

from __future__ import annotations

import sys

import pandas as pd

from policygraph import GraphStore

QUESTION = """
SELECT ?industry ?project ?stage {
  ?p a pg:Project ; skos:prefLabel ?project ; pg:inIndustry ?i ; pg:stage ?s .
  ?i skos:prefLabel ?industry FILTER(LANG(?industry) = "en")
  BIND(STRAFTER(STR(?s), "#") AS ?stage)
} ORDER BY ?industry ?project
"""


def main(graph: str) -> None:
    """Print how many projects of each industry are at each stage."""
    with GraphStore.open(graph) as store:
        projects = pd.DataFrame(store.query(QUESTION))
    counts = pd.crosstab(projects["industry"], projects["stage"], margins=True)
    print(counts.to_string())


if __name__ == "__main__":
    main(*sys.argv[1:])
