"""Reports: what they are called, when they are of and where, and their graphs among those that are named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.edition import refuse_first_edition
from policygraph.facts.index import Facts
from policygraph.namespaces import DCTERMS, PROV, RDF, SCHEMA
from policygraph.report_graphs import graphs_of
from policygraph.terms import Iri, Triple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from policygraph.facts.lookups import Lookups


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says of itself; what it does not say is empty.

    `file` is the name of the file that it was read from, `language` a tag of BCP 47, `place` what it is of.
    """

    iri: Iri
    title: str
    file: str
    date: str
    language: str
    place: Iri | None


def date_of(facts: Lookups, iri: Iri) -> str:
    """The date of a report; empty where it has none."""
    return facts.text(iri, DCTERMS.date)


def report(facts: Lookups, iri: Iri) -> Report:
    """What a report says of itself."""
    return Report(
        iri,
        facts.text(iri, DCTERMS["title"]),
        facts.text(iri, DCTERMS.source),
        date_of(facts, iri),
        facts.text(iri, SCHEMA.inLanguage),
        facts.iri(iri, DCTERMS.spatial) or None,
    )


def facts_by_report(graphs: Sequence[str | Path]) -> dict[Iri, Lookups]:
    """The facts of every report of several graphs, in the order in which they are named.

    A store folder is not read: what is asked of its reports is looked up in it.

    Raises:
        GraphError: One of the graphs is missing, unreadable, no graph, or was built by version 0.1.
    """
    found: dict[Iri, Lookups] = {}
    read: dict[Iri, set[Triple]] = {}
    for name in graphs:
        stored = _stored(name)
        if stored is not None:
            found |= {one: facts for one, facts in stored.items() if one not in read}
            continue
        for one, triples in _read(name).items():
            read.setdefault(one, set()).update(triples)
            found[one] = Facts(read[one])
    return found


def refuse_first(iri: Iri, facts: Lookups) -> None:
    """Lets no report of version 0.1 pass, wherever it lies.

    Raises:
        GraphError: The report is as version 0.1 wrote it.
    """
    told = [
        Triple(iri, property_, value)
        for property_ in (RDF.type, PROV.wasGeneratedBy)
        for value in facts.objects(iri, property_)
    ]
    refuse_first_edition(told, str(iri))


def _stored(name: str | Path) -> dict[Iri, Lookups] | None:
    """The reports of a store folder in which each stands in a named graph; None of anything else."""
    from pathlib import Path

    from policygraph.facts.stored import StoredFacts
    from policygraph.store.opening import is_store_folder, is_url
    from policygraph.store.report_facts import stored_reports

    if is_url(name) or not is_store_folder(Path(name)):
        return None
    reports = stored_reports(Path(name))
    if reports is None:
        return None
    return {one: StoredFacts(reports[one]) for one in sorted(reports)}


def _read(name: str | Path) -> dict[Iri, list[Triple]]:
    """The triples of each report of a graph."""
    from policygraph.store.reading import read_facts

    facts = read_facts(name)
    refuse_first_edition((triple for triple, _ in facts), str(name))
    graphs = graphs_of(facts)
    return {one: graphs[one] for one in sorted(filter(None, graphs))}
