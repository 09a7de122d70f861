"""The full name of what a mention names: the head that a list shares is given to each of its members.

"Yuxi and Chongqing-Hunan high-speed railways" names the "Yuxi high-speed railway" and the "Chongqing-Hunan high-speed
railway"; "chemical, equipment and other industries" the "chemical industry" and the "equipment industry"; "coal mines
such as Jiulong and Tangjia" the "Jiulong coal mine" and the "Tangjia coal mine".
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from policygraph.linking import english
from policygraph.linking.spelling import unquoted, with_own_stop

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from policygraph.extraction.model import Mention
    from policygraph.report.model import Report
    from policygraph.spans import Span

_ACTIVITIES = re.compile(r"\b(?:industries|sectors)$")
_REACH = 90
_MOST_WORDS_OF_A_BARE_NAME = 3
_MOST_WORDS_OF_A_PRODUCT = 8
_ANY_PROJECT = "project"
_SHARING = ("Place", "Project")


def label_mentions(
    report: Report,
    mentions: Sequence[Mention],
    *,
    heads: AbstractSet[str] = frozenset(),
    verbs: AbstractSet[str] = frozenset(),
) -> tuple[str, ...]:
    """The full name of what each mention names, in the order of the mentions.

    `heads` are the head nouns of names in small letters and the singular ("special economic zone"); `verbs` are words
    of the text that are verbs, and so begin no name.
    """
    writer = _Writer(report.text, mentions, heads, verbs)
    for chain in _chains(report.text, mentions):
        for group in _groups(report.text, mentions, chain):
            writer.share(group)
    return writer.finished()


def _as_it_stands(text: str, span: Span) -> str:
    """The words of a mention as a name: with a full stop of its own, without a quotation mark that opens before it."""
    before = text[max(0, span.begin - 2) : span.begin]
    behind = text[span.end : span.end + 1]
    words = unquoted(span.of(text), before=before)
    return english.tidy(with_own_stop(words, behind))


def _gap(text: str, mentions: Sequence[Mention], first: int, second: int) -> str:
    end = mentions[first].span.end
    begin = mentions[second].span.begin
    return text[end:begin]


def _chains(text: str, mentions: Sequence[Mention]) -> Iterator[list[int]]:
    """The lists that mentions of one class form, with nothing but separators between them; most have one member."""
    for kind in (*_SHARING, "Industry"):
        chain: list[int] = []
        for index in _of_class(kind, mentions):
            if chain:
                gap = _gap(text, mentions, chain[-1], index)
                if not english.separates(gap):
                    yield chain
                    chain = []
            chain.append(index)
        if chain:
            yield chain


def _is_proper(label: str) -> bool:
    """Whether every word of a label has a capital, but for the small ones."""
    words = (word for word in label.split() if word not in {"to", "of", "the"})
    return all(map(english.is_capitalised, words))


def _of_class(kind: str, mentions: Sequence[Mention]) -> Iterator[int]:
    """The mentions of a class that are names of their own, by index."""
    for index, one in enumerate(mentions):
        if one.type == kind and not one.implied:
            yield index


def _groups(
    text: str, mentions: Sequence[Mention], chain: Sequence[int]
) -> Iterator[Sequence[int]]:
    """The parts of a list that end in "and": "A and B, and the C and D railways" has two."""
    gaps = [_gap(text, mentions, first, second) for first, second in pairwise(chain)]
    joined = [bool(english.LAST_SEPARATOR.search(gap)) for gap in gaps]
    joined.append(False)
    begin = 0
    for place, gap in enumerate(gaps):
        if not joined[place]:
            continue
        end = place + 2
        # an article opens the next part if that has an "and" of its own
        if gap.endswith("the ") and joined[place + 1]:
            end -= 1
        if end > begin:
            yield chain[begin:end]
        begin = end
    if begin < len(chain):
        yield chain[begin:]


def _names_a_product(label: str) -> bool:
    """Whether a label is a name with what it makes behind it, in small letters: "Carp chips"."""
    words = label.split()
    if len(words) > _MOST_WORDS_OF_A_PRODUCT:
        return False
    if not english.is_capitalised(words[0]):
        return False
    return not english.is_capitalised(words[-1])


class _Writer:
    """Writes the full names of the members of lists over the words that the text has for them."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        heads: AbstractSet[str],
        verbs: AbstractSet[str],
    ) -> None:
        self.text = text
        self.mentions = mentions
        self.heads = heads
        self.verbs = verbs
        words = re.findall(r"\b[a-z][a-z\-]+\b", text)
        self.ordinary = set(map(english.singular, words))
        self.labels = [_as_it_stands(text, mention.span) for mention in mentions]

    def share(self, group: Sequence[int]) -> None:
        """Gives each member of a list the head that stands in its last member, after it or before it."""
        last = group[-1]
        kind = self.mentions[last].type
        if kind == "Industry":
            self._share_activity(group)
            return
        head = self._head_within(group)
        if head:
            members = self._bare(group[:-1], head)
            self._add_head(members, head)
            self.labels[last] = english.singular_phrase(self.labels[last])
            return
        if kind != "Project":
            return
        head = self._head_after(last) or self._head_before(group[0])
        if head and not english.NO_PROJECTS.search(head):
            self._share_outer(group, head)

    def _share_outer(self, group: Sequence[int], head: str) -> None:
        """Gives the bare names of a list the head that stands outside it."""
        short = []
        for member in group:
            words = self.labels[member].split()
            if len(words) <= _MOST_WORDS_OF_A_BARE_NAME:
                short.append(member)
        bare = self._bare(short, head)
        self._add_head(bare, head)
        if english.singular_phrase(head).endswith(_ANY_PROJECT):
            others = [member for member in group if member not in bare]
            self._add_project(others)

    def _add_project(self, members: Sequence[int]) -> None:
        """Calls by the name of projects what a list of projects has by the name of what they make: "Carp chips"."""
        for member in members:
            label = self.labels[member]
            if not _names_a_product(label):
                continue
            if not self._has_head(member, _ANY_PROJECT):
                product = english.singular_phrase(label)
                self.labels[member] = f"{product} {_ANY_PROJECT}"

    def _share_activity(self, group: Sequence[int]) -> None:
        last = group[-1]
        end = self.mentions[last].span.end
        behind = self.text[end : end + _REACH]
        match = english.SHARED_ACTIVITY.match(behind)
        if match:
            activity = english.singular(match["head"].casefold())
            self._add_activity(group, activity)
            return
        if len(group) > 1 and _ACTIVITIES.search(self.labels[last]):
            label = english.singular_phrase(self.labels[last])
            self.labels[last] = label
            *_, activity = label.split()
            self._add_activity(group[:-1], activity)

    def _add_activity(self, members: Sequence[int], activity: str) -> None:
        for member in members:
            label = self.labels[member]
            if not english.OWN_ACTIVITY.search(label):
                self.labels[member] = f"{label} {activity}"

    def _head_within(self, group: Sequence[int]) -> str:
        """The words of the last member that those before it share, or nothing: a head noun in the plural."""
        *others, last = group
        words = self.labels[last].split()
        if not others or not english.is_plural(words[-1].casefold()):
            return ""
        if self.mentions[last].is_known:
            return ""
        gap = _gap(self.text, self.mentions, others[-1], last)
        if not english.LAST_SEPARATOR.search(gap):
            return ""
        begin = self._head_begin(words)
        head = " ".join(words[begin:])
        if not self._bare(others, head):
            return ""
        return head

    def _head_begin(self, words: Sequence[str]) -> int:
        """The word of a name at which its head begins: the longest known head, and small words right before it."""
        begin = self._known_head_begin(words)
        while begin > 1:
            before = words[begin - 1]
            if english.is_capitalised(before) or english.is_function_word(before):
                break
            begin -= 1
        return begin

    def _known_head_begin(self, words: Sequence[str]) -> int:
        for begin in range(1, len(words)):
            if self._is_head(words[begin:]):
                return begin
        return len(words)

    def _is_head(self, words: Sequence[str]) -> bool:
        phrase = english.singular_phrase(" ".join(words))
        return phrase.casefold() in self.heads

    def _head_after(self, last: int) -> str:
        """The head in "A, B and other coal mines"."""
        end = self.mentions[last].span.end
        line, *_ = self.text[end : end + _REACH].split("\n")
        return self._noun_phrase(english.AND_OTHERS.match(line))

    def _head_before(self, first: int) -> str:
        """The head in "coal mines such as A and B"."""
        begin = self.mentions[first].span.begin
        *_, line = self.text[max(0, begin - _REACH) : begin].split("\n")
        return self._noun_phrase(english.INTRODUCED.search(line))

    def _noun_phrase(self, match: re.Match[str] | None) -> str:
        """The noun that a match has for a head; nothing where there is none."""
        if match is None:
            return ""
        words = match["head"].split()
        return english.noun_phrase(words, self.verbs)

    def _add_head(self, members: Sequence[int], head: str) -> None:
        single = english.singular_phrase(head)
        for member in members:
            self.labels[member] = f"{self.labels[member]} {single}"

    def _bare(self, members: Sequence[int], head: str) -> list[int]:
        """The members at the end of a list that are names without a head of their own."""
        bare: list[int] = []
        for member in reversed(members):
            if not head or not _is_proper(self.labels[member]):
                break
            if self._is_whole(member) or self._has_head(member, head):
                break
            bare.insert(0, member)
        return bare

    def _is_whole(self, member: int) -> bool:
        """Whether a name is known as it stands, or short for one that the text has in full before it: "(CBF)"."""
        if self.mentions[member].is_known:
            return True
        label = self.labels[member]
        return label.isupper() and f"({label})" in self.text

    def _has_head(self, member: int, head: str) -> bool:
        """Whether a name ends in a head noun, or holds the one that it would be given."""
        words = english.key(self.labels[member]).split()
        *_, noun = english.key(head).split()
        if noun in words:
            return True
        ends = (" ".join(words[place:]) for place in range(1, len(words)))
        return any(end in self.heads for end in ends)

    def finished(self) -> tuple[str, ...]:
        """The names as they read in running text."""
        self._name_projects_of_companies()
        pairs = zip(self.mentions, self.labels, strict=True)
        return tuple(self._written(mention.type, label) for mention, label in pairs)

    def _written(self, type_: str, label: str) -> str:
        """A name as running text has it."""
        if type_ == "Industry":
            return self._lowered(label)
        return self._sentence_case(label)

    def _name_projects_of_companies(self) -> None:
        """A company that stands for its project: the same words are an institution and a project."""
        bodies = _of_class("Institution", self.mentions)
        companies = {self.mentions[index].span for index in bodies}
        for index, mention in enumerate(self.mentions):
            if mention.type != "Project" or mention.span not in companies:
                continue
            if not self._has_head(index, "project"):
                self.labels[index] = f"{self.labels[index]} project"

    def _is_ordinary(self, word: str) -> bool:
        return english.singular(word.lower()) in self.ordinary

    def _lowered(self, label: str) -> str:
        """An industry's name: only what is a name or an abbreviation keeps its capital."""
        return " ".join(map(self._without_capital, label.split()))

    def _sentence_case(self, label: str) -> str:
        """A name of ordinary words that a sentence or a heading begins with, in small letters."""
        first, *rest = label.split()
        if not rest:
            return label
        if not all(word.islower() or not word.isalpha() for word in rest):
            return label
        opening = self._without_capital(first)
        if opening == first:
            return label
        return " ".join([opening, *rest])

    def _without_capital(self, word: str) -> str:
        """A word as it stands inside a sentence: an ordinary one without its capital."""
        if word.istitle() and self._is_ordinary(word):
            return word.lower()
        return word
