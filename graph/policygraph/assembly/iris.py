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
    joined = _SEPARATOR.join(
        part.replace("\\", "\\\\").replace(_SEPARATOR, "\\u001f") for part in parts
    )
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:digits]


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
    shown = "".join(
        character if _plain(character) else "_" for character in name[:_LONGEST]
    )
    readable = re.sub(r"_+", "_", re.sub(r"-+", "-", shown)).strip("_-")
    if readable and readable.replace("_", " ") == name and not any(distinct):
        return readable
    return f"{readable}--{digest(name, *distinct, digits=_NAME_DIGITS)}"


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
        return cls(
            str(base), hashlib.sha256(text.encode()).hexdigest()[:_REPORT_DIGITS]
        )

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
        offsets = "-".join(f"{span.begin}-{span.end}" for span in spans)
        return Iri(f"{self.base}{kind.lower()}-{self.key}-{offsets}")

    def place(self, geonames: str) -> Iri:
        """A place that GeoNames knows, the same in every report: by its id there."""
        return Iri(f"{self.base}place-{geonames}")

    def known(self, type_: str, label: str, entry: str) -> Iri:
        """What a vocabulary names, the same in every report: by its canonical name and what tells entries apart."""
        return Iri(f"{self.base}{type_.lower()}-{slug(' '.join(label.split()), entry)}")

    def entity(self, type_: str, folded: str, discriminator: str, scope: str) -> Iri:
        """Any other entity: by its class, its folded name, what tells homonyms apart, and the scope of its name."""
        return Iri(f"{self.base}{type_.lower()}-{slug(folded, discriminator, scope)}")

    def build(self, *parts: str) -> Iri:
        """The activity that made the graph: by everything that decides what it makes."""
        return Iri(
            f"{self.base}build-{digest(self.key, *parts, digits=_REPORT_DIGITS)}"
        )

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
        return Iri(
            f"{self.base}geometry-{place.removeprefix(self.base).removeprefix('place-')}"
        )

    def linkage(self, subject: Iri, property_: str, target: Iri) -> Iri:
        """The statement of a linkage in this report."""
        parts = (
            self.key,
            subject.removeprefix(self.base),
            property_,
            target.removeprefix(self.base),
        )
        return Iri(
            f"{self.base}linkage-{property_}-{digest(*parts, digits=_REPORT_DIGITS)}"
        )
