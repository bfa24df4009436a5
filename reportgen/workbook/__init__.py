"""The progress workbook both ways: one spec, issued to the units and read back when they return it."""
