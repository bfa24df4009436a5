"""The tags of a template in their order: which loop or condition each end belongs to, and what names hold where."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportgen.document.fields import Shape
from reportgen.document.templatecheck.layout import Found
from reportgen.document.templatecheck.names import Reader, Tell
from reportgen.document.templatecheck.remark import Remark, shortened

_OPENERS = {"for": "endfor", "if": "endif", "with": "endwith"}
_ENDS = {end: begin for begin, end in _OPENERS.items()}
_MIDDLE = {"else": ("for", "if"), "elif": ("if",)}
_FORBIDDEN = {
    "include", "import", "from", "extends", "block", "endblock", "macro", "endmacro", "call", "endcall", "filter",
    "endfilter", "raw", "endraw", "autoescape", "endautoescape", "do", "break", "continue", "trans", "endtrans",
    "endset",
}  # fmt: skip
_WORD_ONLY = {"vm", "hm", "cellbg", "colspan"}
_KNOWN = (*_OPENERS, *_ENDS, *_MIDDLE, "set", *_WORD_ONLY)
_LEVELS = {"p": "段落", "tr": "表格行", "tc": "单元格", "r": "文字", "": "文字"}


@dataclass(frozen=True)
class _Open:
    keyword: str
    found: Found
    names: Mapping[str, Shape]

    @property
    def said(self) -> str:
        return f"{self.found.where}的“{shortened(self.found.tag.written)}”"


class BlockReader:
    """Walks through the tags of one part after the other.

    Attributes:
        remarks: What was found.
        pictures: Tags that print a picture.
    """

    def __init__(self, reader: Reader, *, is_word: bool) -> None:
        self.remarks: list[Remark] = []
        self.pictures: list[Found] = []
        self._reader = reader
        self._is_word = is_word
        self._open: list[_Open] = []

    def read(self, tags: Sequence[Found]) -> None:
        """Read all tags of one part; loops and conditions have to end in it."""
        for found in tags:
            self._tell_slips(found)
            if found.tag.kind == "print":
                self._print(found)
            elif found.tag.kind == "statement":
                self._statement(found)
        for left in self._open:
            self._tell_open(left)
        self._open.clear()

    def _scope(self) -> dict[str, Shape]:
        names: dict[str, Shape] = {}
        for block in self._open:
            names |= block.names
        return names

    def _tell(self, found: Found, code: str, what: str, mend: str) -> None:
        self.remarks.append(found.remark(code, what, mend))

    def _tell_slips(self, found: Found) -> None:
        for slip in found.tag.slips:
            self._tell(found, slip.code, slip.what, slip.mend)

    def _print(self, found: Found) -> None:
        tag = found.tag
        if tag.prefix:
            self._tell(
                found,
                "forbidden",
                f"字段是普通文字，不能写成 {{{{{tag.prefix}",
                f"请去掉字母 {tag.prefix}，写成 {{{{ {tag.code} }}}}",
            )
        if tag.is_closed and "picture" in self._reader.print_of(tag.code, self._scope(), self._teller(found)):
            self.pictures.append(found)

    def _teller(self, found: Found) -> Tell:
        def tell(code: str, what: str, mend: str) -> None:
            self._tell(found, code, what, mend)

        return tell

    def _statement(self, found: Found) -> None:
        code = found.tag.code
        keyword = re.match(r"\w*", code)[0]  # type: ignore[index]  # matches always
        if keyword in _OPENERS:
            self._begin(found, keyword)
        elif keyword in _ENDS:
            self._end(found, keyword)
        elif keyword in _MIDDLE:
            self._middle(found, keyword)
        elif keyword == "set":
            names = self._reader.names_of("set", code, self._scope(), self._teller(found))
            if self._open:
                self._open[-1] = _Open(self._open[-1].keyword, self._open[-1].found, {**self._open[-1].names, **names})
            else:
                self._reader.add(names)
        elif keyword in _WORD_ONLY and self._is_word:
            self._cell_tag(found, keyword)
        elif keyword in _FORBIDDEN:
            self._tell(found, "forbidden", f"模板中不能使用“{keyword}”", "请只使用字段名、判断（if）和循环（for）")
        else:
            self._unknown(found, keyword)

    def _unknown(self, found: Found, keyword: str) -> None:
        glued = re.match(r"(p|tr|tc|r)(for|if|elif|else|endfor|endif)\b", found.tag.code) if self._is_word else None
        known = [word for word in _KNOWN if self._is_word or word not in _WORD_ONLY]
        close = difflib.get_close_matches(keyword, known, 1, cutoff=0.5)
        if glued:
            mend = f"请在 {glued[1]} 后面加一个空格：{{%{glued[1]} {glued[2]} …… %}}"
        else:
            mend = f"是否想写“{close[0]}”？" if close else "只能用 for、if、elif、else、endfor、endif、set"
        self._tell(found, "statement-unknown", f"不认识的指令“{keyword or shortened(found.tag.code)}”", mend)

    def _begin(self, found: Found, keyword: str) -> None:
        code, scope, tell = found.tag.code, self._scope(), self._teller(found)
        names: Mapping[str, Shape] = {}
        if not found.tag.is_closed:
            pass
        elif keyword == "for":
            names = self._reader.loop_of(code, scope, tell)
        elif keyword == "if":
            self._reader.condition_of(code.removeprefix("if"), scope, tell)
        else:
            names = self._reader.names_of("with", code, scope, tell)
        self._open.append(_Open(keyword, found, names))

    def _end(self, found: Found, keyword: str) -> None:
        begin = _ENDS[keyword]
        if not any(block.keyword == begin for block in self._open):
            if self._open:
                block = self._open.pop()
                wanted = _OPENERS[block.keyword]
                self._tell(
                    found, "block-stray", f"{block.said}的结尾应是 {wanted}，这里写成了 {keyword}", f"请改为 {wanted}"
                )
                return
            self._tell(
                found, "block-stray", f"{keyword} 前面没有对应的 {begin}", f"请补上 {{% {begin} …… %}}，或删去这一处"
            )
            return
        while self._open[-1].keyword != begin:
            self._tell_open(self._open.pop())
        self._compare(self._open.pop(), found)

    def _tell_open(self, block: _Open) -> None:
        prefix = block.found.tag.prefix
        what = "循环" if block.keyword == "for" else "判断" if block.keyword == "if" else "with"
        self._tell(
            block.found,
            "block-open",
            f"{what}没有结尾",
            f"请在该结束的地方写 {{%{prefix} {_OPENERS[block.keyword]} %}}",
        )

    def _middle(self, found: Found, keyword: str) -> None:
        if not self._open or self._open[-1].keyword not in _MIDDLE[keyword]:
            self._tell(found, "block-stray", f"{keyword} 前面没有对应的 if", "请补上 {% if …… %}，或删去这一处")
            return
        self._compare(self._open[-1], found)
        if keyword == "elif" and found.tag.is_closed:
            self._reader.condition_of(found.tag.code.removeprefix("elif"), self._scope(), self._teller(found))

    def _cell_tag(self, found: Found, keyword: str) -> None:
        if found.spot.inside("tc") is None:
            self._tell(found, "tag-place", f"“{keyword}”只能写在表格的格子里", "请移到格子里，或删去")
        elif keyword == "vm" and not any(block.found.tag.prefix == "tr" for block in self._open):
            self._tell(
                found, "tag-place", "“vm”（纵向合并）不在表格行的循环里", "请写在 {%tr for …… %} 之后的行里，或删去"
            )
        rest = found.tag.code.removeprefix(keyword).strip()
        if rest:
            self._reader.print_of(rest, self._scope(), self._teller(found))

    def _compare(self, block: _Open, found: Found) -> None:
        """Beginning and end have to stand for the same thing and lie in the same place, or the document breaks."""
        first, last = block.found, found
        if not self._is_word:
            return
        if first.tag.prefix != last.tag.prefix:
            self._tell(
                last,
                "block-level",
                f"开头（{block.said}）是{_LEVELS[first.tag.prefix]}一级的，这里却是{_LEVELS[last.tag.prefix]}一级的",
                f"请改为 {{%{first.tag.prefix} {last.tag.code} %}}",
            )
        elif _home(first) is not _home(last):
            self._tell(
                last,
                "block-level",
                f"它的开头是{block.said}，两处不在同一个{'表格' if first.tag.prefix == 'tr' else '位置'}里",
                "开头和结尾要同在正文里，或同在一个格子、一个表格里",
            )


def _home(found: Found) -> object:
    """What beginning and end of a block must share."""
    spot = found.spot
    if found.tag.prefix == "tr":
        return spot.inside("tbl")
    return spot.inside("tr") if found.tag.prefix == "tc" else spot.container
