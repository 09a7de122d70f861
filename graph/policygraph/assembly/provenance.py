"""What made a graph: the activity, the software, and the files that it read, each with its digest."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from policygraph.assembly.facts import told
from policygraph.namespaces import DCTERMS, PG, PROV, RDF, SCHEMA
from policygraph.terms import Literal, Triple

if TYPE_CHECKING:
    from policygraph.assembly.facts import Triples, Values
    from policygraph.assembly.iris import Names
    from policygraph.inputs import Build

SOFTWARE = "policygraph"


def build_facts(build: Build, names: Names) -> Triples:
    """The activity that made the report's graph, its software, and the files that it used.

    Source: PROV-O (W3C Recommendation, 30 April 2013), starting-point terms.
    """
    settings = chain.from_iterable(sorted(build.settings))
    files = sorted({file.sha256 for file in build.used})
    activity = names.build(build.version, *files, *settings)
    software = names.software(SOFTWARE, build.version)
    of_activity: Values = {
        RDF.type: PROV.Activity,
        PROV.used: names.report,
        PROV.wasAssociatedWith: software,
    }
    of_software: Values = {
        RDF.type: PROV.SoftwareAgent,
        DCTERMS["title"]: Literal(SOFTWARE, language="en"),
        SCHEMA.softwareVersion: Literal(build.version),
    }
    yield Triple(names.report, PROV.wasGeneratedBy, activity)
    yield from told(activity, of_activity)
    yield from told(software, of_software)
    for file in build.used:
        iri = names.file(file.sha256)
        of_file: Values = {
            RDF.type: PROV.Entity,
            DCTERMS.source: Literal(file.name),
            PG.sha256: Literal(file.sha256),
        }
        yield Triple(activity, PROV.used, iri)
        yield from told(iri, of_file)
