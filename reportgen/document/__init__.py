"""Completion and what the units wrote → the section as a Word document."""

from reportgen.document.section import render_section

__all__ = ["render_section"]
