"""A graph behind the URL of any SPARQL endpoint, asked like one on this machine.

Source: SPARQL 1.1 Protocol, section 2.1.2 (query via POST with URL-encoded parameters).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from policygraph.answers import Answer, GraphAnswer, TruthAnswer
from policygraph.errors import GraphError, QuerySyntaxError
from policygraph.namespaces import PREFIXES
from policygraph.queries.completeness import FEW, counting, form_of, last_of
from policygraph.rdf import from_native, parse_triples
from policygraph.remote import address_of
from policygraph.sparql.binding import with_values
from policygraph.sparql.lexer import lex
from policygraph.store import GraphStore
from policygraph.store.remote import SYNTAXES, posted, report_graphs
from policygraph.terms import in_order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygraph.answers import Term
    from policygraph.queries.sources import LocalGraph
    from policygraph.remote import RemoteAnswer
    from policygraph.store import GraphSource
    from policygraph.terms import Iri, Triple

ACCEPTED = "application/sparql-results+json"
ACCEPTED_GRAPH = "application/n-triples, text/turtle;q=0.9"
"""One kind at a time: a server that may choose gives the triples of a CONSTRUCT as a table."""

_BAD_REQUEST = 400
_NAMING = frozenset({"GRAPH", "FROM"})
_NOT_ONE_SET = (
    "'{}' does not ask its reports together as one set: rows may be missing, or be there once for each report; "
    "write GRAPH ?report {{ … }}, or export the graph and ask that"
)
_RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
}


class Endpoint:
    """A SPARQL endpoint elsewhere.

    Args:
        url: Its query URL; `policygraph.remote` says where name and password come from, and where they go.
        graph: The named graph that is asked; the endpoint's own default graph unless given.
    """

    def __init__(self, url: str, graph: str = "") -> None:
        self._url = url
        self._graph = graph

    def query(
        self,
        sparql: str,
        substitutions: Mapping[str, Term] | None = None,
        *,
        source: str = "query",
    ) -> Answer | TruthAnswer | GraphAnswer:
        """The answer to a SPARQL query; the project's prefixes are declared for it.

        Raises:
            UsageError: The URL is none, or name and password would go over the network in the clear.
            QuerySyntaxError: The endpoint says that the query is malformed.
            GraphError: The endpoint cannot be reached, refuses, answers with something else, or cuts the answer short.
        """
        asked = with_values(sparql, substitutions or {})
        found = self._answer(asked, source)
        if not isinstance(found, TruthAnswer) and len(found) >= FEW:
            self._check_whole(asked, found)
        return found

    def is_one_set(self) -> bool:
        """Whether its default graph holds every report, and what several say once.

        Engines differ: to some the default graph is none of the named graphs, to some it is all of them one after the
        other, so that questions would count double what two reports say.

        Raises:
            UsageError: The URL is none, or name and password would go over the network in the clear.
            GraphError: The endpoint cannot be reached.
        """
        named = len(report_graphs(self._url))
        if not named:
            return True
        held, _ = self._counts("?x a pg:Report")
        there, different = self._counts("?x a prov:SoftwareAgent")
        return held >= named and there == different

    def remark_on(self, text: str) -> str:
        """What to know of its answer to somebody's own query, where reports are not asked together as one set.

        A query that names graphs itself is taken to know them; what cannot be found out is not told.
        """
        words = {token.text.upper() for token in lex(text) if token.kind == "word"}
        if words & _NAMING:
            return ""
        try:
            one = self.is_one_set()
        except GraphError:
            return ""
        shown = address_of(self._url).shown
        return "" if one else _NOT_ONE_SET.format(shown)

    def here(self) -> LocalGraph:
        """Its graphs on this machine, as one set.

        Raises:
            UsageError: The URL is none, or name and password would go over the network in the clear.
            GraphError: The endpoint cannot be reached, or does not give everything.
        """
        from policygraph.queries.sources import LocalGraph

        return LocalGraph(GraphStore.open(self._url))

    def of_report(self, report: Iri) -> GraphSource:
        """The graph of one report alone: asked there, or here where it has no graph of its own there.

        Raises:
            UsageError: The URL is none, or name and password would go over the network in the clear.
            GraphError: The endpoint cannot be reached, or does not give everything.
        """
        if report in report_graphs(self._url):
            return Endpoint(self._url, report)
        return self.here().store.of_report(report)

    def _counts(self, pattern: str) -> tuple[int, int]:
        """How often something is there, and how many different ones."""
        found = self._answer(
            f"SELECT (COUNT(?x) AS ?n) (COUNT(DISTINCT ?x) AS ?d) {{ {pattern} }}",
            "count",
        )
        row = found[0] if isinstance(found, Answer) and len(found) == 1 else {}
        there, different = (
            value if isinstance(value, int) else 0
            for value in (row.get("n"), row.get("d"))
        )
        return there, different

    def _check_whole(self, text: str, found: Answer | GraphAnswer) -> None:
        """Compares an answer with what the endpoint counts; what cannot be counted is believed.

        Raises:
            GraphError: There is more than the endpoint gave.
        """
        total = self._count(text)
        whole = (
            self._has_last(text, total, found)
            if isinstance(found, GraphAnswer)
            else len(found) >= total
        )
        if not whole:
            given = f"{len(found):,}" + (
                " of" if isinstance(found, Answer) else " triples, not those of all"
            )
            raise GraphError(
                f"'{address_of(self._url).shown}' cut its answer: {given} {total:,} rows",
                expected="an endpoint that gives all of an answer",
                remedy="ask in parts, with ORDER BY, LIMIT and OFFSET, or export the graph and ask that",
            )

    def _count(self, text: str) -> int:
        counter = counting(text)
        try:
            counted = self._answer(counter, "count") if counter else None
        except (GraphError, QuerySyntaxError):
            return 0
        number = (
            counted[0].get("n")
            if isinstance(counted, Answer) and len(counted) == 1
            else None
        )
        return number if isinstance(number, int) else 0

    def _has_last(self, text: str, total: int, found: GraphAnswer) -> bool:
        """Whether the triples of the last solution are there."""
        asked = last_of(text, total) if total else ""
        try:
            last = self._answer(asked, "last") if asked else None
        except (GraphError, QuerySyntaxError):
            return True
        triples = last.triples if isinstance(last, GraphAnswer) else ()
        named = {
            triple
            for triple in triples
            if not any(str(term).startswith("_:") for term in triple)
        }
        return named <= set(found)

    def _answer(self, text: str, source: str) -> Answer | TruthAnswer | GraphAnswer:
        accepted = (
            ACCEPTED_GRAPH if form_of(text) in {"CONSTRUCT", "DESCRIBE"} else ACCEPTED
        )
        answer, shown = posted(self._url, with_prefixes(text), accepted, self._graph)
        if answer.status == _BAD_REQUEST:
            raise QuerySyntaxError(
                f"{source}: '{shown}' says: {answer.said}",
                expected="SPARQL it understands",
            )
        if not answer.is_success:
            raise GraphError(f"'{shown}' answered {answer}", expected="a SPARQL answer")
        return _read(answer, shown)

    def triples(self) -> tuple[Triple, ...]:
        """All triples of its default graph, whole numbers with the types that the shapes ask for.

        Raises:
            UsageError: The URL is none, or name and password would go over the network in the clear.
            GraphError: The endpoint cannot be reached, refuses, or answers with something else.
        """
        return GraphStore.open(self._url).triples()


def _read(answer: RemoteAnswer, shown: str) -> Answer | TruthAnswer | GraphAnswer:
    if answer.media in SYNTAXES:
        return GraphAnswer(in_order(parse_triples(answer.body, SYNTAXES[answer.media])))
    if answer.media not in _RESULTS:
        raise GraphError(
            f"'{shown}' answered with '{answer.media}'",
            expected=f"{ACCEPTED}, {ACCEPTED_GRAPH}",
            remedy="give the URL that takes queries",
        )
    try:
        return _results(
            ox.parse_query_results(answer.body, format=_RESULTS[answer.media])
        )
    except (SyntaxError, ValueError) as error:
        raise GraphError(
            f"'{shown}' answered no SPARQL results: {error}", expected="SPARQL results"
        ) from error


def _results(found: ox.QuerySolutions | ox.QueryBoolean) -> Answer | TruthAnswer:
    if isinstance(found, ox.QueryBoolean):
        return TruthAnswer(bool(found))
    rows = (
        tuple(None if term is None else from_native(term) for term in solution)
        for solution in found
    )
    return Answer(tuple(variable.value for variable in found.variables), tuple(rows))


def with_prefixes(text: str) -> str:
    """The query with the project's prefixes declared before its own declarations, which win, on the same line.

    Lines keep their numbers, so that a server's complaint still points at the right one.
    """
    return (
        " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items())
        + " "
        + text
    )
