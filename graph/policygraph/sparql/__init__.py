"""SPARQL text seen from outside: its tokens, and what is refused in it.

Nothing here evaluates a query.

Example:
    >>> refuse_what_reaches_out("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
        ...
    policygraph.errors.RefusedQueryError: SERVICE at 1:12 asks another server; expected ...
"""

from policygraph.sparql.guard import graphs_named_in, refuse_what_reaches_out
from policygraph.sparql.lexer import Token, lex, unescape

__all__ = ["Token", "graphs_named_in", "lex", "refuse_what_reaches_out", "unescape"]
