"""What a vocabulary of one's own changes: a text is read without it and with it.

    python examples/vocabulary_of_ones_own.py

The entries name a place and an institution, and say that a slogan is neither.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from policygraph import build_graph, load_vocabulary, parse_report

TEXT = """\
Harbours
(1) Bring the docks up to date.
The Herring Fund will pay for a container terminal in Gull Reach, in the spirit of the Open Tide Initiative.
"""
VOCABULARY = """\
@prefix my:   <https://example.org/vocabulary/> .
@prefix pg:   <https://w3id.org/policygraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

my:Gull_Reach a pg:Entry ; pg:entryClass pg:Place ; skos:prefLabel "Gull Reach"@en .
my:Herring_Fund a pg:Entry ; pg:entryClass pg:Institution ;
    skos:prefLabel "Herring Harbour Fund"@en ; skos:altLabel "Herring Fund"@en .
my:Slogan a pg:Entry ; skos:prefLabel "Open Tide Initiative"@en ; pg:notA pg:Institution , pg:Place , pg:Project .
"""


def main() -> None:
    """Print what is found in the text without the vocabulary, and with it."""
    report = parse_report(TEXT, name="harbours")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "my.ttl"
        path.write_text(VOCABULARY, encoding="utf-8")
        vocabularies = {
            "without it": load_vocabulary(),
            "with it": load_vocabulary((path,)),
        }
    for title, vocabulary in vocabularies.items():
        built = build_graph(report, vocabulary=vocabulary)
        print(f"{title}:")
        for entity in built.linked.entities:
            print(f"  {entity.type:<12} {entity.label}")


if __name__ == "__main__":
    main()
