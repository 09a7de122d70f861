"""Full text: which sentences of the reports have some words, in a table of SQLite beside a store or in memory.

Example:
    >>> from policygraph.fulltext.index import Index
    >>> from policygraph.fulltext.model import Sentence
    >>> index = Index.in_memory()
    >>> index.add("x:r", "Plan", [Sentence("x:s", 0, 3, "Railways reach Québec by 2030.")], ())
    >>> found = index.search("quebec rail*")
    >>> [(hit.title, hit.page, [hit.text[a:b] for a, b in hit.marks]) for hit in found.hits]
    [('Plan', 3, ['Railways', 'Québec'])]
"""

from policygraph.fulltext.model import Found, Hit, Sentence

__all__ = ["Found", "Hit", "Sentence"]
