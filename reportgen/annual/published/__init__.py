"""Anybody's published annual report (.docx, .html, .pdf, .xlsx …) as an ``AnnualReport``, tables by their labels."""

from reportgen.annual.published.read import Published, read_published

__all__ = ["Published", "read_published"]
