"""What goes back to the units (退回修改): their own workbooks with cells marked, and notices in plain words."""
