"""年报数据.xlsx both ways: issued with last year's figures, and read back as a person filled it."""

from reportgen.annual.workbook.codes import FORM_RULES
from reportgen.annual.workbook.known import is_annual_workbook
from reportgen.annual.workbook.read import AnnualRead, read_annual_workbook
from reportgen.annual.workbook.write import annual_workbook

__all__ = ["FORM_RULES", "AnnualRead", "annual_workbook", "is_annual_workbook", "read_annual_workbook"]
