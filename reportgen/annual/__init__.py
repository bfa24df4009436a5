"""The annual report's statutory part: the form, the workbook 年报数据.xlsx, the rules, the documents, the roll-up."""
