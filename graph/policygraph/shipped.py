"""What ships under a name of its own."""

SHIPPED = "small"
"""The reader that ships."""
