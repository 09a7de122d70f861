"""Answers for programs: SPARQL's JSON, XML, CSV and TSV results, spreadsheets, and RDF.

Source: SPARQL 1.1 Query Results JSON Format; SPARQL Query Results XML Format (Second Edition); SPARQL 1.1 Query
Results CSV and TSV Formats.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from policygraph.answers import Answer, GraphAnswer, TruthAnswer, value_of
from policygraph.errors import UnknownFormatError
from policygraph.namespaces import XSD
from policygraph.queries.tables import to_markdown, to_table
from policygraph.terms import Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.answers import Term

TABLE_FORMATS = ("table", "csv", "tsv", "json", "xml", "markdown", "xlsx")
"""The formats of a SELECT question's answer."""

TRUTH_FORMATS = ("table", "json", "xml")
"""The formats of an ASK question's answer."""

RDF_FORMATS = ("turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml")
"""The formats of a CONSTRUCT or DESCRIBE question's answer."""

_XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
_BARE = {str(XSD[name]) for name in ("integer", "decimal", "double", "boolean")}
_ILLEGAL_IN_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535), "�")


def write_answer(
    answer: Answer | TruthAnswer | GraphAnswer, format_name: str = "", *, width: int = 120, tree: str = ""
) -> bytes:
    """The answer in the named format.

    Args:
        answer: What to write.
        format_name: One of `TABLE_FORMATS`, `TRUTH_FORMATS` or `RDF_FORMATS`, whichever fits; unless given, a
            table for people, or Turtle for a graph.
        width: Columns of the terminal, for a table.
        tree: The column that says how deep a row stands, for a table.

    Raises:
        UnknownFormatError: No such format, or none for this kind of answer.
    """
    if isinstance(answer, GraphAnswer):
        from policygraph.rdf import serialise  # noqa: PLC0415 (a table needs no RDF library)

        return serialise(answer.triples, _known(format_name or "turtle", RDF_FORMATS, "a graph"))
    if isinstance(answer, TruthAnswer):
        return _TRUTHS[_known(format_name or "table", TRUTH_FORMATS, "a yes or no")](answer)
    name = _known(format_name or "table", TABLE_FORMATS, "a table")
    return to_table(answer, width, tree).encode() if name == "table" else _TABLES[name](answer)


def to_json(answer: Answer) -> bytes:
    """The answer as SPARQL JSON results."""
    bindings = [
        {name: _json_term(term) for name, term in zip(answer.columns, row, strict=True) if term is not None}
        for row in answer.rows
    ]
    head = {"vars": list(answer.columns)}
    return json.dumps({"head": head, "results": {"bindings": bindings}}, ensure_ascii=False).encode()


def to_xml(answer: Answer) -> bytes:
    """The answer as SPARQL XML results."""
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in answer.columns)
    rows = "".join(
        "<result>"
        + "".join(
            f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
            for name, term in zip(answer.columns, row, strict=True)
            if term is not None
        )
        + "</result>\n"
        for row in answer.rows
    )
    return f"{_XML_HEAD}<head>{head}</head><results>\n{rows}</results></sparql>\n".encode()


def to_csv(answer: Answer) -> bytes:
    """The answer as SPARQL CSV results: plain values, lines that end in CR LF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(answer.columns)
    writer.writerows(["" if term is None else _plain(term) for term in row] for row in answer.rows)
    return out.getvalue().encode()


def to_tsv(answer: Answer) -> bytes:
    """The answer as SPARQL TSV results: terms as Turtle writes them."""
    lines = ["\t".join(f"?{name}" for name in answer.columns)]
    lines += ["\t".join("" if term is None else _turtle_term(term) for term in row) for row in answer.rows]
    return "".join(f"{line}\n" for line in lines).encode()


def to_xlsx(answer: Answer) -> bytes:
    """The answer as a spreadsheet: numbers as numbers, text never as a formula."""
    from policygraph.workbook import workbook  # noqa: PLC0415 (only a spreadsheet needs it)

    return workbook({"answer": [answer.columns, *([value_of(term) for term in row] for row in answer.rows)]})


def _known(name: str, names: tuple[str, ...], kind: str) -> str:
    if name not in names:
        raise UnknownFormatError(f"'{name}' is no format for {kind}", expected=f"one of {', '.join(names)}")
    return name


def _plain(term: Term | None) -> str:
    return term.value if isinstance(term, Literal) else str(term or "")


def _json_term(term: Term) -> dict[str, str]:
    if not isinstance(term, Literal):
        blank = term.startswith("_:")
        return {"type": "bnode" if blank else "uri", "value": term.removeprefix("_:") if blank else str(term)}
    extra = {"xml:lang": term.language} if term.language else {"datatype": term.datatype} if term.datatype else {}
    return {"type": "literal", "value": term.value, **extra}


def _xml_term(term: Term) -> str:
    text = escape(_plain(term).translate(_ILLEGAL_IN_XML)).replace("\r", "&#13;")
    if not isinstance(term, Literal):
        return f"<bnode>{text.removeprefix('_:')}</bnode>" if term.startswith("_:") else f"<uri>{text}</uri>"
    extra = f" xml:lang={quoteattr(term.language)}" if term.language else ""
    extra += f" datatype={quoteattr(term.datatype)}" if term.datatype else ""
    return f"<literal{extra}>{text}</literal>"


def _turtle_term(term: Term) -> str:
    if not isinstance(term, Literal):
        return str(term) if term.startswith("_:") else f"<{term}>"
    if term.datatype in _BARE:
        return term.value
    escapes = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"))
    text = term.value
    for char, spelled in escapes:
        text = text.replace(char, spelled)
    return f'"{text}"' + (f"@{term.language}" if term.language else f"^^<{term.datatype}>" if term.datatype else "")


def _truth_json(answer: TruthAnswer) -> bytes:
    return json.dumps({"head": {}, "boolean": answer.value}).encode()


def _truth_xml(answer: TruthAnswer) -> bytes:
    return f"{_XML_HEAD}<head/><boolean>{str(answer.value).lower()}</boolean></sparql>\n".encode()


def _truth_words(answer: TruthAnswer) -> bytes:
    return b"yes\n" if answer else b"no\n"


_TABLES: dict[str, Callable[[Answer], bytes]] = {
    "csv": to_csv,
    "tsv": to_tsv,
    "json": to_json,
    "xml": to_xml,
    "markdown": lambda answer: to_markdown(answer).encode(),
    "xlsx": to_xlsx,
}
_TRUTHS: dict[str, Callable[[TruthAnswer], bytes]] = {
    "table": _truth_words,
    "json": _truth_json,
    "xml": _truth_xml,
}
