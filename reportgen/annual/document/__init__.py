"""What was entered → the complete annual report: content, Word document, web page, PDF."""

from reportgen.annual.document.build import annual_content
from reportgen.annual.document.content import AnnualContent, paragraphs_of
from reportgen.annual.document.html import render_html
from reportgen.annual.document.options import AnnualChart, AnnualOptions, PlanPlacement
from reportgen.annual.document.pdf import as_pdf
from reportgen.annual.document.word import render_word

__all__ = [
    "AnnualChart",
    "AnnualContent",
    "AnnualOptions",
    "PlanPlacement",
    "annual_content",
    "as_pdf",
    "paragraphs_of",
    "render_html",
    "render_word",
]
