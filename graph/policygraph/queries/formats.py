"""Answers in the formats that somebody may ask for, by name: tables for people, results for programs, and RDF."""

from __future__ import annotations

from policygraph.answers import Answer, GraphAnswer, TruthAnswer
from policygraph.errors import UnknownFormatError
from policygraph.queries.tables import to_markdown, to_table

TABLE_FORMATS = ("table", "csv", "tsv", "json", "xml", "markdown", "xlsx")
"""The formats of a SELECT question's answer."""

TRUTH_FORMATS = ("table", "json", "xml")
"""The formats of an ASK question's answer."""

RDF_FORMATS = ("turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml")
"""The formats of a CONSTRUCT or DESCRIBE question's answer."""


def write_answer(
    answer: Answer | TruthAnswer | GraphAnswer,
    format_name: str = "",
    *,
    width: int = 120,
    tree: str = "",
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
        from policygraph.rdf import serialise

        return serialise(
            answer.triples, _known(format_name or "turtle", RDF_FORMATS, "a graph")
        )
    if isinstance(answer, TruthAnswer):
        return _truth(
            answer, _known(format_name or "table", TRUTH_FORMATS, "a yes or no")
        )
    name = _known(format_name or "table", TABLE_FORMATS, "a table")
    if name == "table":
        return to_table(answer, width, tree).encode()
    return (
        to_markdown(answer).encode() if name == "markdown" else _results(answer, name)
    )


def _known(name: str, names: tuple[str, ...], kind: str) -> str:
    if name not in names:
        raise UnknownFormatError(
            f"'{name}' is no format for {kind}", expected=f"one of {', '.join(names)}"
        )
    return name


def _truth(answer: TruthAnswer, name: str) -> bytes:
    if name == "table":
        return b"yes\n" if answer else b"no\n"
    from policygraph.queries.results import truth_to_json, truth_to_xml

    return (truth_to_json if name == "json" else truth_to_xml)(answer)


def _results(answer: Answer, name: str) -> bytes:
    from policygraph.queries import results

    writers = {
        "csv": results.to_csv,
        "tsv": results.to_tsv,
        "json": results.to_json,
        "xml": results.to_xml,
        "xlsx": results.to_xlsx,
    }
    return writers[name](answer)
