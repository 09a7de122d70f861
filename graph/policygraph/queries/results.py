"""Answers on the wire: SPARQL's JSON, XML, CSV and TSV results, and spreadsheets.

Source: SPARQL 1.1 Query Results JSON Format; SPARQL Query Results XML Format (Second Edition); SPARQL 1.1 Query
Results CSV and TSV Formats.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from policygraph.answers import value_of
from policygraph.namespaces import XSD
from policygraph.spreadsheets import no_formula
from policygraph.terms import Literal

if TYPE_CHECKING:
    from policygraph.answers import Answer, Term, TruthAnswer

_XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
_BARE = {str(XSD[name]) for name in ("integer", "decimal", "double", "boolean")}
_IN_XML: dict[int, str] = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), 65534, 65535), "�"
)
_IN_XML |= {
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord('"'): "&quot;",
    ord("\r"): "&#13;",
}


def to_json(answer: Answer) -> bytes:
    """The answer as SPARQL JSON results."""
    bindings = [
        {
            name: _json_term(term)
            for name, term in zip(answer.columns, row, strict=True)
            if term is not None
        }
        for row in answer.rows
    ]
    head = {"vars": list(answer.columns)}
    return json.dumps(
        {"head": head, "results": {"bindings": bindings}}, ensure_ascii=False
    ).encode()


def to_xml(answer: Answer) -> bytes:
    """The answer as SPARQL XML results."""
    head = "".join(f'<variable name="{_xml(name)}"/>' for name in answer.columns)
    rows = "".join(
        "<result>"
        + "".join(
            f'<binding name="{_xml(name)}">{_xml_term(term)}</binding>'
            for name, term in zip(answer.columns, row, strict=True)
            if term is not None
        )
        + "</result>\n"
        for row in answer.rows
    )
    return (
        f"{_XML_HEAD}<head>{head}</head><results>\n{rows}</results></sparql>\n".encode()
    )


def to_csv(answer: Answer) -> bytes:
    """The answer as SPARQL CSV results: plain values, lines that end in CR LF; no text that is taken for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(answer.columns)
    writer.writerows([_csv_cell(term) for term in row] for row in answer.rows)
    return out.getvalue().encode()


def to_tsv(answer: Answer) -> bytes:
    """The answer as SPARQL TSV results: terms as Turtle writes them."""
    lines = ["\t".join(f"?{name}" for name in answer.columns)]
    lines += [
        "\t".join("" if term is None else _turtle_term(term) for term in row)
        for row in answer.rows
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def to_xlsx(answer: Answer) -> bytes:
    """The answer as a spreadsheet: numbers as numbers, text never as a formula."""
    from policygraph.workbook import workbook

    return workbook(
        {
            "answer": [
                answer.columns,
                *([value_of(term) for term in row] for row in answer.rows),
            ]
        }
    )


def truth_to_json(answer: TruthAnswer) -> bytes:
    """The truth as SPARQL JSON results."""
    return json.dumps({"head": {}, "boolean": answer.value}).encode()


def truth_to_xml(answer: TruthAnswer) -> bytes:
    """The truth as SPARQL XML results."""
    return f"{_XML_HEAD}<head/><boolean>{str(answer.value).lower()}</boolean></sparql>\n".encode()


def _plain(term: Term | None) -> str:
    return term.value if isinstance(term, Literal) else str(term or "")


def _csv_cell(term: Term | None) -> str:
    text = _plain(term)
    return (
        text
        if isinstance(term, Literal) and term.datatype in _BARE
        else no_formula(text)
    )


def _json_term(term: Term) -> dict[str, str]:
    if not isinstance(term, Literal):
        blank = term.startswith("_:")
        return {
            "type": "bnode" if blank else "uri",
            "value": term.removeprefix("_:") if blank else str(term),
        }
    extra = (
        {"xml:lang": term.language}
        if term.language
        else {"datatype": term.datatype}
        if term.datatype
        else {}
    )
    return {"type": "literal", "value": term.value, **extra}


def _xml_term(term: Term) -> str:
    text = _xml(_plain(term))
    if not isinstance(term, Literal):
        return (
            f"<bnode>{text.removeprefix('_:')}</bnode>"
            if term.startswith("_:")
            else f"<uri>{text}</uri>"
        )
    extra = f' xml:lang="{_xml(term.language)}"' if term.language else ""
    extra += f' datatype="{_xml(term.datatype)}"' if term.datatype else ""
    return f"<literal{extra}>{text}</literal>"


def _xml(text: str) -> str:
    """The text as XML holds it, in an element or an attribute; what XML cannot hold is replaced."""
    return text.translate(_IN_XML)


def _turtle_term(term: Term) -> str:
    if not isinstance(term, Literal):
        return str(term) if term.startswith("_:") else f"<{term}>"
    if term.datatype in _BARE:
        return term.value
    escapes = (
        ("\\", "\\\\"),
        ('"', '\\"'),
        ("\n", "\\n"),
        ("\r", "\\r"),
        ("\t", "\\t"),
    )
    text = term.value
    for char, spelled in escapes:
        text = text.replace(char, spelled)
    return f'"{text}"' + (
        f"@{term.language}"
        if term.language
        else f"^^<{term.datatype}>"
        if term.datatype
        else ""
    )
