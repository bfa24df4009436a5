"""Completion and what the units wrote → the section as a Word document."""

from reportgen.document.missing import MissingPart, missing_parts
from reportgen.document.review import ReviewFacts
from reportgen.document.section import render_section
from reportgen.document.withheld import withhold

__all__ = ["MissingPart", "ReviewFacts", "missing_parts", "render_section", "withhold"]
