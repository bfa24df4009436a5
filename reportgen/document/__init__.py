"""Completion and what the units wrote → the section as a Word document."""

from reportgen.document.case import Case
from reportgen.document.missing import MissingPart, missing_parts
from reportgen.document.review import ReviewFacts
from reportgen.document.section import render_section, short_form
from reportgen.document.withheld import withhold

__all__ = ["Case", "MissingPart", "ReviewFacts", "missing_parts", "render_section", "short_form", "withhold"]
