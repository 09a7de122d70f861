"""The pages for people: search, an entity, the report, the questions, the editor and results.

A page is made by a worker, beside the graph; what it takes can be stopped like a query.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from policygraph.abridging import abridged
from policygraph.answers import Answer, GraphAnswer, TruthAnswer
from policygraph.errors import AnswerTooLargeError, PolicygraphError
from policygraph.namespaces import CLASSES, LINKAGES, PG, PREFIXES, STAGES
from policygraph.ontology import ontology_in
from policygraph.ontology_page import ontology_page, ontology_policy
from policygraph.queries import ask_first, find_questions, load_queries, own_query
from policygraph.queries.model import REPORT
from policygraph.queries.tables import shown, shown_columns
from policygraph.rdf import to_ntriples
from policygraph.store.answering import Wire
from policygraph.terms import Iri, Literal
from policygraph.web.graph_reader import read_entity, read_report
from policygraph.web.negotiation import GRAPHS, preferred, prefers_html, with_charset
from policygraph.web.requests import RefusedRequestError, Reply
from policygraph.web.searching import found_in, page_in, pages_of, sentences
from policygraph.web.statuses import status_of
from policygraph.web.templates import EDITOR_POLICY, HTML, rendered

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.queries import Asked, LocalGraph, Query
    from policygraph.web.limits import Limits
    from policygraph.web.requests import Request

    Page = Callable[[Request, LocalGraph, Limits], Reply]

_ROWS_SHOWN = 1000
_EXAMPLE = "SELECT ?project ?label\nWHERE { ?project a pg:Project ; skos:prefLabel ?label }\nORDER BY ?label\nLIMIT 20"
_CHOICES = {"stage": STAGES, "class": CLASSES, "linkage": LINKAGES}


def home(request: Request, graph: LocalGraph, _: Limits) -> Reply:
    """Search first: a box, what it found, and what else there is."""
    words = request.parameters.get("q", "").strip()
    page, report = (
        page_in(request.parameters.get("page", "")),
        request.parameters.get("report", ""),
    )
    found = _table(request, _rows(graph, "search", {"text": words})) if words else None
    said = found_in(graph, words, report, page) if words else None
    reports = [_linked(request, row, "report") for row in _rows(graph, "reports", {})]
    return _page(
        "home.html",
        words=words,
        found=found,
        said=said,
        report=report,
        page=page,
        pages=pages_of(said) if said else 0,
        href=lambda iri: href(request, iri),
        reports=reports,
        graph_size=len(graph.store),
    )


def entity(request: Request, graph: LocalGraph, _: Limits) -> Reply:
    """An entity: its names, linkages, sentences and neighbours."""
    iri = request.parameters.get("iri", "")
    read = read_entity(graph, iri)
    if read is None:
        return wrong(404, "Not here", f"Nothing is known here of <{iri}>.")
    return _page(
        "entity.html",
        entity=read,
        href=lambda other: href(request, other),
        address=href(request, iri),
    )


def dereference(request: Request, graph: LocalGraph, limits: Limits) -> Reply:
    """An IRI of the data: a page for people, RDF for programs.

    Raises:
        RefusedRequestError: Nothing is known of it, or it can be had in no format that the client takes.
    """
    name = request.path.removeprefix("/id/")
    iri = f"{request.base}{name}"
    if prefers_html(request.accept):
        place = "report" if name.startswith("report-") else "entity"
        return Reply(
            303,
            b"",
            {"Location": f"/{place}?{urlencode({'iri': iri})}", "Vary": "Accept"},
        )
    media = preferred(request.accept, GRAPHS)
    if not media:
        raise RefusedRequestError(
            406,
            f"none of '{request.accept}' can be had; use text/html or one of {', '.join(GRAPHS)}",
        )
    node = f"<{quote(iri, safe=':/#?&=%~,;@!$*+()')}>"
    known = graph.store.query(f"ASK {{ {node} ?p ?o }}")
    if not (isinstance(known, TruthAnswer) and known.value):
        raise RefusedRequestError(404, f"nothing is known here of <{iri}>")
    wire = Wire("json", GRAPHS[media], limits.rows, limits.size)
    written = graph.store.write_answer(f"DESCRIBE {node}", wire)
    return Reply(
        200, written.body, {"Content-Type": with_charset(media), "Vary": "Accept"}
    )


def report(request: Request, graph: LocalGraph, _: Limits) -> Reply:
    """A report as text, its mentions marked."""
    iri = request.parameters.get("iri", "")
    read = read_report(graph, iri)
    if read is None:
        return wrong(404, "Not here", f"No report here is <{iri}>.")
    return _page("report.html", report=read, href=lambda other: href(request, other))


def questions(request: Request, _: LocalGraph, __: Limits) -> Reply:
    """The questions that can be asked, by group."""
    words = request.parameters.get("q", "").split()
    return _page(
        "questions.html",
        groups=_by_group(find_questions(load_queries(), words)),
        words=" ".join(words),
    )


def question(request: Request, graph: LocalGraph, limits: Limits) -> Reply:
    """A question as a form, and its answer below once it is asked."""
    query = load_queries().get(request.path.removeprefix("/questions/"))
    if query is None:
        return no_page(request.path)
    given = {
        p.name: v
        for p in (*query.parameters, REPORT)
        if (v := request.parameters.get(p.name, "").strip())
    }
    context: dict[str, Any] = {
        "query": query,
        "parameters": (*query.parameters, REPORT),
        "given": given,
        "choices": _CHOICES,
        "wrong": "",
        "note": "",
    }
    result: dict[str, Any] = {"table": None, "truth": None, "picture": ""}
    status = 200
    if (
        given
        or "ask" in request.parameters
        or not any(p.required for p in query.parameters)
    ):
        try:
            asked = _asked(query, graph, given, limits)
        except PolicygraphError as error:
            status, context["wrong"] = status_of(error), str(error)
        else:
            context["note"] = asked.note
            result |= _result(request, asked, {"name": query.name, **given})
    return _page("question.html", status, **context, **result)


def editor(request: Request, _: LocalGraph, __: Limits) -> Reply:
    """A place to write SPARQL."""
    return _editor(request, request.parameters.get("query", "") or _EXAMPLE)


def results(request: Request, graph: LocalGraph, limits: Limits) -> Reply:
    """The answer to somebody's own SPARQL, with the editor above it."""
    text = request.parameters.get("query", "")
    try:
        asked = _asked(own_query(text), graph, {}, limits)
    except PolicygraphError as error:
        return _editor(request, text, wrong=str(error), status=status_of(error))
    return _editor(
        request, text, note=asked.note, **_result(request, asked, {"query": text})
    )


def constructed(request: Request, graph: LocalGraph, limits: Limits) -> Reply:
    """The graph that a question or somebody's own SPARQL constructs, as N-Triples, to be drawn."""
    given = request.parameters
    query = (
        own_query(given["query"])
        if "query" in given
        else load_queries().get(given.pop("name", ""))
    )
    if query is None:
        return wrong(404, "No picture", "There is no such question.")
    try:
        asked = _asked(query, graph, {} if "query" in given else given, limits)
    except PolicygraphError as error:
        return wrong(status_of(error), "No picture", str(error))
    if not isinstance(asked.answer, GraphAnswer):
        return wrong(400, "No picture", "This is no graph.")
    return Reply(
        200,
        to_ntriples(asked.answer.triples),
        {"Content-Type": "application/n-triples"},
    )


def ontology(request: Request, _: LocalGraph, __: Limits) -> Reply:
    """The ontology: a page for people, RDF for programs.

    Raises:
        RefusedRequestError: It can be had in no format that the client takes.
    """
    if prefers_html(request.accept):
        headers = {
            "Content-Type": HTML,
            "Content-Security-Policy": ontology_policy(),
            "Vary": "Accept",
        }
        return Reply(200, ontology_page(), headers)
    media = preferred(request.accept, GRAPHS)
    if not media:
        raise RefusedRequestError(
            406,
            f"none of '{request.accept}' can be had; use text/html or one of {', '.join(GRAPHS)}",
        )
    return Reply(
        200,
        ontology_in(GRAPHS[media]),
        {"Content-Type": with_charset(media), "Vary": "Accept"},
    )


def wrong(
    status: int, title: str, text: str, headers: dict[str, str] | None = None
) -> Reply:
    """A page that says what was wrong."""
    return Reply(
        status,
        rendered("wrong.html", title=title, message=abridged(text)),
        {"Content-Type": HTML, **(headers or {})},
    )


def no_page(path: str) -> Reply:
    """What there is instead of a page that is not there."""
    return wrong(404, "Not here", f"There is no page {path}.")


def href(request: Request, iri: str) -> str:
    """Where a thing of the data is shown; other IRIs lead to themselves where a browser can open them."""
    if iri.startswith(request.base):
        page = (
            "report"
            if iri.removeprefix(request.base).partition("#")[0].startswith("report-")
            else "entity"
        )
        return f"/{page}?{urlencode({'iri': iri})}"
    return iri if iri.startswith(("https://", "http://")) else ""


def _page(template: str, status: int = 200, **context: object) -> Reply:
    return Reply(status, rendered(template, **context), {"Content-Type": HTML})


def _editor(
    request: Request,
    text: str,
    *,
    wrong: str = "",
    note: str = "",
    status: int = 200,
    **result: object,
) -> Reply:
    context = {"table": None, "truth": None, "picture": "", **result}
    prefixes = json.dumps({name: str(iri) for name, iri in PREFIXES.items()})
    page = rendered(
        "editor.html",
        text=text,
        wrong=wrong,
        note=note,
        rich=request.editor,
        prefixes=prefixes,
        **context,
    )
    return Reply(
        status, page, {"Content-Type": HTML, "Content-Security-Policy": EDITOR_POLICY}
    )


def _asked(
    query: Query, graph: LocalGraph, given: dict[str, str], limits: Limits
) -> Asked:
    """The answer to a query.

    Raises:
        PolicygraphError: It cannot be asked, or has more rows than it may.
    """
    asked = ask_first(query, graph, given)
    if not isinstance(asked.answer, TruthAnswer) and len(asked.answer) > limits.rows:
        raise AnswerTooLargeError(
            f"the answer has {len(asked.answer):,} rows", remedy="ask for less"
        )
    return asked


def _rows(graph: LocalGraph, name: str, given: dict[str, str]) -> Answer:
    answer = ask_first(load_queries()[name], graph, given).answer
    return answer if isinstance(answer, Answer) else Answer((), ())


def _result(request: Request, asked: Asked, address: dict[str, str]) -> dict[str, Any]:
    if isinstance(asked.answer, Answer):
        return {"table": _table(request, asked.answer, asked.total)}
    if isinstance(asked.answer, TruthAnswer):
        return {"truth": asked.answer.value}
    return {"picture": f"/picture?{urlencode(address)}"}


def _table(
    request: Request, answer: Answer, total: int | None = None
) -> dict[str, Any]:
    """What a template needs to write a table: headings, and cells of text with a link where there is one."""
    columns = shown_columns(answer)
    rows = []
    for row in answer.rows[:_ROWS_SHOWN]:
        terms = dict(zip(answer.columns, row, strict=True))
        cells = []
        for name, place in columns:
            target = terms.get(name) if isinstance(terms.get(name), Iri) else row[place]
            link = (
                href(request, target)
                if isinstance(target, Iri) and not target.startswith(str(PG))
                else ""
            )
            cells.append(
                {
                    "text": shown(row[place]),
                    "href": link,
                    "number": _is_number(row[place]),
                }
            )
        rows.append(cells)
    return {
        "heads": [name for name, _ in columns],
        "rows": rows,
        "total": total or len(answer),
    }


def _linked(request: Request, row: dict[str, Any], column: str) -> dict[str, Any]:
    return {**row, "href": href(request, str(row[column]))}


def _is_number(term: object) -> bool:
    return isinstance(term, Literal) and term.datatype.endswith(
        ("#integer", "#decimal", "#double")
    )


def _by_group(found: list[Query]) -> dict[str, list[Query]]:
    groups: dict[str, list[Query]] = {}
    for query in found:
        groups.setdefault(query.group, []).append(query)
    return groups


PAGES: dict[str, Page] = {
    "/": home,
    "/search": sentences,
    "/entity": entity,
    "/report": report,
    "/questions": questions,
    "/editor": editor,
    "/results": results,
    "/ontology": ontology,
    "/picture": constructed,
}
"""Path to page; `BELOW` has those that a path leads to by what it begins with."""

BELOW: dict[str, Page] = {"/id/": dereference, "/questions/": question}
