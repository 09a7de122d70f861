"""Documents that are made to be read again: the same text in the ways that people publish, and how well it is read.

The text is known, so what is read can be judged: `manuscript` draws it from a seed, a module for each kind of file sets
it, and `scores` compares what `policygraph` reads with what was set. ``python -m samples`` does all of it and writes
the table of docs/documents.md.
"""
