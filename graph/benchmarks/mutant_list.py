"""The mutants: small faults, each in one place of the core, and the tests that answer for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_ANSWERS = "tests/test_answers.py"
_ASKING = "tests/queries/test_asking.py"
_ASSEMBLE = "tests/assembly/test_assemble.py"
_BAD_INPUT = "tests/test_bad_input.py"
_BATCH = "tests/test_batch.py"
_BINDING = "tests/sparql/test_binding.py"
_BLAME = "tests/validation/test_blame.py"
_CALIBRATION = "tests/extraction/test_calibration.py"
_ENTITIES = "tests/linking/test_entities.py"
_EVALUATION = "tests/test_evaluation.py"
_EXPORT = "tests/test_export.py"
_EXTRACT = "tests/extraction/test_extract.py"
_FACTS = "tests/assembly/test_facts.py"
_FIGURES = "tests/linking/test_figures.py"
_FILES = "tests/test_files.py"
_FORMATS = "tests/queries/test_formats.py"
_GUARD = "tests/sparql/test_guard.py"
_HYPHENS = "tests/source/test_hyphens.py"
_IRIS = "tests/assembly/test_iris.py"
_LABELS = "tests/linking/test_labels.py"
_LAYOUT = "tests/assembly/test_layout.py"
_LINKAGES = "tests/linking/test_linkages.py"
_MATCHING = "tests/vocabulary/test_matching.py"
_MENTIONS = "tests/extraction/test_mentions.py"
_NUMERALS = "tests/linking/test_numerals.py"
_OPENING = "tests/store/test_store_opening.py"
_UNCHANGED = "tests/building/test_unchanged.py"
_WORKERS = "tests/building/test_workers.py"
_PIPELINE = "tests/test_pipeline.py"
_PUSH = "tests/test_push.py"
_QUALITY = "tests/test_quality.py"
_RDF = "tests/test_rdf.py"
_REFUSAL = "tests/web/test_refusal.py"
_REMOTE = "tests/test_remote.py"
_RESOLUTION = "tests/linking/test_resolution.py"
_ROUTES = "tests/linking/test_routes.py"
_SENTENCES = "tests/report/test_sentences.py"
_SPANS = "tests/assembly/test_spans.py"
_SPREADSHEETS = "tests/test_spreadsheets.py"
_STATEMENTS = "tests/assembly/test_statements.py"
_STORE = "tests/test_store.py"
_STRUCTURE = "tests/report/test_structure.py"
_TOGETHER = "tests/test_reports_together.py"
_VALIDATION = "tests/test_validation.py"
_VOCABULARY = "tests/test_vocabulary.py"


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault to be made in one module.

    `sound` stands once in the module and becomes `faulty`; `tests` are what must notice it, as pytest takes them.
    `without_effect` says why nobody can notice it, where nobody can.
    """

    name: str
    module: str
    sound: str
    faulty: str
    tests: tuple[str, ...]
    without_effect: str = ""

    def made_from(self, source: str) -> str:
        """The module's source with the fault in it.

        Raises:
            ValueError: The place of the fault is not there, or not one alone: the code has changed.
        """
        places = list(re.finditer(_however_folded(self.sound), source))
        if len(places) != 1:
            raise ValueError(
                f"mutant {self.name!r}: {self.sound!r} stands {len(places)} times in {self.module}, "
                f"expected once; give the place anew in mutant_list.py"
            )
        begin, end = places[0].span()
        return source[:begin] + self.faulty + source[end:]


def _however_folded(code: str) -> str:
    """A pattern for code, wherever the formatter broke its lines: after a bracket, at a space within a line."""
    return "".join(
        _piece(character, before) for before, character in pairwise("\n" + code)
    )


def _piece(character: str, before: str) -> str:
    escaped = re.escape(character)
    if character == " ":
        return " " if before in " \n" else r"\s+"
    if character in "([{":
        return escaped + r"\s*"
    if character in ")]}":
        return r",?\s*" + escaped
    return escaped


MUTANTS = (
    Mutant(
        "an IRI that may be a comparison hides brackets",
        "sparql/guard.py",
        'opened = text.count("(")',
        "opened = 0",
        (
            _GUARD,
            _REFUSAL,
        ),
    ),
    Mutant(
        "BASE is not minded in FROM",
        "sparql/guard.py",
        'if first.keyword == "BASE":',
        'if first.keyword == "BASES":',
        (
            _GUARD,
            _REFUSAL,
        ),
    ),
    Mutant(
        "SERVICE is not looked for by the engine's grammar",
        "sparql/guard.py",
        "    _refuse_service(text)\n    for",
        "    for",
        (
            _GUARD,
            _REFUSAL,
        ),
    ),
    Mutant(
        "a FROM glued to NAMED is no FROM",
        "sparql/guard.py",
        're.compile(r"FROM(?:NAMED)?|NAMED", re.IGNORECASE)',
        're.compile(r"FROM", re.IGNORECASE)',
        (
            _GUARD,
            _REFUSAL,
        ),
    ),
    Mutant(
        "a local name in FROM keeps its escapes",
        "sparql/guard.py",
        '_LOCAL_ESCAPE.sub(r"\\1", local)',
        "local",
        (
            _GUARD,
            _REFUSAL,
        ),
    ),
    Mutant(
        "one bracket too few may be nested",
        "sparql/guard.py",
        "if number > most:",
        "if number >= most:",
        (
            _GUARD,
            _REFUSAL,
        ),
    ),
    Mutant(
        "an update that does not parse is let through",
        "sparql/guard.py",
        "if not words or reach_of(text) is not Reach.SHORT:",
        "if not words or reach_of(text) is Reach.SHORT:",
        (
            _GUARD,
            _REFUSAL,
        ),
    ),
    Mutant(
        "FROM may name any graph",
        "sparql/guard.py",
        "if clause.iri not in graphs:",
        "if graphs and clause.iri not in graphs:",
        (
            _GUARD,
            _REFUSAL,
        ),
    ),
    Mutant(
        "a word that is only mentioned is a keyword",
        "sparql/grammar.py",
        "if reach is Reach.WHOLE or reach_of(text) is Reach.SHORT:",
        "if reach_of(text) is Reach.SHORT:",
        (_REFUSAL,),
    ),
    Mutant(
        "a keyword is found in one case alone",
        "sparql/grammar.py",
        're.compile("".join(letters), re.IGNORECASE)',
        're.compile("".join(letters))',
        (_REFUSAL,),
    ),
    Mutant(
        "the last code point cannot be escaped",
        "sparql/lexer.py",
        "number <= _LAST_CODEPOINT",
        "number < _LAST_CODEPOINT",
        (_GUARD,),
    ),
    Mutant(
        "comments are tokens",
        "sparql/lexer.py",
        'elif kind != "space":',
        "else:",
        (
            _GUARD,
            _REFUSAL,
        ),
    ),
    Mutant(
        "a subquery lets every name through",
        "sparql/binding.py",
        "    return names & found",
        "    return names",
        (_BINDING,),
    ),
    Mutant(
        "a star within COUNT is one of SELECT",
        "sparql/binding.py",
        'if word == "*" and depth == 0:',
        'if word == "*":',
        (_BINDING,),
    ),
    Mutant(
        "a name within an expression is let through",
        "sparql/binding.py",
        'if token.kind == "variable" and (depth == 0 or before == "AS"):',
        'if token.kind == "variable":',
        (_BINDING,),
    ),
    Mutant(
        "control characters go into an IRI as they are",
        "sparql/binding.py",
        'char in _NOT_IN_IRI or char <= " "',
        "char in _NOT_IN_IRI",
        (_BINDING,),
    ),
    Mutant(
        "a line break goes into a string as it is",
        "sparql/binding.py",
        '"\\n": "\\\\n", ',
        "",
        (_BINDING,),
    ),
    Mutant(
        "values go into a template",
        "sparql/binding.py",
        "return not template and not subquery",
        "return not subquery",
        (_BINDING,),
    ),
    Mutant(
        "values go into a block of values",
        "sparql/binding.py",
        "if not self._in_data and _opens_a_group",
        "if _opens_a_group",
        (_BINDING,),
    ),
    Mutant(
        "a tab may begin a formula",
        "spreadsheets.py",
        '"@", "\\t", ',
        '"@", ',
        (_SPREADSHEETS,),
    ),
    Mutant(
        "a full-width sign may begin a formula",
        "spreadsheets.py",
        ', "＝", "＋", "－", "＠")',
        ")",
        (_SPREADSHEETS,),
    ),
    Mutant(
        "1 is no truth",
        "answers.py",
        'return term.value in {"true", "1"}',
        'return term.value == "true"',
        (_ANSWERS,),
    ),
    Mutant(
        "a column that is not there is the last one",
        "answers.py",
        "None if place is None else row[place]",
        "row[-1] if place is None else row[place]",
        (_ANSWERS,),
    ),
    Mutant(
        "types do not come first",
        "rdf.py",
        "return subject, not line.startswith(_TYPE_IN_LINE, len(subject)), rest",
        "return subject, False, rest",
        (_RDF,),
    ),
    Mutant(
        "a language tag keeps its case",
        "rdf.py",
        "{term.language.lower()}",
        "{term.language}",
        (_RDF,),
    ),
    Mutant(
        "XML gets the characters that it cannot hold",
        "rdf.py",
        "lines = [_for_xml(line) for line in lines]",
        "lines = list(lines)",
        (
            _RDF,
            _EXPORT,
        ),
    ),
    Mutant(
        "a host of its own is written as a path",
        "rdf.py",
        'if b"<//" in body:',
        'if b"<///" in body:',
        (_RDF,),
    ),
    Mutant(
        "all prefixes are declared",
        "rdf.py",
        "for prefix, iri in sorted(prefixes.items()) if str(iri) in starts}",
        "for prefix, iri in sorted(prefixes.items())}",
        (_RDF,),
    ),
    Mutant(
        "confidences are cut, not rounded",
        "assembly/facts.py",
        ".quantize(_HUNDREDTH, ROUND_HALF_EVEN)",
        '.quantize(_HUNDREDTH, "ROUND_DOWN")',
        (_FACTS,),
    ),
    Mutant(
        "a whole number loses its zeros",
        "assembly/facts.py",
        'if "." in plain: plain = plain.rstrip("0").rstrip(".")',
        'plain = plain.rstrip("0").rstrip(".")',
        (_FACTS,),
    ),
    Mutant(
        "nought may be negative",
        "assembly/facts.py",
        'if plain == "-0": plain = "0"',
        "",
        (_FACTS,),
    ),
    Mutant(
        "a span may reach beyond the text",
        "assembly/spans.py",
        "if not cut or len(cut) != span.end - span.begin:",
        "if not cut:",
        (
            _SPANS,
            _ASSEMBLE,
        ),
    ),
    Mutant(
        "a part without a sentence has the page of the next",
        "assembly/spans.py",
        "if self._begins[first] >= span.end: return 0",
        "",
        (
            _SPANS,
            _ASSEMBLE,
        ),
    ),
    Mutant(
        "the surest reading of a span counts",
        "assembly/spans.py",
        "least = min(mention.confidence for mention, _ in readings)",
        "least = max(mention.confidence for mention, _ in readings)",
        (
            _SPANS,
            _ASSEMBLE,
        ),
    ),
    Mutant(
        "the least sure finding of a linkage counts",
        "assembly/statements.py",
        "surest = max(stated.confidence for stated in alike)",
        "surest = min(stated.confidence for stated in alike)",
        (_STATEMENTS,),
    ),
    Mutant(
        "the less sure of two stages stands",
        "assembly/statements.py",
        "key=lambda one: (-one.confidence, one.project)",
        "key=lambda one: (one.confidence, one.project)",
        (_STATEMENTS,),
    ),
    Mutant(
        "something is linked with itself",
        "assembly/statements.py",
        "if stated.subject != stated.object:",
        "if stated.subject:",
        (_STATEMENTS,),
    ),
    Mutant(
        "a separator within a part is none",
        "assembly/iris.py",
        '.replace(_SEPARATOR, "\\\\u001f")',
        "",
        (_IRIS,),
    ),
    Mutant(
        "what tells homonyms apart is left out",
        "assembly/iris.py",
        " and not any(distinct)",
        "",
        (_IRIS,),
    ),
    Mutant(
        "linkages of two reports are one",
        "assembly/iris.py",
        "parts = (self.key, subject",
        'parts = ("", subject',
        (
            _IRIS,
            _ASSEMBLE,
            _TOGETHER,
        ),
    ),
    Mutant(
        "a span holds the character behind it",
        "assembly/layout.py",
        "place = bisect_right(self._starts, position) - 1",
        "place = bisect_right(self._starts, position - 1) - 1",
        (_LAYOUT,),
    ),
    Mutant(
        "a measure concerns all of its sentence",
        "assembly/tasks.py",
        "if reach.covers(span):",
        "if reach:",
        (_ASSEMBLE,),
    ),
    Mutant(
        "only the lowest task concerns what it mentions",
        "assembly/tasks.py",
        "level = self._report.tasks[level].parent",
        "level = None",
        (_ASSEMBLE,),
    ),
    Mutant(
        "names merge over jurisdictions",
        "assembly/identity.py",
        'self._scope = f"place-{_geonames(self.home)}" if self.home else names.key',
        'self._scope = ""',
        (
            _ASSEMBLE,
            _TOGETHER,
        ),
    ),
    Mutant(
        "a place's name stands whatever case it is in",
        "assembly/identity.py",
        '" ".join(name.split()).casefold()\n    return sought in {own.casefold()',
        '" ".join(name.split())\n    return sought in {own',
        (
            _ASSEMBLE,
            _TOGETHER,
        ),
    ),
    Mutant(
        "the lone blamed value goes, though the rule names none",
        "validation/gate.py",
        "return statements if value is not None or len(statements) > 1 else []",
        "return statements",
        (
            _BLAME,
            _VALIDATION,
        ),
    ),
    Mutant(
        "all linkages of a circle go at once",
        "validation/gate.py",
        "if circle & broken_together or not _stands(",
        "if not _stands(",
        (
            _BLAME,
            _VALIDATION,
        ),
    ),
    Mutant(
        "the surest goes first",
        "validation/gate.py",
        "key=lambda item: removal.rejection_order(item[0]))",
        "key=lambda item: removal.rejection_order(item[0]), reverse=True)",
        (
            _BLAME,
            _VALIDATION,
        ),
    ),
    Mutant(
        "a direct triple goes though another linkage states it",
        "validation/removal.py",
        "if direct in graph and set(stating(graph, direct)) <= {linkage}:",
        "if direct in graph:",
        (
            _BLAME,
            _VALIDATION,
        ),
    ),
    Mutant(
        "a geometry goes with one of its two places",
        "validation/removal.py",
        "and graph.holders(GEO.hasCentroid, geometry) == (node,):",
        "and graph.holders(GEO.hasCentroid, geometry):",
        (
            _BLAME,
            _VALIDATION,
        ),
    ),
    Mutant(
        "a report may go",
        "validation/gate.py",
        "if graph.is_a(focus, PG.Report):",
        "if graph.is_a(focus, PG.Section):",
        (
            _BLAME,
            _VALIDATION,
        ),
    ),
    Mutant(
        "a linkage at the least confidence is left out",
        "linking/linkages.py",
        "if linkage.confidence >= min_confidence",
        "if linkage.confidence > min_confidence",
        (
            _LINKAGES,
            _PIPELINE,
        ),
    ),
    Mutant(
        "a stage at the least confidence is left out",
        "linking/__init__.py",
        "if one.confidence >= min_confidence",
        "if one.confidence > min_confidence",
        (
            _LINKAGES,
            _PIPELINE,
        ),
    ),
    Mutant(
        "confidences of the reader are not rounded",
        "linking/linkages.py",
        "round(pair.confidence, _PLACES)",
        "pair.confidence",
        (_LINKAGES,),
    ),
    Mutant(
        "one pair may have several linkages",
        "linking/linkages.py",
        "kept = _without_cycles(_one_for_a_pair(linkages))",
        "kept = _without_cycles(linkages)",
        (_LINKAGES,),
    ),
    Mutant(
        "things may be part of each other",
        "linking/linkages.py",
        "if linkage.subject in _reached(above, linkage.object):",
        "if linkage.subject == linkage.object:",
        (_LINKAGES,),
    ),
    Mutant(
        "the least sure finder names a linkage",
        "linking/linkages.py",
        "min(same, key=lambda one: (-one.confidence, one.found_by))",
        "min(same, key=lambda one: (one.confidence, one.found_by))",
        (_LINKAGES,),
    ),
    Mutant(
        "the ontology forbids no linkage",
        "linking/linkages.py",
        "if candidate.property not in signatures().get((subject.type, object_.type), ()):",
        "if False:",
        (_LINKAGES,),
    ),
    Mutant(
        "of two stages the earlier stands",
        "linking/stages.py",
        "key=lambda stage: (counts[stage], STAGES.index(stage))",
        "key=lambda stage: (counts[stage], -STAGES.index(stage))",
        (_ENTITIES,),
    ),
    Mutant(
        "half an object names no project",
        "linking/stages.py",
        "object_.overlap(mention.span) >= _LEAST_SHARE",
        "object_.overlap(mention.span) > _LEAST_SHARE",
        (_ENTITIES,),
    ),
    Mutant(
        "a route may begin and end in one place",
        "linking/routes.py",
        "if not len(set(ends)) == len(ends) > 1:",
        "if len(ends) <= 1:",
        (_ROUTES,),
    ),
    Mutant(
        "thousands are hundredths",
        "linking/numerals.py",
        'return Decimal(plain.replace(",", ""))',
        'return Decimal(plain.replace(",", "."))',
        (
            _NUMERALS,
            _FIGURES,
        ),
    ),
    Mutant(
        "a number may be of any length",
        "linking/numerals.py",
        "_LONGEST = 25",
        "_LONGEST = 2500",
        (
            _NUMERALS,
            _FIGURES,
        ),
    ),
    Mutant(
        "a minus is overlooked",
        "linking/numerals.py",
        "value = -value",
        "value = value",
        (
            _NUMERALS,
            _FIGURES,
        ),
    ),
    Mutant(
        "a fraction may be more than one",
        "linking/numerals.py",
        "if not 0 < over < under:",
        "if not 0 < over:",
        (
            _NUMERALS,
            _FIGURES,
        ),
    ),
    Mutant(
        "a number that goes on is read as far as it goes",
        "linking/numerals.py",
        "if _GLUED.match(text, end) or digits > _LONGEST:",
        "if digits > _LONGEST:",
        (
            _NUMERALS,
            _FIGURES,
        ),
    ),
    Mutant(
        "a range may fall",
        "linking/figures.py",
        " or abs(first.value) > abs(second.value)",
        "",
        (_FIGURES,),
    ),
    Mutant(
        "of several years one is taken",
        "linking/figures.py",
        "return years.pop() if len(years) == 1 else None",
        "return min(years)",
        (_FIGURES,),
    ),
    Mutant(
        "the year that follows a figure is not its own",
        "linking/figures.py",
        'return int(found["year"]) if found else None',
        "return None",
        (_FIGURES,),
    ),
    Mutant(
        "a place stands in the span of a longer name",
        "vocabulary/matching.py",
        "        and longer.span != name.span\n",
        "",
        (
            _MATCHING,
            _VOCABULARY,
        ),
    ),
    Mutant(
        "a name stands within a hyphenated word",
        "vocabulary/matching.py",
        '    if outer == "-":\n        return beyond.isalnum()\n',
        "",
        (
            _MATCHING,
            _VOCABULARY,
        ),
    ),
    Mutant(
        "of two entries of one name the earlier wins",
        "vocabulary/matching.py",
        "patterns[pattern.name, pattern.type] = pattern",
        "patterns.setdefault((pattern.name, pattern.type), pattern)",
        (
            _MATCHING,
            _VOCABULARY,
        ),
    ),
    Mutant(
        "a name in capitals is none",
        "vocabulary/matching.py",
        "return words in (name, name.upper()) or",
        "return words == name or",
        (
            _MATCHING,
            _VOCABULARY,
        ),
    ),
    Mutant(
        "a zone that is being built is a place",
        "vocabulary/matching.py",
        "entry in self._zones and _is_built(stretch.plain, stretch.begin)",
        "False",
        (
            _MATCHING,
            _VOCABULARY,
        ),
    ),
    Mutant(
        "lower case may be longer than the text",
        "vocabulary/matching.py",
        "if len(lowered) == len(text):",
        "if lowered:",
        (
            _MATCHING,
            _VOCABULARY,
        ),
    ),
    Mutant(
        "a place in a name has the curve of places",
        "extraction/mentions.py",
        "reader.calibration.of(head).at(",
        "reader.calibration.of(kind).at(",
        (
            _EXTRACT,
            _MENTIONS,
            _CALIBRATION,
        ),
    ),
    Mutant(
        "the curves of pairs in names are exchanged",
        "extraction/calibration.py",
        "np.where(in_names, inside, outside)",
        "np.where(in_names, outside, inside)",
        (_CALIBRATION,),
    ),
    Mutant(
        "an everyday word at the bar does not stand",
        "extraction/mentions.py",
        "if sure >= HINT:",
        "if sure > HINT:",
        (_MENTIONS,),
    ),
    Mutant(
        "a barred phrase stays",
        "extraction/mentions.py",
        "mentions = [mention for mention in found.mentions if mention not in gone]",
        "mentions = list(found.mentions)",
        (_MENTIONS,),
    ),
    Mutant(
        '"not only" negates',
        "extraction/negation.py",
        "return not _is_not_only(before, at - 1, words, verb)",
        "return True",
        (_MENTIONS,),
    ),
    Mutant(
        "the sentence before negates",
        "extraction/negation.py",
        " if sentence == sentences[verb]]",
        "]",
        (_MENTIONS,),
    ),
    Mutant(
        "nothing behind a break is negated before it",
        "extraction/negation.py",
        "        if before[at] in _BREAKS:\n            return False\n",
        "",
        (_MENTIONS,),
    ),
    Mutant(
        "a Chinese stop needs a space",
        "report/sentences.py",
        'if stop["han"]: return True',
        'if stop["han"]: return False',
        (_SENTENCES,),
    ),
    Mutant(
        "the stop behind a paragraph's number ends a sentence",
        "report/sentences.py",
        "_STOP.finditer(text, max(begin, marker_end), span.end)",
        "_STOP.finditer(text, begin, span.end)",
        (
            _SENTENCES,
            _STRUCTURE,
        ),
    ),
    Mutant(
        "the number of an item ends a sentence",
        "report/sentences.py",
        "return not _counts_on(before) and _full_stop",
        "return _full_stop",
        (_SENTENCES,),
    ),
    Mutant(
        "a title's stop ends a sentence",
        "report/sentences.py",
        "if short in TITLE_ABBREVIATIONS:",
        "if not short:",
        (_SENTENCES,),
    ),
    Mutant(
        "sections reach to the end of the text",
        "report/sections.py",
        "ends[open_sections.pop()] = blocks[at - 1].span.end",
        "open_sections.pop()",
        (_STRUCTURE,),
    ),
    Mutant(
        "a heading with a hash is below one with fewer only if next to it",
        "report/sections.py",
        "takewhile(lambda other: 0 < other.hashes < marker.hashes",
        "takewhile(lambda other: 0 < other.hashes <= marker.hashes",
        (_STRUCTURE,),
    ),
    Mutant(
        "the block of a heading is not in its section",
        "report/sections.py",
        "before = bisect_right(self.headings, block)",
        "before = bisect_right(self.headings, block - 1)",
        (_STRUCTURE,),
    ),
    Mutant(
        "a digit before a hyphen is joined",
        "source/hyphens.py",
        " or first[-1].isdigit() or",
        " or",
        (_HYPHENS,),
    ),
    Mutant(
        "of a word and a compound seen as often the compound stands",
        "source/hyphens.py",
        "compound > whole if",
        "compound >= whole if",
        (_HYPHENS,),
    ),
    Mutant(
        "a soft hyphen stays",
        "source/hyphens.py",
        'if mark == "\\u00ad" or (',
        "if (",
        (_HYPHENS,),
    ),
    Mutant(
        "a prefix that parts is joined",
        "source/hyphens.py",
        " or last in _PARTING:",
        ":",
        (_HYPHENS,),
    ),
    Mutant(
        "a broken paragraph is none",
        "quality.py",
        "broken += goes_on and not",
        "broken += goes_on and",
        (_QUALITY,),
    ),
    Mutant(
        "the default graph lacks what named graphs hold",
        "store/opening.py",
        "        store.bulk_load(held, triples)\n        store.bulk_load(held, triples, to_graph=graph)",
        "        store.bulk_load(held, triples, to_graph=graph)",
        (
            _OPENING,
            _STORE,
        ),
    ),
    Mutant(
        "of two reports in a file one gets all",
        "store/opening.py",
        "home = reports.pop() if len(reports) == 1 else",
        "home = reports.pop() if reports else",
        (_OPENING,),
    ),
    Mutant(
        "blank nodes of two files are one",
        "store/opening.py",
        'Iri(f"_:f{number}{term[2:]}")',
        'Iri(f"_:f{term[2:]}")',
        (
            _OPENING,
            _STORE,
        ),
    ),
    Mutant(
        "nought is not a whole number from nought",
        "store/numbers.py",
        "return int(number) >= _LEAST[datatype]",
        "return int(number) > _LEAST[datatype]",
        (
            _STORE,
            _EXPORT,
        ),
    ),
    Mutant(
        "a file loses its permissions",
        "files.py",
        "self._lock if os.chmod in os.supports_fd else self._aside, mode)",
        "self._lock if os.chmod in os.supports_fd else self._aside, 0o600)",
        (_FILES,),
    ),
    Mutant("leftovers stay", "files.py", "        sweep(folder)\n", "", (_FILES,)),
    Mutant(
        "a password goes over plain http",
        "remote.py",
        "if address.credentials and address.is_plain and not _PERMITTED.get():",
        "if address.credentials and address.is_plain and _PERMITTED.get():",
        (_REMOTE,),
    ),
    Mutant(
        "redirects are followed",
        "remote.py",
        "follow_redirects=False",
        "follow_redirects=True",
        (
            _REMOTE,
            _PUSH,
        ),
    ),
    Mutant(
        "a mention of another class counts",
        "evaluation/scoring.py",
        "if wanted.type == mention.type",
        "if wanted.type",
        (_EVALUATION,),
    ),
    Mutant(
        "half of an ignored span does not excuse",
        "evaluation/scoring.py",
        "return shared * 2 >= span.end - span.begin",
        "return shared * 2 > span.end - span.begin",
        (_EVALUATION,),
    ),
    Mutant(
        "two of the graph answer to one of the gold",
        "evaluation/scoring.py",
        "if near.gold not in of_gold and near.graph not in of_graph:",
        "if near.graph not in of_graph:",
        (_EVALUATION,),
    ),
    Mutant(
        "excused ends are judged",
        "evaluation/scoring.py",
        "if excused.isdisjoint({subject, target}):",
        "if link:",
        (_EVALUATION,),
    ),
    Mutant(
        "a failed report stops the others",
        "building/making.py",
        "    except PolicygraphError as error:\n        return failed",
        "    except FileNotFoundError as error:\n        return failed",
        (
            _PIPELINE,
            _BATCH,
        ),
    ),
    Mutant(
        "a damaged graph passes for unchanged",
        "building/journal.py",
        "if all(digest(path.read_bytes()) == d for path, d in files.items()):",
        "if all(path.exists() for path, d in files.items()):",
        (_UNCHANGED,),
    ),
    Mutant(
        "what is said of a report does not count",
        "building/deciding.py",
        "        entry=task.entry,",
        "        entry=None,",
        (_UNCHANGED,),
    ),
    Mutant(
        "a report whose process died is lost",
        "building/workers.py",
        "    for task in by_index.values():",
        "    for task in ():",
        (_WORKERS,),
    ),
    Mutant(
        "a base with a space passes",
        "pipeline.py",
        "if not absolute or _FORBIDDEN_IN_IRI & set(base):",
        "if not absolute:",
        (
            _PIPELINE,
            _BAD_INPUT,
        ),
    ),
)
