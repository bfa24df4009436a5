"""A worksheet whose rows grow with what people type into them."""

from typing import Any

from xlsxwriter.worksheet import Worksheet


class GrowingSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter is not fully typed
    """A worksheet of which some rows have a height to begin with and no fixed one.

    A height that is marked as chosen by hand (``customHeight``) stays whatever is typed into the row, and a long answer
    is then cut on the screen and in print. Without the mark spreadsheet programs show the row as written and make it
    higher as soon as its text needs it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._growing: set[int] = set()

    def set_growing_row(self, row: int, height: float) -> None:
        """The height of a row, counted from 0, until its text needs more."""
        self.set_row(row, height)
        self._growing.add(row + 1)

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        if tag == "row" and any(name == "r" and value in self._growing for name, value in attributes):
            attributes = [pair for pair in attributes if pair[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)
