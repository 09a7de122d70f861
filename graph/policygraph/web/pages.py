"""The pages for people: search, an entity, the report, the questions, the editor and results.

A page is made by a worker, beside the graph; what it takes can be stopped like a query.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from policygraph.abridging import abridged
from policygraph.answers import Answer, GraphAnswer, TruthAnswer
from policygraph.errors import AnswerTooLargeError, PolicygraphError
from policygraph.namespaces import CLASSES, CONCEPT, LINKAGES, PREFIXES, STAGES
from policygraph.ontology import ontology_in
from policygraph.ontology_page import ontology_page, ontology_policy
from policygraph.queries import ask_first, find_questions, load_queries, own_query
from policygraph.queries.model import REPORT
from policygraph.queries.results import to_csv
from policygraph.rdf import to_ntriples
from policygraph.spellings import fold
from policygraph.store.answering import Wire
from policygraph.views.corpus import served_policy
from policygraph.web.advice import advised
from policygraph.web.comparing import key_tasks, side_by_side
from policygraph.web.graph_reader import read_entity, read_report
from policygraph.web.near_names import names_like
from policygraph.web.negotiation import GRAPHS, preferred, prefers_html, with_charset
from policygraph.web.overview import most_linked
from policygraph.web.requests import RefusedRequestError, Reply
from policygraph.web.searching import found_in, page_in, pages_of, sentences
from policygraph.web.statuses import status_of
from policygraph.web.tables import table_of
from policygraph.web.templates import EDITOR_POLICY, HTML, rendered
from policygraph.web.together import named_reports, names_in, size_of, together
from policygraph.web.typed_questions import typed_questions
from policygraph.web.words import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from policygraph.queries import Asked, LocalGraph, Query
    from policygraph.web.advice import Piece
    from policygraph.web.comparing import Choice
    from policygraph.web.graph_reader import EntityRead, Fact
    from policygraph.web.limits import Limits
    from policygraph.web.requests import Request
    from policygraph.web.tables import Table

    Page = Callable[[Request, LocalGraph, Limits], Reply]

_FIRST = 8
_PARAGRAPHS = 20
_FEW = 20
_EXAMPLE = "SELECT ?project ?label\nWHERE { ?project a pg:Project ; skos:prefLabel ?label }\nORDER BY ?label\nLIMIT 20"
_CHOICES = {"stage": STAGES, "class": CLASSES, "linkage": LINKAGES}


def home(request: Request, graph: LocalGraph, _: Limits) -> Reply:
    """Search first: a box, what it found, and what else there is."""
    words = request.parameters.get("q", "").strip()
    page, report = (
        page_in(request.parameters.get("page", "")),
        request.parameters.get("report", ""),
    )
    context = (
        _found(request, graph, words, report, page)
        if words
        else _first_screen(request, graph)
    )
    return _page(
        "home.html",
        words=words,
        report=report,
        page=page,
        href=lambda iri: href(request, iri),
        reports=named_reports(graph),
        names=names_in(graph),
        graph_size=size_of(graph),
        **context,
    )


def _found(
    request: Request, graph: LocalGraph, words: str, report: str, page: int
) -> dict[str, Any]:
    """What has the words: names, or those that are like them, the thing that bears them, questions and sentences."""
    found = _rows(graph, "search", {"text": words})
    said = found_in(graph, words, [report] if report else [], page)
    return {
        "found": _found_table(request, graph, found),
        "exact": _bearing(graph, found, words),
        "near": () if found else names_like(graph, words),
        "questions": typed_questions(graph, words),
        "said": said,
        "pages": pages_of(said),
    }


def _first_screen(request: Request, graph: LocalGraph) -> dict[str, Any]:
    results = _rows(graph, "results", {}).to_dicts()
    results.sort(key=lambda row: str(row["year"] or ""), reverse=True)
    return {
        "groups": most_linked(graph),
        "sums": _rows(graph, "money", {}).to_dicts()[:_FIRST],
        "results": results[:_FIRST],
        "told": _few_reports(request, graph),
    }


def entity(request: Request, graph: LocalGraph, _: Limits) -> Reply:
    """An entity: its names, linkages, sentences and neighbours."""
    iri = request.parameters.get("iri", "")
    read = read_entity(graph, iri)
    if read is None:
        return wrong(404, "Not here", f"Nothing is known here of <{iri}>.")
    return _page(
        "entity.html",
        entity=read,
        facts=_grouped(read.facts, names_in(graph)),
        names=names_in(graph),
        href=lambda other: href(request, other),
        address=href(request, iri),
    )


def _grouped(
    facts: Sequence[Fact], names: Mapping[str, str]
) -> dict[str, list[tuple[str, str]]]:
    """What is known of a thing by what it is called: each value in words, with the IRI it leads to or none."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for fact in facts:
        words = names.get(fact.iri, fact.text)
        found[fact.name].append((words, fact.iri))
    return found


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
    return _page(
        "report.html",
        report=read,
        href=lambda other: href(request, other),
        page=1,
        pages=1,
        path=_text_path(request, iri),
        whole="",
    )


def _text_path(request: Request, iri: str) -> str:
    """Where a report's text stands page by page; empty for a report whose IRI is not ours."""
    name = iri.removeprefix(request.base)
    if name == iri:
        return ""
    return f"/report/{quote(name)}/text"


def text(request: Request, graph: LocalGraph, _: Limits) -> Reply:
    """A report's text at an address of its own, so many paragraphs at a time."""
    name, _slash, rest = request.path.removeprefix("/report/").rpartition("/")
    if rest != "text" or not name:
        return no_page(request.path)
    iri = f"{request.base}{name}"
    read = read_report(graph, iri)
    if read is None:
        return wrong(404, "Not here", f"No report here is <{iri}>.")
    page = page_in(request.parameters.get("page", ""))
    pages = math.ceil(len(read.paragraphs) / _PARAGRAPHS)
    begin = (page - 1) * _PARAGRAPHS
    paragraphs = read.paragraphs[begin : begin + _PARAGRAPHS]
    return _page(
        "report.html",
        report=replace(read, paragraphs=paragraphs),
        href=lambda other: href(request, other),
        page=page,
        pages=max(pages, 1),
        path=request.path,
        whole=href(request, iri),
    )


def compare(request: Request, graph: LocalGraph, _: Limits) -> Reply:
    """Two key tasks side by side."""
    tasks = key_tasks(graph)
    by_iri = {task.iri: task for task in tasks}
    one, other = (by_iri.get(request.parameters.get(name, "")) for name in ("a", "b"))
    return _page(
        "compare.html",
        groups=_by_report(tasks, graph),
        one=one,
        other=other,
        sides=side_by_side(graph, one, other) if one and other else (),
        href=lambda iri: href(request, iri),
    )


def reports(_: Request, graph: LocalGraph, __: Limits) -> Reply:
    """All reports together: what each is, what they have in common, and figures by year."""
    headers = {"Content-Type": HTML, "Content-Security-Policy": served_policy()}
    return Reply(200, together(graph), headers)


def _by_report(
    tasks: Sequence[Choice], graph: LocalGraph
) -> list[tuple[str, list[Choice]]]:
    """The key tasks of each report, by the report's name."""
    return [
        (report.name, found)
        for report in named_reports(graph)
        if (found := [task for task in tasks if report.iri in task.reports])
    ]


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
        "reports": named_reports(graph),
        "query": query,
        "parameters": (*query.parameters, REPORT),
        "given": given,
        "choices": _CHOICES,
        "wrong": "",
        "note": "",
    }
    result: dict[str, Any] = {"table": None, "truth": None, "picture": ""}
    status = 200
    if _is_asked(request, query, given):
        try:
            asked = _asked(query, graph, given, limits)
        except PolicygraphError as error:
            status = status_of(error)
            context["wrong"] = advised(str(error), request.path, given)
        else:
            if request.parameters.get("format") == "csv":
                return _as_csv(asked, query.name)
            context["note"] = asked.note
            address = {"name": query.name, **given}
            result |= _result(request, asked, address, names_in(graph))
    return _page("question.html", status, **context, **result)


def _is_asked(request: Request, query: Query, given: dict[str, str]) -> bool:
    """Whether a question is to be answered: it was sent, or needs nothing to be."""
    needs = any(parameter.required for parameter in query.parameters)
    return bool(given) or "ask" in request.parameters or not needs


def editor(request: Request, _: LocalGraph, __: Limits) -> Reply:
    """A place to write SPARQL."""
    return _editor(request, request.parameters.get("query", "") or _EXAMPLE)


def results(request: Request, graph: LocalGraph, limits: Limits) -> Reply:
    """The answer to somebody's own SPARQL, with the editor above it."""
    text = request.parameters.get("query", "")
    try:
        asked = _asked(own_query(text), graph, {}, limits)
    except PolicygraphError as error:
        return _editor(
            request, text, wrong=advised(str(error)), status=status_of(error)
        )
    if request.parameters.get("format") == "csv":
        return _as_csv(asked, "answer")
    return _editor(
        request,
        text,
        note=asked.note,
        **_result(request, asked, {"query": text}, names_in(graph)),
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
        rendered("wrong.html", title=title, message=advised(abridged(text))),
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
    if iri.startswith(str(CONCEPT)):
        return f"/entity?{urlencode({'iri': iri})}"
    return iri if iri.startswith(("https://", "http://")) else ""


def _page(template: str, status: int = 200, **context: object) -> Reply:
    return Reply(status, rendered(template, **context), {"Content-Type": HTML})


def _editor(
    request: Request,
    text: str,
    *,
    wrong: tuple[Piece, ...] = (),
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
        terms=json.dumps(terms()),
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


def _result(
    request: Request, asked: Asked, address: dict[str, str], names: Mapping[str, str]
) -> dict[str, Any]:
    answer = asked.answer
    if isinstance(answer, Answer):
        table = table_of(answer, partial(href, request), asked.total, names=names)
        return {"table": replace(table, csv=_csv_at(address))}
    if isinstance(answer, TruthAnswer):
        return {"truth": answer.value}
    return {"picture": f"/picture?{urlencode(address)}"}


def _csv_at(address: dict[str, str]) -> str:
    """Where the rows of an answer are had as CSV."""
    page = "/results"
    if "name" in address:
        page = f"/questions/{address['name']}"
    given = {name: value for name, value in address.items() if name != "name"}
    csv = urlencode({**given, "ask": "1", "format": "csv"})
    return f"{page}?{csv}"


def _as_csv(asked: Asked, name: str) -> Reply:
    """All rows of an answer, to be kept as a file.

    Raises:
        RefusedRequestError: The answer is no table.
    """
    if not isinstance(asked.answer, Answer):
        raise RefusedRequestError(400, f"the answer to {name} is no table: no CSV")
    headers = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{name}.csv"',
    }
    return Reply(200, to_csv(asked.answer), headers)


def _found_table(request: Request, graph: LocalGraph, found: Answer) -> Table | None:
    """The things that were found; nothing where there are none."""
    if not found:
        return None
    return table_of(
        found, partial(href, request), unique="thing", names=names_in(graph)
    )


def _bearing(graph: LocalGraph, found: Answer, words: str) -> EntityRead | None:
    """The one thing that has just these words for a name, if there is one alone."""
    wanted = fold(words)
    bearers = set()
    for row in found.to_dicts():
        name = row["name"]
        if name is not None and fold(str(name)) == wanted:
            bearers.add(str(row["thing"]))
    if len(bearers) != 1:
        return None
    return read_entity(graph, bearers.pop())


def _few_reports(request: Request, graph: LocalGraph) -> list[dict[str, Any]]:
    """The reports with what is counted of each, where they are few."""
    named = named_reports(graph)
    if len(named) > _FEW:
        return []
    names = {one.iri: one.name for one in named}
    return [
        {
            **row,
            "name": names.get(str(row["report"]), str(row["report"])),
            "href": href(request, str(row["report"])),
        }
        for row in _rows(graph, "reports", {}).to_dicts()
    ]


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
    "/reports": reports,
    "/questions": questions,
    "/compare": compare,
    "/editor": editor,
    "/results": results,
    "/ontology": ontology,
    "/picture": constructed,
}
"""Path to page; `BELOW` has those that a path leads to by what it begins with."""

BELOW: dict[str, Page] = {
    "/id/": dereference,
    "/questions/": question,
    "/report/": text,
}

CHEAP_PAGES = (named_reports,)
"""What counts for the first pages the reports of a graph, and keeps what it counted: to be called ahead."""

FIRST_PAGES = (*CHEAP_PAGES, together, most_linked)
"""What counts for the first pages all that a graph holds, and keeps what it counted: to be called ahead."""
