"""The IRIs of the data: flat, readable, and the same for the same thing in every run.

A local name is a kind, a hyphen, and what tells the thing apart: a name ("place-Chongqing"), offsets, or a hash. A
name that cannot be written out so that no other name is written alike carries ``--`` and a hash of all its parts.
Hashes are the first hexadecimal digits of SHA-256 (FIPS 180-4) over the UTF-8 parts, joined by U+001F, the unit
separator (escaped inside a part), so that no two lists of parts make one text.

Source: RFC 3987 (characters of an IRI); RDF 1.1 Turtle, section 6.5 (``PN_LOCAL``, which no local name but a span's
needs an escape for).

Example:
    >>> names = Names.of_text("Build the Lantern Hill tunnel.")
    >>> names.place("1814906"), names.known("Place", "Yangtze River Delta", "")[-25:]
    ('https://w3id.org/policygraph/id/place-1814906', 'place-Yangtze_River_Delta')
    >>> names.entity("Project", "lantern hill tunnel", "", "place-1814906")
    'https://w3id.org/policygraph/id/project-lantern_hill_tunnel--508c44d36e8e'
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.namespaces import BASE
from policygraph.terms import Iri

if TYPE_CHECKING:
    from policygraph.spans import Span

_SEPARATOR = "\x1f"
_LONGEST = 80
"""Characters of a name that are written out; a longer one is cut and hashed."""

_REPORT_DIGITS = 16
_NAME_DIGITS = 12
_FIRST_LETTER = "À"
"""From here on Unicode's letters are characters of an IRI and of a Turtle name (ª, µ and º before it are not)."""


def digest(*parts: str, digits: int) -> str:
    """The first hexadecimal digits of the parts' SHA-256.

    Example:
        >>> digest("1", "23", digits=8) == digest("12", "3", digits=8)
        False
    """
    joined = _SEPARATOR.join(map(_escaped, parts))
    coded = joined.encode("utf-8", "surrogatepass")
    return hashlib.sha256(coded).hexdigest()[:digits]


def _escaped(part: str) -> str:
    """A part of a name without the separator in it."""
    return part.replace("\\", "\\\\").replace(_SEPARATOR, "\\u001f")


def slug(name: str, *distinct: str) -> str:
    """The name as part of a local name: letters, digits, single hyphens, and ``_`` for a space.

    Written out alone where that can be read back; else with a hash of it and of what else is `distinct` about it.

    Example:
        >>> slug("Chengdu-Chongqing railway")
        'Chengdu-Chongqing_railway'
        >>> slug("重庆")
        '重庆'
        >>> slug("AT&S, Phase II").partition("--")[0]
        'AT_S_Phase_II'
    """
    shown = "".join(map(_shown, name[:_LONGEST]))
    single = re.sub(r"-+", "-", shown)
    single = re.sub(r"_+", "_", single)
    readable = single.strip("_-")
    told = readable.replace("_", " ")
    if readable and told == name and not any(distinct):
        return readable
    told_apart = digest(name, *distinct, digits=_NAME_DIGITS)
    return f"{readable}--{told_apart}"


def _shown(character: str) -> str:
    """A character as it stands in a local name, ``_`` for one that must not."""
    return character if _plain(character) else "_"


def _plain(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character == "-"
    return character >= _FIRST_LETTER and character.isalpha()


@dataclass(frozen=True, slots=True)
class Names:
    """Mints the IRIs of one report's graph.

    Args:
        base: What all of them begin with.
        key: What stands for the report in the names of its parts.
    """

    base: str
    key: str

    @classmethod
    def of_text(cls, text: str, base: str = BASE) -> Names:
        """The names for a report with that text, wherever its file lies and whatever it is called."""
        digits = hashlib.sha256(text.encode()).hexdigest()
        key = digits[:_REPORT_DIGITS]
        return cls(str(base), key)

    @property
    def report(self) -> Iri:
        """The report itself."""
        return Iri(f"{self.base}report-{self.key}")

    def span(self, span: Span) -> Iri:
        """A stretch of the report's text, whatever is said of it.

        Source: NIF 2.0 Core, the offset-based URI scheme (RFC 5147 with ``char=``).
        """
        return Iri(f"{self.base}report-{self.key}#char={span.begin},{span.end}")

    def part(self, kind: str, *spans: Span) -> Iri:
        """A part of the report, a task or a target: by its kind and its offsets."""
        kind = kind.lower()
        offsets = "-".join(f"{span.begin}-{span.end}" for span in spans)
        return Iri(f"{self.base}{kind}-{self.key}-{offsets}")

    def place(self, geonames: str) -> Iri:
        """A place that GeoNames knows, the same in every report: by its id there."""
        return Iri(f"{self.base}place-{geonames}")

    def known(self, type_: str, label: str, entry: str) -> Iri:
        """What a vocabulary names, the same in every report: by its canonical name and what tells entries apart."""
        kind = type_.lower()
        name = slug(" ".join(label.split()), entry)
        return Iri(f"{self.base}{kind}-{name}")

    def entity(self, type_: str, folded: str, discriminator: str, scope: str) -> Iri:
        """Any other entity: by its class, its folded name, what tells homonyms apart, and the scope of its name."""
        kind = type_.lower()
        name = slug(folded, discriminator, scope)
        return Iri(f"{self.base}{kind}-{name}")

    def build(self, *parts: str) -> Iri:
        """The activity that made the graph: by everything that decides what it makes."""
        told = digest(self.key, *parts, digits=_REPORT_DIGITS)
        return Iri(f"{self.base}build-{told}")

    def file(self, sha256: str) -> Iri:
        """A file that a build used: by its digest."""
        return Iri(f"{self.base}file-{sha256[:_REPORT_DIGITS]}")

    def software(self, name: str, version: str) -> Iri:
        """A version of a program."""
        return Iri(f"{self.base}software-{name}-{version}")

    def reader(self, name: str) -> Iri:
        """A reader that does not ship: by its name."""
        return Iri(f"{self.base}reader-{slug(name)}")

    def geometry(self, place: Iri) -> Iri:
        """The geometry of a place."""
        local = place.removeprefix(self.base)
        name = local.removeprefix("place-")
        return Iri(f"{self.base}geometry-{name}")

    def linkage(self, subject: Iri, property_: str, target: Iri) -> Iri:
        """The statement of a linkage in this report."""
        parts = (
            self.key,
            subject.removeprefix(self.base),
            property_,
            target.removeprefix(self.base),
        )
        told = digest(*parts, digits=_REPORT_DIGITS)
        return Iri(f"{self.base}linkage-{property_}-{told}")
