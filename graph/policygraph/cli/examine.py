"""The commands that look closely: ``validate``, ``evaluate`` and ``explain``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygraph.cli.console import plural, show
from policygraph.cli.options import (
    DEFAULT_GRAPH,
    GraphArgument,
    GraphRequired,
    Insecure,
    Json,
    OwnVocabulary,
)
from policygraph.namespaces import CLASSES

if TYPE_CHECKING:
    from policygraph.absence import Absence
    from policygraph.evaluation import Errors, Scores, Tally
    from policygraph.explanation import ExplainedLinkage, ExplainedMention, Explanation

_SHOWN = 3
"""The most sentences that are shown of those that have a phrase."""


def validate(
    graph: GraphArgument = DEFAULT_GRAPH,
    as_json: Json = False,
    insecure: Insecure = False,  # noqa: ARG001 - its callback acts
) -> None:
    """Check a graph against its shapes.

    What does not conform is named, with the rule that it breaks; the exit code is then 1. Endpoints and stores may keep
    no more of a number than its value: there it is checked by that.

    Raises:
        typer.Exit: With code 1, if the graph does not conform.
    """
    from policygraph.cli.graphs import read_graph, tell_edition
    from policygraph.remote import shown_name
    from policygraph.validation import validate as check

    triples = read_graph(graph)
    tell_edition(triples, graph, quiet=False)
    report = check(triples)
    if as_json:
        results = [
            {**asdict(result), "value": _plain(result.value)}
            for result in report.results
        ]
        show(
            json.dumps(
                {"conforms": report.conforms, "results": results},
                indent=2,
                ensure_ascii=False,
            )
        )
    elif report.conforms:
        show(f"{shown_name(graph)} conforms")
    else:
        for result in report.results:
            show(f"{result.severity.lower()}: {result}")
        show(
            f"{shown_name(graph)} does not conform: {plural(len(report.results), 'result')}"
        )
    if not report.conforms:
        raise typer.Exit(1)


def evaluate(
    graph: Annotated[
        Path,
        typer.Argument(
            metavar="GRAPH", help="The graph of one report, a file in any RDF syntax."
        ),
    ],
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD",
            help="NAME.mentions.tsv; its siblings with linkages and measures are found.",
        ),
    ],
    errors: Annotated[
        int,
        typer.Option(
            "--errors", metavar="N", min=0, help="Show up to N errors of each kind."
        ),
    ] = 0,
    as_json: Json = False,
) -> None:
    """Score a graph against gold.

    Gold is what a careful reader marked in the report, in tab-separated files.
    """
    from policygraph.evaluation import evaluate as score

    scores = score(graph, gold)
    if as_json:
        show(json.dumps(scores.as_json(), indent=1))
        return
    show("\n".join(_score_lines(scores)))
    show("\n".join(_error_lines(scores.errors, errors)), newline=bool(errors))


def explain(
    graph: GraphRequired,
    label: Annotated[
        str, typer.Argument(metavar="LABEL", help="A name of the thing, or its IRI.")
    ],
    vocabulary: OwnVocabulary = None,
    as_json: Json = False,
    insecure: Insecure = False,  # noqa: ARG001 - its callback acts
) -> None:
    """Show a thing and why it is there.

    Its names, its linkages, the sentences behind them with the words marked, and who found each; for a phrase that
    names nothing, where it stands, what it is part of, and which candidates were considered there and kept out. A graph
    built with a vocabulary of one's own is explained with the same one.

    Raises:
        ParameterError: If the name stands for nothing, and no words of the report either.
        VocabularyError: If a vocabulary file is broken.
    """
    from policygraph.absence import why_absent
    from policygraph.errors import UnknownNameError
    from policygraph.explanation import explain as look_up
    from policygraph.queries import open_source
    from policygraph.vocabulary import load_vocabulary

    words = load_vocabulary(tuple(vocabulary or ()))
    source = open_source([graph])
    try:
        explanation = look_up(source, label, vocabulary=words)
    except UnknownNameError as error:
        absence = why_absent(source, label, vocabulary=words)
        if not absence.sentences:
            near = (
                f"; did you mean {' or '.join(repr(name) for name in absence.near)}?"
                if absence.near
                else ""
            )
            raise UnknownNameError(
                f"'{label}' names nothing of this graph, and no sentence of its text has these words{near}"
            ) from error
        shown = asdict(absence)
        show(
            json.dumps(shown, indent=2, ensure_ascii=False)
            if as_json
            else "\n".join(_absence_lines(absence))
        )
        return
    if as_json:
        show(json.dumps(asdict(explanation), indent=2, ensure_ascii=False))
        return
    show("\n".join(_explanation_lines(explanation)))


def _plain(value: object) -> str | None:
    return None if value is None else str(getattr(value, "value", value))


def _score_lines(scores: Scores) -> Iterator[str]:
    yield _figures("strict", scores.strict)
    yield _figures("raw", scores.raw)
    yield _figures("relaxed", scores.relaxed)
    yield _figures("entities", scores.entities)
    if scores.linkages is not None:
        yield _figures("linkages", scores.linkages)
    if scores.measures is not None:
        yield _figures("measures", scores.measures)
        yield f"{'stage':<24} {scores.stage_accuracy:.3f} of the measures found"
    if scores.results is not None:
        yield _figures("results", scores.results)
    for name in scores.strict_by_class:
        yield _figures(f"  {name} strict", scores.strict_by_class[name])
        yield _figures(f"  {name} relaxed", scores.relaxed_by_class[name])


def _figures(name: str, tally: Tally) -> str:
    figures = f"P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}"
    return f"{name:<24} {figures}  ({tally.found} of {tally.proposed} found, {tally.gold} gold)"


def _error_lines(errors: Errors, most: int) -> Iterator[str]:
    for kind, text, begin in errors.missed[:most]:
        yield f"missed: {kind} {text!r} at {begin}"
    for kind, text, begin in errors.spurious[:most]:
        yield f"spurious: {kind} {text!r} at {begin}"
    for kind, wanted, given in errors.boundary[:most]:
        yield f"boundary: {kind}, gold {wanted!r}, graph {given!r}"
    for link in errors.linkages_missed[:most]:
        yield f"linkage missed: {' | '.join(link)}"
    for found in errors.linkages_spurious[:most]:
        yield f"linkage spurious: {' | '.join(found)}"


def _explanation_lines(explanation: Explanation) -> Iterator[str]:
    yield f"{explanation.label} ({explanation.type or 'no class of ours'})"
    yield f"  {explanation.iri}"
    if explanation.alt_labels:
        yield f"  also: {'; '.join(explanation.alt_labels)}"
    for name, value in explanation.facts:
        yield f"  {name}: {value}"
    yield from (
        f"    {sentence.begin:>6}  {sentence.marked()}"
        for sentence in explanation.sentences
    )
    if explanation.concerns:
        yield f"  concerns: {'; '.join(explanation.concerns)}"
    yield from _linkage_section(explanation)
    yield from _mention_section(explanation)
    yield from _task_section(explanation)


def _linkage_section(explanation: Explanation) -> Iterator[str]:
    if not explanation.linkages:
        return
    yield ""
    yield plural(len(explanation.linkages), "linkage")
    for linkage in explanation.linkages:
        yield from _linkage_lines(explanation.label, linkage)


def _mention_section(explanation: Explanation) -> Iterator[str]:
    if explanation.mentions:
        yield ""
        yield plural(len(explanation.mentions), "mention")
        for mention in explanation.mentions:
            yield from _mention_lines(mention)
    elif explanation.type in CLASSES:
        yield ""
        yield "No mention of its own: longer names imply it."


def _task_section(explanation: Explanation) -> Iterator[str]:
    if not explanation.tasks:
        return
    yield ""
    yield f"Named in {plural(len(explanation.tasks), 'task')}"
    for task in explanation.tasks:
        yield f"  {task}"


def _mention_lines(mention: ExplainedMention) -> Iterator[str]:
    sure = (
        "" if mention.confidence is None else f", confidence {mention.confidence:.2f}"
    )
    because = f": {mention.because}" if mention.because else ""
    yield f"  “{mention.words}”"
    yield f"    found by {mention.found_by or 'the reader'}{sure}{because}"
    yield f"    {mention.sentence.begin:>6}  {mention.sentence.marked()}"


def _linkage_lines(label: str, linkage: ExplainedLinkage) -> Iterator[str]:
    ends = (label, linkage.other) if linkage.way == "to" else (linkage.other, label)
    yield f"  {ends[0]} — {linkage.property} → {ends[1]}"
    because = f": {linkage.because}" if linkage.because else ""
    yield f"    found by {linkage.found_by}, confidence {linkage.confidence:.2f}{because}"
    for sentence in linkage.sentences:
        yield f"    {sentence.begin:>6}  {sentence.marked()}"


def _absence_lines(absence: Absence) -> Iterator[str]:
    yield f"“{absence.phrase}” names nothing of this graph."
    yield from _sentence_lines(absence)
    yield from _reason_lines(absence)
    if absence.near:
        yield f"  Did you mean {' or '.join(f'“{name}”' for name in absence.near)}?"


def _sentence_lines(absence: Absence) -> Iterator[str]:
    first = f", the first {_SHOWN} being" if len(absence.sentences) > _SHOWN else ""
    yield f"  It stands in {plural(len(absence.sentences), 'sentence')}{first}:"
    for sentence in absence.sentences[:_SHOWN]:
        yield f"    {sentence.begin:>6}  {sentence.marked()}"


def _reason_lines(absence: Absence) -> Iterator[str]:
    reasons = [*_names_around(absence), *_judgements(absence)]
    yield from reasons or [
        "  Nothing was considered there: to the reader these are ordinary words."
    ]


def _names_around(absence: Absence) -> Iterator[str]:
    for longer in absence.within:
        says = (
            "is the object of the measure"
            if longer.type == "Measure"
            else f"names the {longer.type.lower()}"
        )
        yield f"  It is part of “{longer.words}”, which {says} “{longer.label}”."


def _judgements(absence: Absence) -> Iterator[str]:
    for no in absence.barred:
        yield f"  The vocabulary says that it is no {no.type}: <{no.entry}>."
    for one in absence.kept_out:
        yield f"  Considered: “{one.words}” as {one.type}, confidence {one.confidence:.2f}. Kept out: {one.reason}."
    for kind in absence.found_now:
        yield f"  Read anew it is found as {kind}: the graph was built by another reader, or with another vocabulary."
