"""Fonts, fills and borders of 年报数据.xlsx, as in the progress workbooks: grey is printed, white is filled in."""

from typing import Any, Final

from reportgen.workbook.looks import REQUIRED_LOOK

_TEXT: dict[str, object] = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
_BORDER: dict[str, object] = {"border": 1, "border_color": "#7F7F7F"}
_LABEL: dict[str, object] = {**_TEXT, **_BORDER, "text_wrap": True, "bg_color": "#F2F2F2"}
_ENTRY: dict[str, object] = {**_TEXT, **_BORDER, "text_wrap": True, "locked": False}
_BESIDE: dict[str, object] = {**_TEXT, "font_size": 9, "font_color": "#404040", "text_wrap": True, "align": "center"}
_BESIDE_LINE: dict[str, object] = {"border": 4, "border_color": "#A6A6A6"}

FORMATS: Final[dict[str, dict[str, object]]] = {
    "title": {**_TEXT, "font_name": "黑体", "font_size": 16, "align": "center"},
    "subtitle": {**_TEXT, "align": "center", "font_color": "#404040"},
    "legend": {**_TEXT, "font_size": 9, "align": "left", "font_color": "#595959", "text_wrap": True},
    "heading": {**_TEXT, "font_name": "黑体", "font_size": 12, "align": "left"},
    "head": {**_LABEL, "font_name": "黑体", "align": "center", "bg_color": "#D9D9D9"},
    "block": {**_LABEL, "font_name": "黑体", "align": "center", "bg_color": "#DDEBF7"},
    "note": {**_LABEL, "font_name": "楷体", "align": "center"},
    "label": {**_LABEL, "align": "left"},
    "label_centre": {**_LABEL, "align": "center"},
    "figure": {**_ENTRY, "align": "center"},
    "total": {**_LABEL, "align": "center", "bold": True, "bg_color": "#E7E6E6"},
    "total_open": {**_ENTRY, "align": "center", "bold": True},
    "text": {**_ENTRY, "num_format": "@", "valign": "top", "align": "left"},
    "line": {**_ENTRY, "num_format": "@", "align": "left"},
    "year": {**_ENTRY, "align": "left"},
    "caption": {**_BESIDE, "align": "left"},
    "beside_head": {**_BESIDE, **_BESIDE_LINE, "bold": True},
    "beside": {**_BESIDE, **_BESIDE_LINE},
    "beside_label": {**_BESIDE, **_BESIDE_LINE, "align": "right"},
    "hint": {**_LABEL, "font_size": 9, "align": "left", "font_color": "#404040"},
    "measure": {**_LABEL, "font_size": 9, "align": "center", "font_color": "#404040"},
    "cell": {**_TEXT, **_BORDER, "text_wrap": True, "align": "left"},
    "step": {**_TEXT, "text_wrap": True, "align": "left"},
}
"""Formats by name, in XlsxWriter's words."""

_CONDITIONAL: Final[dict[str, dict[str, object]]] = {
    "agrees": {"bg_color": "#C6EFCE", "font_color": "#006100"},
    "differs": {"bg_color": "#F8CBAD", "font_color": "#9C0006", "bold": True},
    "required": dict(REQUIRED_LOOK),
    "doubtful": {"bg_color": "#F4B084", "font_color": "#833C0B", "bold": True},
}


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._formats = {name: book.add_format(look) for name, look in (FORMATS | _CONDITIONAL).items()}

    def __getitem__(self, name: str) -> Any:
        return self._formats[name]
