"""The review copy (校核稿): where every figure and every text comes from, as Word comments and a closing page."""

from reportgen.document.review.given import ReviewFacts
from reportgen.document.review.reviewer import Reviewer

__all__ = ["ReviewFacts", "Reviewer"]
