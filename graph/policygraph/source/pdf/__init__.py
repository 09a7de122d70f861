"""PDF files: the text of their pages in reading order, and what their layout shows.

    bytes → process (PDFium, words, lines) → furniture → blocks → roles → joining → writing → Document

PDFium says where each word stands and how it is set; which words make a column, a paragraph, a heading, a note or a
row is told here, by geometry alone.
"""
