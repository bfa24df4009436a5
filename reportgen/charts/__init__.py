"""Completion → charts: one chart data, drawn as a picture or as a native Word chart.

Nothing heavy is imported here: `pictures` brings matplotlib, `native` and `template` bring docx and XlsxWriter.
"""

from reportgen.charts.data import ChartData, make_charts, worth_drawing

__all__ = ["ChartData", "make_charts", "worth_drawing"]
