"""Anybody's published annual report (.docx, .html, .pdf, .xlsx …) as an ``AnnualReport``, tables by their labels."""
