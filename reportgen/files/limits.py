"""How much of a stranger's file is taken in: every limit once, each named in the message that refuses by it.

Source: facts/reliability.md §4; the largest honest file seen holds 100 000 rows, 35 MB unpacked, at a ratio of 44.
"""

from typing import Final

MEGABYTE: Final = 1024 * 1024

FILE_BYTES: Final = 50 * MEGABYTE
"""A file as it lies on the disk."""

UNPACKED_BYTES: Final = 200 * MEGABYTE
"""All parts of a package together, counted while they are inflated."""

PART_BYTES: Final = 100 * MEGABYTE
"""One part of a package."""

PARTS: Final = 2000
"""Parts of a package."""

RATIO: Final = 200
"""Unpacked bytes for each packed one, in parts over ``RATIO_FROM_BYTES``."""

RATIO_FROM_BYTES: Final = 20 * MEGABYTE

DEPTH: Final = 256
"""Elements of XML inside each other; libxml2 holds the same limit wherever we parse with it."""

SPAN: Final = 1000
"""Rows or columns that one cell of a plan's table may say it spans."""

ROWS: Final = 200_000
COLUMNS: Final = 200
"""What is read of a plan's sheet and of 校核结果.xlsx; beyond stand only stray formats."""

LIST_ROWS: Final = 20_000
LIST_COLUMNS: Final = 60
"""What is read of a sheet of 任务清单.xlsx."""

FORM_ROWS: Final = 20_000
FORM_COLUMNS: Final = 200
"""What is read of a returned progress workbook; it has some hundred rows and a dozen columns."""

PDF_PAGES: Final = 500
PDF_SECONDS: Final = 15.0
"""So that the whole command ends within 20."""

PDF_BYTES: Final = 1024 * MEGABYTE
"""Memory that reading a PDF may take, where the system tells how much a program uses."""

PDF_STREAM_BYTES: Final = 32 * MEGABYTE
"""One stream of a PDF inflated; the honest ones hold the text of a page."""
