"""What is said about a question's parameters, turned into terms.

A thing may be given by IRI (whole, or with a known prefix) or by any of its names, without regard to case. Terms are
bound to the query by the engine, and never pasted into its text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policygraph.answers import Answer
from policygraph.characters import is_iri, is_unicode
from policygraph.errors import ParameterError, UnknownNameError
from policygraph.namespaces import CLASSES, LINKAGES, PG, PREFIXES, STAGES, XSD
from policygraph.queries.model import ANY, ANYTHING, REPORT, REQUIRED, Parameter
from policygraph.queries.near import did_you_mean, nearest
from policygraph.queries.sources import many_names
from policygraph.spellings import fold, pattern_of
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policygraph.answers import Term
    from policygraph.queries.model import Query
    from policygraph.store.source import GraphSource

TASKS = ("KeyTask", "SubTask", "Measure")
_WORDS = {"stage": STAGES, "class": CLASSES, "linkage": LINKAGES}
_NUMBERS = {
    "count": (
        re.compile("0*[1-9][0-9]{0,8}"),
        "a whole number from 1 to 999,999,999 in plain digits, such as 2",
    ),
    "integer": (
        re.compile("[+-]?[0-9]{1,18}"),
        "a whole number of at most 18 plain digits, such as 2",
    ),
    "decimal": (
        re.compile(r"[+-]?(?:[0-9]{1,18}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})"),
        "a number in plain digits, such as 0.5",
    ),
}
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_NAMES = """
PREFIX pg: <https://w3id.org/policygraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing ?name ?class WHERE { ?thing a ?class ; skos:prefLabel|skos:altLabel ?name }
"""


def bind(
    query: Query, given: Mapping[str, str], source: GraphSource
) -> dict[str, Term]:
    """The term of each parameter of `query` that has one.

    Args:
        query: The question.
        given: Parameter to value, both in words.
        source: Where names are looked up.

    Raises:
        ParameterError: A parameter is unknown, missing or of the wrong type, or its value names nothing, or more
            than one thing; the message names the nearest.
    """
    known = [parameter.name for parameter in query.parameters]
    for name in given:
        if name not in known:
            raise ParameterError(
                f"question '{query.name}' has no parameter '{name}'{did_you_mean(name, known)}",
                expected=f"one of {', '.join([*known, REPORT.name])}"
                if known
                else f"{REPORT.name} alone: this question takes no other",
            )
    bound: dict[str, Term] = {}
    for parameter in query.parameters:
        value = given.get(parameter.name, "").strip() or parameter.default
        if value == REQUIRED:
            raise ParameterError(
                f"question '{query.name}' lacks parameter '{parameter.name}': {parameter.meaning}",
                remedy=f"add --param {parameter.name}=VALUE",
            )
        if value != ANY:
            bound[parameter.name] = term_for(parameter, value, source)
    return bound


def term_for(parameter: Parameter, value: str, source: GraphSource) -> Term:
    """The term that `value` stands for, as a parameter of that type.

    Raises:
        ParameterError: It stands for nothing, or for more than one thing, or is no Unicode text.
    """
    if not is_unicode(value):
        raise ParameterError(
            f"{value!r} is no Unicode text",
            expected="UTF-8",
            remedy="set the terminal to UTF-8",
        )
    if parameter.type == "text":
        return Literal(value)
    if parameter.type == "part of a name":
        return Literal(pattern_of(value))
    if parameter.type in _NUMBERS:
        return _number(parameter, value)
    if parameter.type in _WORDS:
        return _word(parameter, value)
    if parameter.type == ANYTHING:
        return _anything(value, source)
    return _thing(parameter, value, source)


def _thing(parameter: Parameter, value: str, source: GraphSource) -> Iri:
    """The thing that an IRI, a name, or a name behind its class stands for."""
    kind, name = _class_and_name(value)
    if kind and kind in _classes(parameter.type):
        return _named(replace(parameter, type=kind), name, source)
    return iri_in(value) or _named(parameter, value, source)


def _class_and_name(value: str) -> tuple[str, str]:
    """What "Place:Suzhou" spells; no class where another value is given.

    Example:
        >>> _class_and_name("place: Suzhou"), _class_and_name("Suzhou")
        (('Place', 'Suzhou'), ('', 'Suzhou'))
    """
    kind, colon, name = value.partition(":")
    word = kind.strip().casefold()
    found = next((one for one in (*CLASSES, *TASKS) if one.casefold() == word), "")
    return (found, name.strip()) if colon and found else ("", value)


def iri_in(value: str) -> Iri | None:
    """The IRI that `value` spells, in angle brackets, with a known prefix, or whole; None where it is a name.

    Example:
        >>> iri_in("pg:Place"), iri_in("<http://example.org/x>"), iri_in("Note: this")
        ('https://w3id.org/policygraph/ontology#Place', 'http://example.org/x', None)
    """
    inner = value[1:-1] if value.startswith("<") and value.endswith(">") else value
    if not _IRI.fullmatch(inner) or not is_iri(inner):
        return None
    prefix, _, local = inner.partition(":")
    return (
        Iri(PREFIXES[prefix] + local)
        if prefix in PREFIXES and inner == value
        else Iri(inner)
    )


def _number(parameter: Parameter, value: str) -> Literal:
    """The number that plain digits write: what has an exponent may be longer than any memory.

    Raises:
        ParameterError: They write none of the parameter's type.
    """
    form, expected = _NUMBERS[parameter.type]
    if not form.fullmatch(value):
        raise ParameterError(
            f"{parameter.name}='{value}' is no {parameter.type}", expected=expected
        )
    if parameter.type == "decimal":
        from decimal import Decimal

        return Literal(f"{Decimal(value):f}", XSD.decimal)
    return Literal(f"{int(value)}", XSD.integer)


def _anything(value: str, source: GraphSource) -> Term:
    """What a value may stand for in somebody's own query: an IRI, a thing of that name, a number, or just text."""
    found = iri_in(value)
    if found:
        return found
    for kind in ("integer", "decimal"):
        try:
            return _number(Parameter("", kind, "", ""), value)
        except ParameterError:
            continue
    try:
        return _named(Parameter("", "any thing", "", ""), value, source)
    except ParameterError:
        return Literal(value)


def _word(parameter: Parameter, value: str) -> Iri:
    """The ontology's term for a word such as "planned", "places" or "located in"."""
    words = _WORDS[parameter.type]
    iri = iri_in(value)
    if iri:
        return iri
    plain = fold(value).replace(" ", "")
    for word in words:
        if plain in {
            word.casefold(),
            f"{word.casefold()}s",
            word.casefold().removesuffix("y") + "ies",
        }:
            return PG[word]
    raise ParameterError(
        f"{parameter.name}='{value}' is no {parameter.type}{did_you_mean(value, words)}",
        expected=f"one of {', '.join(words)}",
    )


def _none_of(type_: str) -> str:
    """What a value names that names nothing of a type."""
    return "nothing" if type_ == "any thing" else f"no {type_}"


def _named(parameter: Parameter, value: str, source: GraphSource) -> Iri:
    """The thing of the parameter's type that bears the name."""
    classes = _classes(parameter.type)
    typed = Literal(value, language="en")
    exact = _bearers(_things(source, classes, [typed]), value)
    if not exact:
        exact = _spelled_otherwise(parameter, value, source)
    if len(exact) > 1:
        raise _ambiguous(parameter, value, exact)
    return next(iter(exact))


def _spelled_otherwise(
    parameter: Parameter, value: str, source: GraphSource
) -> dict[Iri, Iri]:
    """The things that bear a name in whatever spelling, each with its class.

    Raises:
        UnknownNameError: There is none; the message names the nearest.
    """
    known = many_names(source)
    alike = _alike(known, value) if known else None
    names = _things(source, _classes(parameter.type), alike)
    exact = _bearers(names, value)
    if not exact:
        raise _nothing_named(parameter, value, {name for _, name, _ in names})
    return exact


def _alike(known: Sequence[Literal], value: str) -> list[Literal]:
    """Those of many names that are a text in whatever spelling, or near to it."""
    near = set(nearest(value, {name.value for name in known}))
    folded = fold(value)
    return [name for name in known if name.value in near or fold(name.value) == folded]


def _ambiguous(
    parameter: Parameter, value: str, exact: Mapping[Iri, Iri]
) -> ParameterError:
    """The error of a name that several things bear; their classes are told where they tell them apart."""
    classes = {kind.removeprefix(str(PG)) for kind in exact.values()}
    several = len(classes) > 1
    listed = ", ".join(
        f"{exact[iri].removeprefix(str(PG))} <{iri}>" if several else f"<{iri}>"
        for iri in sorted(exact)
    )
    by_class = f", or its class before the name ({min(classes)}:{value})"
    return ParameterError(
        f"{parameter.name}='{value}' names {len(exact)} things: {listed}",
        remedy="give the IRI of one" + (by_class if several else ""),
    )


def _bearers(things: Iterable[tuple[Iri, str, Iri]], value: str) -> dict[Iri, Iri]:
    """The things that bear a name, however it is written, each with its class."""
    return {thing: kind for thing, name, kind in things if fold(name) == fold(value)}


def _nothing_named(
    parameter: Parameter, value: str, names: set[str]
) -> UnknownNameError:
    near = did_you_mean(value, names)
    return UnknownNameError(
        f"{parameter.name}='{value}' names {_none_of(parameter.type)} of this graph{near}",
        remedy=""
        if near
        else "`policygraph query search --param text=...` finds names",
    )


def _classes(kind: str) -> tuple[str, ...]:
    if kind == "entity":
        return CLASSES
    return (
        TASKS
        if kind == "task"
        else (*CLASSES, *TASKS, "Report")
        if kind == "any thing"
        else (kind,)
    )


def _things(
    source: GraphSource, classes: Iterable[str], names: Iterable[Literal] | None = None
) -> list[tuple[Iri, str, Iri]]:
    """The things of these classes with their names; only those with exactly these names, if some are given.

    A look-up by exact name is quick in any graph; the whole list is read only where that finds nothing.
    """
    from policygraph.sparql.binding import with_choices

    wanted = {PG[kind] for kind in classes}
    answer = source.query(
        _NAMES if names is None else with_choices(_NAMES, "name", names)
    )
    if not isinstance(answer, Answer):
        return []
    named: dict[tuple[Iri, str], Iri] = {}
    for thing, label, kind in answer.only(("thing", "name", "class")).rows:
        if kind in wanted and isinstance(thing, Iri) and isinstance(label, Literal):
            named[thing, label.value] = Iri(str(kind))
    return [(thing, label, kind) for (thing, label), kind in named.items()]
