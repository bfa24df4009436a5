"""An office's own template held against the catalogue of fields: every mistake with its place."""

from reportgen.document.templatecheck.check import TemplateCheck, check_word, check_wording
from reportgen.document.templatecheck.comments import is_ours_unchanged
from reportgen.document.templatecheck.remark import Remark

__all__ = ["Remark", "TemplateCheck", "check_word", "check_wording", "is_ours_unchanged"]
