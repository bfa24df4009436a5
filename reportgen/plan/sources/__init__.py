"""Files of every usual kind become the same small sequence of blocks."""

from reportgen.plan.sources.read import read_blocks

__all__ = ["read_blocks"]
