"""Fonts, fills and borders of the sheet 填报; colours keep their contrast in black-and-white print."""

from reportgen.terms import STATUS_WORDS

_TEXT: dict[str, object] = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
_BORDER: dict[str, object] = {"border": 1, "border_color": "#7F7F7F"}
_LOCKED: dict[str, object] = {**_TEXT, **_BORDER, "text_wrap": True, "bg_color": "#F2F2F2", "num_format": "@"}
# Text format: a typed 9月30日 or 5-1 must not become a date of the present year.
_ENTRY: dict[str, object] = {**_TEXT, **_BORDER, "text_wrap": True, "locked": False, "num_format": "@"}
_HEADER: dict[str, object] = {
    **_TEXT,
    **_BORDER,
    "font_name": "黑体",
    "align": "center",
    "text_wrap": True,
}
_BLOCK: dict[str, object] = {**_TEXT, **_BORDER, "font_name": "黑体", "font_size": 11, "align": "left"}

FORMATS: dict[str, dict[str, object]] = {
    "title": {**_TEXT, "font_name": "黑体", "font_size": 18, "align": "center"},
    "subtitle": {**_TEXT, "align": "center", "font_color": "#404040"},
    "unit": {**_TEXT, "font_name": "黑体", "font_size": 12, "align": "left", "text_wrap": True},
    "label": {**_TEXT, **_BORDER, "align": "center", "bg_color": "#F2F2F2"},
    "person": {**_ENTRY, "align": "center"},
    "progress": {**_TEXT, "bold": True, "align": "left"},
    "return": {**_TEXT, "align": "right", "font_color": "#C00000", "text_wrap": True},
    "legend": {**_TEXT, "font_size": 9, "align": "left", "font_color": "#595959"},
    "header": {**_HEADER, "bg_color": "#D9D9D9"},
    "header_entry": {**_HEADER, "bg_color": "#BDD7EE"},
    "block": {**_BLOCK, "bg_color": "#DDEBF7"},
    "block_support": {**_BLOCK, "bg_color": "#EDEDED", "font_color": "#595959", "top": 2},
    "locked": dict(_LOCKED),
    "locked_centre": {**_LOCKED, "align": "center"},
    "entry": dict(_ENTRY),
    "entry_choice": {**_ENTRY, "align": "center"},
}
"""Formats by name, in XlsxWriter's words."""

_GREEN = {"bg_color": "#C6EFCE", "font_color": "#006100"}
_LIGHT_GREEN = {"bg_color": "#E2F0D9", "font_color": "#375623"}
_AMBER = {"bg_color": "#FCE4D6", "font_color": "#833C0B"}
_RED = {"bg_color": "#F8CBAD", "font_color": "#9C0006", "bold": True}
_GREY = {"bg_color": "#E7E6E6", "font_color": "#595959"}

STATUS_LOOKS: dict[str, dict[str, object]] = {
    STATUS_WORDS["done"]: dict(_GREEN),
    STATUS_WORDS["ongoing_met"]: dict(_GREEN),
    STATUS_WORDS["mostly_done"]: dict(_LIGHT_GREEN),
    STATUS_WORDS["under_way"]: dict(_AMBER),
    STATUS_WORDS["ongoing_unmet"]: dict(_AMBER),
    STATUS_WORDS["not_started"]: dict(_RED),
    STATUS_WORDS["not_applicable"]: dict(_GREY),
}
"""The word of a status → its conditional format."""

REQUIRED_LOOK: dict[str, object] = {"bg_color": "#FFF2CC", "border": 1, "border_color": "#BF8F00"}
"""A cell that still has to be filled."""
