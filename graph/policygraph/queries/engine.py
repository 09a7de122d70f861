"""Asking: a question of the library, or one's own SPARQL, of any graph.

Example:
    >>> asked = ask("undertakings", ["tests/fixtures/small.ttl"], {"institution": "silver carp display"})
    >>> [row["projectLabel"] for row in asked.answer]
    ['Silver Carp LCD panel project']
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.answers import Answer, GraphAnswer, TruthAnswer
from policygraph.edition import IS_FIRST, remark_on
from policygraph.errors import GraphError, UsageError
from policygraph.files import is_file, is_there
from policygraph.queries.library import load_query, read_query
from policygraph.queries.model import ANY, ANYTHING, REPORT, Parameter, Query
from policygraph.queries.parameters import bind
from policygraph.queries.sources import (
    LocalGraph,
    as_one_set,
    open_source,
    sandboxed,
    store_of,
)
from policygraph.store import GraphStore
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from policygraph.answers import Term
    from policygraph.store.source import GraphSource

DEFAULT_GRAPH = "out/"
_OWN_SUFFIXES = (".rq", ".sparql")
_SEVERAL = "; "
_SPELLED = "part of a name"
_TOP = 20
_PREFERRED = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?name { ?thing skos:prefLabel ?name } ORDER BY ?thing STR(?name)
"""
_MOST_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked, what its parameters were bound to, and the answer.

    `given` are the values of the parameters in words; `remark` is what to know of the graph that was asked, where there
    is something; `total` how many rows there are where the answer has the first of them alone.
    """

    query: Query
    bindings: dict[str, Term]
    answer: Answer | TruthAnswer | GraphAnswer
    given: dict[str, str] = field(default_factory=dict)
    remark: str = ""
    total: int | None = None

    @property
    def note(self) -> str:
        """A plain sentence where nothing answers the question; empty where something does."""
        if isinstance(self.answer, TruthAnswer) or len(self.answer):
            return ""
        return nothing_found(self.query, self.bindings, self.given)


def ask(
    name: str,
    graphs: Iterable[str] = (DEFAULT_GRAPH,),
    given: Mapping[str, str] | None = None,
) -> Asked:
    """The answer to a question, by its name in the library, as a file of SPARQL, or from stdin ("-").

    Args:
        name: A question's name, a path that ends in ``.rq`` or ``.sparql``, or "-".
        graphs: Files, folders, a store folder, or the URL of a SPARQL endpoint.
        given: Parameter to value, in words: an IRI, a name of a thing, a number.

    Raises:
        UnknownQueryError: No question of that name.
        ParameterError: A parameter is unknown, missing, or names nothing.
        QuerySyntaxError: The SPARQL does not parse.
        RefusedQueryError: The SPARQL would leave the graph or change it.
        GraphError: The graph or the file of SPARQL cannot be read.
    """
    query = find_query(name)
    named = list(graphs)
    source = open_source(named)
    asked = ask_source(
        query, as_one_set(source) if query.title else sandboxed(source), given or {}
    )
    return replace(asked, remark=_remark(query, source, named))


def _remark(query: Query, source: GraphSource, named: Sequence[str]) -> str:
    """What to know of a graph that was asked."""
    if isinstance(source, LocalGraph):
        return remark_on(", ".join(named)) if source.store.query(IS_FIRST) else ""
    from policygraph.queries.endpoint import Endpoint

    if isinstance(source, Endpoint) and not query.title:
        return source.remark_on(query.text)
    return ""


def ask_source(query: Query, source: GraphSource, given: Mapping[str, str]) -> Asked:
    """The answer to `query` from a source that is open already.

    A question of the library is asked of one report alone where `given` has a "report".

    Raises:
        ParameterError: A parameter is unknown, missing, or names nothing.
        QuerySyntaxError: The SPARQL does not parse.
        RefusedQueryError: The SPARQL would leave the graph or change it.
        UsageError: The question needs a graph on this machine, and the source is none.
    """
    own = not query.title
    if REPORT.name in given and not own:
        return _ask_report(query, source, given)
    bindings = bind(_with_any(query, given) if own else query, given, source)
    answer = (
        _COMPUTED[query.computed](query, bindings, source)
        if query.computed
        else source.query(
            _narrowed(query, source, given, query.asked_with(bindings)),
            bindings,
            source=query.name,
        )
    )
    if isinstance(answer, Answer):
        answer = as_told(query, answer)
    return Asked(query, bindings, answer, dict(given))


def as_told(query: Query, answer: Answer) -> Answer:
    """The answer of the engine with the columns that a question promises, joined values in order."""
    if not query.columns:
        return answer
    columns = tuple(column.name for column in query.columns)
    return _sorted_cells(answer.only(columns), query.several)


def _narrowed(
    query: Query, source: GraphSource, given: Mapping[str, str], text: str
) -> str:
    """The SPARQL of a question; one for a part of a name with the names that have it, where the store knows them."""
    store = store_of(source)
    part = next((p.name for p in query.parameters if p.type == _SPELLED), "")
    if not part or store is None:
        return text
    names = store.names_with(given.get(part, ""))
    if names is None:
        return text
    from policygraph.sparql.binding import with_choices

    return with_choices(text, "name", names)


def _ask_report(query: Query, source: GraphSource, given: Mapping[str, str]) -> Asked:
    """The answer of one report alone."""
    from policygraph.queries.reports import only_report

    others = {name: value for name, value in given.items() if name != REPORT.name}
    named = given[REPORT.name].strip()
    if named in {"", ANY}:
        return ask_source(query, source, others)
    report, alone = only_report(source, named)
    asked = ask_source(query, alone, others)
    bindings = {**asked.bindings, REPORT.name: report}
    return Asked(query, bindings, asked.answer, dict(given))


def ask_first(query: Query, source: GraphSource, given: Mapping[str, str]) -> Asked:
    """The answer to `query`, or its first rows where these are kept beside the store, with how many there are.

    Raises:
        ParameterError: A parameter is unknown, missing, or names nothing.
        GraphError: The graph cannot be read.
    """
    if isinstance(source, LocalGraph) and query.title and REPORT.name not in given:
        from policygraph.queries.kept import kept_answer

        bound = bind(query, given, source)
        kept = kept_answer(source.store.folder, query, bound)
        if kept:
            return Asked(query, bound, kept.answer, dict(given), total=kept.total)
    return ask_source(query, source, given)


def find_query(name: str) -> Query:
    """The question of that name in the library, in a file, or on stdin ("-").

    Raises:
        UnknownQueryError: No question of that name.
        GraphError: The file cannot be read.
    """
    if name == "-":
        return own_query(_stdin(), "stdin")
    path = Path(name)
    if path.suffix not in _OWN_SUFFIXES:
        return load_query(name)
    if is_there(path) and not is_file(path):
        raise GraphError(
            f"'{name}' is no file",
            expected="a file of SPARQL",
            remedy="name one, or - for stdin",
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no UTF-8 text"
        raise GraphError(
            f"'{name}' cannot be read: {reason}", expected="a file of SPARQL"
        ) from error
    return read_query(path) if text.startswith("#+") else own_query(text, name)


def _stdin() -> str:
    """The query on stdin.

    Raises:
        GraphError: It is no UTF-8, or has no end.
    """
    if sys.stdin is None:
        raise GraphError(
            "there is no stdin", expected="SPARQL on it", remedy="name a file"
        )
    content = sys.stdin.buffer.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise GraphError(
            f"stdin has more than {_MOST_BYTES:,} bytes", expected="a query"
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GraphError(
            f"stdin is no UTF-8 text at byte {error.start}", expected="SPARQL in UTF-8"
        ) from error


def own_query(text: str, name: str = "query") -> Query:
    """Somebody's own SPARQL as a question: no header, and any variable may be a parameter."""
    return Query(name, "", "", "", "", (), (), (), "", "", text)


def nothing_found(
    query: Query, bindings: Mapping[str, Term], given: Mapping[str, str] | None = None
) -> str:
    """The sentence for an empty answer: a thing that was given by a name is told by its IRI, what else as it was given.

    Example:
        >>> nothing_found(own_query("SELECT * {}"), {})
        'Nothing in the graph answers this query.'
    """
    if not query.title:
        return "Nothing in the graph answers this query."
    words = given or {}
    bound = ", ".join(
        f"{name} = {words.get(name, term.value) if isinstance(term, Literal) else f'<{term}>'}"
        for name, term in bindings.items()
    )
    return f"Nothing in the graph answers “{query.title}”" + (
        f" with {bound}." if bound else "."
    )


def _with_any(query: Query, given: Mapping[str, str]) -> Query:
    """One's own query, taking whatever is given as a parameter."""
    parameters = tuple(
        Parameter(name, ANYTHING, ANY, "a variable of the query") for name in given
    )
    return Query(query.name, "", "", "", "", parameters, (), (), "", "", query.text)


def _sorted_cells(answer: Answer, several: tuple[str, ...]) -> Answer:
    """The answer with the joined values of some columns in order: an engine joins them in any."""
    places = {answer.columns.index(name) for name in several}
    if not places:
        return answer
    rows = tuple(
        tuple(_in_order(term) if at in places else term for at, term in enumerate(row))
        for row in answer.rows
    )
    return Answer(answer.columns, rows)


def _in_order(term: Term | None) -> Term | None:
    if not isinstance(term, Literal):
        return term
    values = sorted(value for value in term.value.split(_SEVERAL) if value)
    return Literal(_SEVERAL.join(values)) if values else None


def _rows(query: Query, source: GraphSource) -> Answer:
    answer = source.query(query.text, source=query.name)
    if not isinstance(answer, Answer):
        raise UsageError(
            f"question '{query.name}' is no SELECT", expected="rows to compute from"
        )
    return answer


def _chain(query: Query, bindings: Mapping[str, Term], source: GraphSource) -> Answer:
    from policygraph.queries.networks import shortest_chain

    return shortest_chain(
        _rows(query, source), Iri(str(bindings["from"])), Iri(str(bindings["to"]))
    )


def _central(query: Query, bindings: Mapping[str, Term], source: GraphSource) -> Answer:
    from policygraph.queries.networks import most_central

    top = bindings.get("top")
    return most_central(
        _rows(query, source),
        bindings.get("class"),
        int(top.value) if isinstance(top, Literal) else _TOP,
        partial(_names_of, source),
    )


def _names_of(source: GraphSource, things: Sequence[Term]) -> dict[Term, Term]:
    """The names of some things: of several the first."""
    if not things:
        return {}
    from policygraph.sparql.binding import with_choices

    answer = source.query(with_choices(_PREFERRED, "thing", things))
    rows = answer.only(("thing", "name")).rows if isinstance(answer, Answer) else ()
    named: dict[Term, Term] = {}
    for thing, name in rows:
        if thing is not None and name is not None:
            named.setdefault(thing, name)
    return named


def _gate(
    query: Query, _: Mapping[str, Term], source: GraphSource
) -> Answer | TruthAnswer | GraphAnswer:
    from policygraph.queries.rejections import recorded_beside, results_of
    from policygraph.validation import gate

    if not isinstance(source, (LocalGraph, GraphStore)):
        raise UsageError(
            f"question '{query.name}' runs the gate, which needs all triples",
            expected="a graph on this machine",
            remedy="export the graph first",
        )
    beside = recorded_beside(source.paths) if isinstance(source, LocalGraph) else ()
    results = results_of(gate(source.triples()).rejected) + beside
    return GraphStore.from_triples(results).query(query.text, source=query.name)


_COMPUTED: dict[
    str,
    Callable[
        [Query, Mapping[str, Term], GraphSource], Answer | TruthAnswer | GraphAnswer
    ],
] = {
    "chain": _chain,
    "central": _central,
    "gate": _gate,
}
