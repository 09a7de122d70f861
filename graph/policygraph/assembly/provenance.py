"""What made a graph: the activity, the software, and the files that it read, each with its digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.namespaces import DCTERMS, PG, PROV, RDF, SCHEMA
from policygraph.terms import Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.assembly.iris import Names
    from policygraph.inputs import Build

SOFTWARE = "policygraph"


def build_facts(build: Build, names: Names) -> Iterator[Triple]:
    """The activity that made the report's graph, its software, and the files that it used.

    Source: PROV-O (W3C Recommendation, 30 April 2013), starting-point terms.
    """
    told = [part for setting in sorted(build.settings) for part in setting]
    files = sorted({file.sha256 for file in build.used})
    activity = names.build(build.version, *files, *told)
    software = names.software(SOFTWARE, build.version)
    yield Triple(names.report, PROV.wasGeneratedBy, activity)
    yield Triple(activity, RDF.type, PROV.Activity)
    yield Triple(activity, PROV.used, names.report)
    yield Triple(activity, PROV.wasAssociatedWith, software)
    yield Triple(software, RDF.type, PROV.SoftwareAgent)
    yield Triple(software, DCTERMS["title"], Literal(SOFTWARE, language="en"))
    yield Triple(software, SCHEMA.softwareVersion, Literal(build.version))
    for file in build.used:
        iri = names.file(file.sha256)
        yield Triple(activity, PROV.used, iri)
        yield Triple(iri, RDF.type, PROV.Entity)
        yield Triple(iri, DCTERMS.source, Literal(file.name))
        yield Triple(iri, PG.sha256, Literal(file.sha256))
