"""Knowledge graphs from policy reports: RDF in which every fact leads back to its sentence.

A report goes through a line of stages, each a function whose value the next one takes::

    read_source → report_of → extract → link → assemble → gate → GraphStore

`build_graph` walks the whole line. Each command has its twin here; ``docs/python.md`` shows them at work. What is named
here is loaded when it is first used, so that a program that only asks a graph never loads what reads reports.

Example:
    >>> from policygraph import read_report
    >>> from policygraph.resources import resource
    >>> read_report(resource("seeds", "chongqing-2017.txt")).tasks[0].number
    '1'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from policygraph.version import VERSION

if TYPE_CHECKING:
    from policygraph.assembly import assemble
    from policygraph.building import build_files
    from policygraph.comparison import compare_graphs
    from policygraph.errors import PolicygraphError
    from policygraph.evaluation import evaluate
    from policygraph.explanation import explain
    from policygraph.export import export_graph
    from policygraph.extraction import Reader, extract, merge_extractions
    from policygraph.linking import link
    from policygraph.ontology import ontology_in
    from policygraph.pipeline import BuiltGraph, build_graph
    from policygraph.push import push_graph
    from policygraph.queries import ask, load_queries, open_source, write_answer
    from policygraph.report import parse_report, read_report, report_of
    from policygraph.source import read_source
    from policygraph.store import GraphSource, GraphStore
    from policygraph.store.loading import load_graphs
    from policygraph.validation import validate
    from policygraph.views import pyvis_view, view_page
    from policygraph.vocabulary import load_vocabulary
    from policygraph.web import run_server

__version__ = VERSION

__all__ = [
    "BuiltGraph",
    "GraphSource",
    "GraphStore",
    "PolicygraphError",
    "Reader",
    "ask",
    "assemble",
    "build_files",
    "build_graph",
    "compare_graphs",
    "evaluate",
    "explain",
    "export_graph",
    "extract",
    "link",
    "load_graphs",
    "load_queries",
    "load_vocabulary",
    "merge_extractions",
    "ontology_in",
    "open_source",
    "parse_report",
    "push_graph",
    "pyvis_view",
    "read_report",
    "read_source",
    "report_of",
    "run_server",
    "validate",
    "view_page",
    "write_answer",
]

_HOMES = {
    "BuiltGraph": "pipeline",
    "GraphSource": "store",
    "GraphStore": "store",
    "PolicygraphError": "errors",
    "Reader": "extraction",
    "ask": "queries",
    "assemble": "assembly",
    "build_files": "building",
    "build_graph": "pipeline",
    "compare_graphs": "comparison",
    "evaluate": "evaluation",
    "explain": "explanation",
    "export_graph": "export",
    "extract": "extraction",
    "link": "linking",
    "load_graphs": "store.loading",
    "load_queries": "queries",
    "load_vocabulary": "vocabulary",
    "merge_extractions": "extraction",
    "ontology_in": "ontology",
    "open_source": "queries",
    "parse_report": "report",
    "push_graph": "push",
    "pyvis_view": "views",
    "read_report": "report",
    "read_source": "source",
    "report_of": "report",
    "run_server": "web",
    "validate": "validation",
    "view_page": "views",
    "write_answer": "queries",
}


def __getattr__(name: str) -> object:
    """A public name, loaded with its module when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The public names."""
    return [*__all__, "__version__"]
