"""The pages for people: search, an entity, the report, the questions, the editor, results and pictures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response

from policygraph.answers import Answer
from policygraph.namespaces import CLASSES, LINKAGES, PG, PREFIXES, STAGES
from policygraph.queries import find_questions, load_queries
from policygraph.queries.endpoint import read_json
from policygraph.queries.tables import shown, shown_columns
from policygraph.terms import Iri, Literal
from policygraph.web.editor import editor_files
from policygraph.web.negotiation import GRAPHS, preferred, prefers_html, with_charset
from policygraph.web.pool import QueryStoppedError
from policygraph.web.reading import read_entity, read_report

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from policygraph.queries import Query
    from policygraph.web.frames import Head

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters["shown"] = shown
_ROWS_SHOWN = 1000
_STATUSES = {"wrong": 400, "refused": 403, "large": 503, "failed": 500}
_EXAMPLE = "SELECT ?project ?label\nWHERE { ?project a pg:Project ; skos:prefLabel ?label }\nORDER BY ?label\nLIMIT 20"
_CHOICES = {"stage": STAGES, "class": CLASSES, "linkage": LINKAGES}


async def home(request: Request) -> Response:
    """Search first: a box, what it found, and what else there is."""
    words = request.query_params.get("q", "").strip()
    found = None
    if words:
        reply, body = await _asked(request, {"name": "search", "given": {"text": words}})
        if reply["status"] == "ok":
            found = _table(request, _rows(body))
    reply, body = await _asked(request, {"name": "reports"})
    reports = [_linked(request, row, "report") for row in _rows(body)] if body else []
    return _page("home.html", words=words, found=found, reports=reports, graph_size=request.app.state.pool.triples)


async def entity(request: Request) -> Response:
    """An entity: its names, linkages, sentences and neighbours."""
    iri = request.query_params.get("iri", "")
    read = await read_entity(request.app.state.pool, iri)
    if read is None:
        return _page("wrong.html", 404, title="Not here", message=f"Nothing is known here of <{iri}>.")
    return _page("entity.html", entity=read, href=lambda other: href(request, other), address=href(request, iri))


async def dereference(request: Request) -> Response:
    """An IRI of the data: a page for people, RDF for programs."""
    iri = f"{request.app.state.base}{request.path_params['name']}"
    accept = request.headers.get("accept", "")
    if prefers_html(accept):
        place = "report" if request.path_params["name"].startswith("report-") else "entity"
        return RedirectResponse(f"/{place}?{urlencode({'iri': iri})}", 303, {"Vary": "Accept"})
    media = preferred(accept, GRAPHS)
    if not media:
        said = f"none of '{accept}' can be had; use text/html or one of {', '.join(GRAPHS)}\n"
        return Response(said, 406, {"Content-Type": "text/plain; charset=utf-8"})
    text = f"DESCRIBE <{quote(iri, safe=':/#?&=%~,;@!$*+()')}>"
    reply, body = await request.app.state.pool.run(
        {"do": "sparql", "text": text, "table": "json", "graph": GRAPHS[media]}
    )
    if reply["status"] == "ok" and not await _known(request, iri):
        return Response(f"nothing is known here of <{iri}>\n", 404, {"Content-Type": "text/plain; charset=utf-8"})
    return Response(body, headers={"Content-Type": with_charset(media), "Vary": "Accept"})


async def report(request: Request) -> Response:
    """A report as text, its mentions marked."""
    iri = request.query_params.get("iri", "")
    read = await read_report(request.app.state.pool, iri)
    if read is None:
        return _page("wrong.html", 404, title="Not here", message=f"No report here is <{iri}>.")
    return _page("report.html", report=read, href=lambda other: href(request, other))


async def questions(request: Request) -> Response:
    """The questions that can be asked, by group."""
    words = request.query_params.get("q", "").split()
    return _page("questions.html", groups=_by_group(find_questions(load_queries(), words)), words=" ".join(words))


async def question(request: Request) -> Response:
    """A question as a form, and its answer below once it is asked."""
    query = load_queries().get(request.path_params["name"])
    if query is None:
        return await not_found(request, Exception())
    given = {p.name: v for p in query.parameters if (v := request.query_params.get(p.name, "").strip())}
    context: dict[str, Any] = {"query": query, "given": given, "choices": _CHOICES, "wrong": "", "note": ""}
    result: dict[str, Any] = {"table": None, "truth": None, "picture": ""}
    status = 200
    if given or "ask" in request.query_params or not any(p.required for p in query.parameters):
        reply, body = await _asked(request, {"name": query.name, "given": given})
        status = _STATUSES.get(reply["status"], 200)
        if status == 200:  # noqa: PLR2004 (all is well)
            result |= _result(request, reply, body)
            context["note"] = reply["note"]
            if reply["kind"] == "graph":
                result["picture"] = f"/picture?{urlencode({'name': query.name, **given})}"
        else:
            context["wrong"] = reply["message"]
    return _page("question.html", status, **context, **result)


async def editor(request: Request) -> Response:
    """A place to write SPARQL."""
    text = request.query_params.get("query", "") or _EXAMPLE
    return _editor(request, text)


async def results(request: Request) -> Response:
    """The answer to somebody's own SPARQL, with the editor above it."""
    text = request.query_params.get("query", "")
    reply, body = await _asked(request, {"text": text}, sealed=True)
    if reply["status"] != "ok":
        return _editor(request, text, wrong=reply["message"], status=_STATUSES[reply["status"]])
    result = _result(request, reply, body)
    if reply["kind"] == "graph":
        result["picture"] = f"/picture?{urlencode({'query': text})}"
    return _editor(request, text, note=reply["note"], **result)


async def picture(request: Request) -> Response:
    """A drawing: what is around an entity, or what a question or a query constructs."""
    given = dict(request.query_params)
    if "iri" in given:
        head: Head = {"do": "draw", "around": given["iri"]}
        body = b""
    else:
        asked: Head = {"text": given["query"]} if "query" in given else {"name": given.pop("name", ""), "given": given}
        reply, body = await _asked(request, asked, sealed="query" in given)
        if reply["status"] != "ok" or reply["kind"] != "graph":
            return _page("wrong.html", 400, title="No picture", message=reply.get("message", "This is no graph."))
        head = {"do": "draw"}
    try:
        reply, drawn = await request.app.state.pool.run(head, body, sealed=False)
    except QueryStoppedError as stopped:
        return _page("wrong.html", 503, title="No picture", message=stopped.reason)
    if reply["status"] != "ok":
        return _page("wrong.html", _STATUSES[reply["status"]], title="No picture", message=reply["message"])
    return HTMLResponse(drawn, headers={"Content-Security-Policy": "frame-ancestors 'self'"})


async def not_found(request: Request, _: Exception) -> Response:
    """What there is instead of a page that is not there."""
    return _page("wrong.html", 404, title="Not here", message=f"There is no page {request.url.path}.")


def href(request: Request, iri: str) -> str:
    """Where a thing of the data is shown; other IRIs lead to themselves where a browser can open them."""
    if iri.startswith(request.app.state.base):
        page = (
            "report" if iri.removeprefix(request.app.state.base).partition("#")[0].startswith("report-") else "entity"
        )
        return f"/{page}?{urlencode({'iri': iri})}"
    return iri if iri.startswith(("https://", "http://")) else ""


def _editor(
    request: Request, text: str, *, wrong: str = "", note: str = "", status: int = 200, **result: object
) -> Response:
    from policygraph.web.app import EDITOR_POLICY  # noqa: PLC0415 (the application imports the pages)

    del request
    context = {"table": None, "truth": None, "picture": "", **result}
    prefixes = {name: str(iri) for name, iri in PREFIXES.items()}
    response = _page("editor.html", status, text=text, wrong=wrong, note=note, rich=editor_files() is not None,
                     prefixes=json.dumps(prefixes), **context)  # fmt: skip
    response.headers["Content-Security-Policy"] = EDITOR_POLICY
    return response


async def editor_file(request: Request) -> Response:
    """A file of the editor that was brought in."""
    files = editor_files() or {}
    name = request.path_params["name"]
    if name not in files:
        return await not_found(request, Exception())
    kind = "text/javascript" if name.endswith(".js") else "text/css"
    return Response(files[name], headers={"Content-Type": f"{kind}; charset=utf-8", "Cache-Control": "max-age=86400"})


def _page(template: str, status: int = 200, **context: object) -> HTMLResponse:
    return HTMLResponse(_TEMPLATES.get_template(template).render(**context), status)


async def _asked(request: Request, head: Head, *, sealed: bool = False) -> tuple[Head, bytes]:
    """The worker's reply to a question; one that was stopped comes as a reply that says so."""
    try:
        reply: tuple[Head, bytes] = await request.app.state.pool.run({"do": "ask", **head}, sealed=sealed)
    except QueryStoppedError as stopped:
        return {"status": "large", "message": f"{stopped.reason}."}, b""
    return reply


async def _known(request: Request, iri: str) -> bool:
    reply, _ = await _asked(request, {"name": "describe", "given": {"thing": iri}})
    return reply["status"] == "ok" and not reply["note"]


def _result(request: Request, reply: Head, body: bytes) -> dict[str, Any]:
    if reply["kind"] == "table":
        return {"table": _table(request, _rows(body))}
    if reply["kind"] == "truth":
        return {"truth": json.loads(body)}
    return {"triples": body.decode().splitlines()[:_ROWS_SHOWN]}


def _table(request: Request, answer: Answer) -> dict[str, Any]:
    """What a template needs to write a table: headings, and cells of text with a link where there is one."""
    columns = shown_columns(answer)
    rows = []
    for row in answer.rows[:_ROWS_SHOWN]:
        terms = dict(zip(answer.columns, row, strict=True))
        cells = []
        for name, place in columns:
            target = terms.get(name) if isinstance(terms.get(name), Iri) else row[place]
            link = href(request, target) if isinstance(target, Iri) and not target.startswith(str(PG)) else ""
            cells.append({"text": shown(row[place]), "href": link, "number": _is_number(row[place])})
        rows.append(cells)
    return {"heads": [name for name, _ in columns], "rows": rows, "total": len(answer)}


def _rows(body: bytes) -> Answer:
    """The table in a worker's reply."""
    answer = read_json(json.loads(body))
    return answer if isinstance(answer, Answer) else Answer((), ())


def _linked(request: Request, row: dict[str, Any], column: str) -> dict[str, Any]:
    return {**row, "href": href(request, str(row[column]))}


def _is_number(term: object) -> bool:
    return isinstance(term, Literal) and term.datatype.endswith(("#integer", "#decimal", "#double"))


def _by_group(found: list[Query]) -> dict[str, list[Query]]:
    groups: dict[str, list[Query]] = {}
    for query in found:
        groups.setdefault(query.group, []).append(query)
    return groups


ROUTES: dict[str, Callable[[Request], Awaitable[Response]]] = {
    "/": home,
    "/entity": entity,
    "/id/{name:path}": dereference,
    "/report": report,
    "/questions": questions,
    "/questions/{name}": question,
    "/editor": editor,
    "/editor/{name}": editor_file,
    "/results": results,
    "/picture": picture,
}
"""Path to page."""
