"""A template, whole: every mistake with its place, fields that it does not use, and whether it can be filled at all."""

import io
import re
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from docx import Document
from docx.opc.exceptions import OpcError

from reportgen.document.fields import Field, example_of, shape_of
from reportgen.document.fields_catalogue import COMMON_FIELDS, WORD_FIELDS, wording_fields
from reportgen.document.render import render
from reportgen.document.sandbox import TemplateSandbox
from reportgen.document.templatecheck.blocks import BlockReader
from reportgen.document.templatecheck.comments import commented
from reportgen.document.templatecheck.file import look_at_file
from reportgen.document.templatecheck.layout import look_at_layout, tags_of
from reportgen.document.templatecheck.names import Reader
from reportgen.document.templatecheck.remark import Remark
from reportgen.document.templatecheck.spots import Spot, spots_of
from reportgen.document.wording import say, wording_environment, wording_text
from reportgen.errors import UnusableInput
from reportgen.files.damage import PARSER_FAULTS
from reportgen.files.door import Admitted


@dataclass(frozen=True, slots=True)
class TemplateCheck:
    """What was found about one template.

    Attributes:
        name: Its file name.
        kind: A Word template, or a text template of wording.
        remarks: In the order of the places.
        unused: Fields that it does not use; of a list or group that is not used only the whole.
        fills: Whether example facts, full and bare, could be filled in.
        annotated: The template with a comment at each place; ``None`` where there is nothing to say, or no Word file.
    """

    name: str
    kind: Literal["word", "wording"]
    remarks: tuple[Remark, ...]
    unused: tuple[Field, ...]
    fills: bool
    annotated: bytes | None = None

    @property
    def needs_a_person(self) -> bool:
        """Whether anything but notes was found."""
        return any(remark.severity != "note" for remark in self.remarks)


def check_word(admitted: Admitted, fields: Sequence[Field] = WORD_FIELDS) -> TemplateCheck:
    """Check a Word template of the document that has these fields, the section by default.

    Raises:
        UnusableInput: It is no Word document, or damaged.
    """
    name = admitted.path.name
    if admitted.kind != "docx":
        raise UnusableInput("这不是 Word 文档（.docx）", mend="请另存为 .docx 后再检查", file=name)
    with _told_as_damaged(name):
        document = Document(io.BytesIO(admitted.content))
        spots = spots_of(document)
    read = _read(spots, fields, TemplateSandbox(autoescape=True), is_word=True)
    with _told_as_damaged(name):
        remarks = [*read.remarks, *look_at_file(document, spots, read.blocks.pictures)]
    failed = _trial(lambda facts: render(admitted.path, facts, title="", author=""), fields)
    ordered = _in_order([*remarks, *_unexplained(failed, remarks)], spots)
    with _told_as_damaged(name):
        annotated = commented(document, ordered) if ordered else None
    return TemplateCheck(name, "word", ordered, read.unused, failed is None, annotated)


@contextmanager
def _told_as_damaged(name: str) -> Iterator[None]:
    """What python-docx meets in a damaged template is one message."""
    try:
        yield
    except (OpcError, *PARSER_FAULTS) as error:
        raise UnusableInput("文件已损坏，打不开", mend="请用 Word/WPS 打开检查后另存为 .docx", file=name) from error


def check_wording(
    path: Path, name: str, *, own: Sequence[Field] | None = None, common: Sequence[Field] = COMMON_FIELDS
) -> TemplateCheck:
    """Check a text template.

    Args:
        path: The file.
        name: Which part of the document it words.
        own: The fields of a part of another document than the section.
        common: The fields that every part of that document knows.

    Raises:
        UnusableInput: It cannot be read, or is not UTF-8.
    """
    text = wording_text(path)
    fields = wording_fields(name) if own is None else (*own, *common)
    spots = [Spot("text", "", text)]
    read = _read(spots, fields, wording_environment(), is_word=False)
    failed = _trial(lambda facts: say(path, facts), fields)
    ordered = _in_order([*read.remarks, *_unexplained(failed, read.remarks)], spots)
    unused = tuple(one for one in read.unused if one not in common)
    return TemplateCheck(path.name, "wording", ordered, unused, failed is None)


@dataclass(frozen=True)
class _Read:
    blocks: BlockReader
    remarks: list[Remark]
    unused: tuple[Field, ...]


def _read(spots: Sequence[Spot], fields: Sequence[Field], environment: TemplateSandbox, *, is_word: bool) -> _Read:
    """Everything that can be said without filling the template."""
    root = shape_of(fields)
    reader = Reader(root, environment)
    blocks = BlockReader(reader, is_word=is_word)
    tags, strays = tags_of(spots, is_word=is_word)
    for _, part in groupby(tags, key=lambda found: found.spot.part):
        blocks.read(list(part))
    layout = look_at_layout(spots, tags, root, is_word=is_word)
    return _Read(blocks, [*blocks.remarks, *strays, *layout], _unused(fields, reader.used))


def _unused(fields: Sequence[Field], used: Set[str]) -> tuple[Field, ...]:
    """Fields that were never named; what lies in an unused list or group is not told apart."""
    left = [one for one in fields if one.path not in used]
    heads = {one.path for one in left if one.example is None}
    return tuple(one for one in left if not any(one.path.startswith(head + ".") for head in heads))


def _trial(fill: Callable[[dict[str, Any]], object], fields: Sequence[Field]) -> Remark | None:
    """Fill the template with example facts, full and bare; what went wrong, ``None`` for nothing."""
    for bare in (False, True):
        try:
            fill(example_of(shape_of(fields), bare=bare))
        except UnusableInput as error:
            return Remark("trial", "error", "", "", f"用示例内容试生成没有成功：{error.what}", error.mend)
    return None


def _unexplained(failed: Remark | None, remarks: Sequence[Remark]) -> list[Remark]:
    """The failed trial, where no error found before explains it."""
    return [failed] if failed and all(remark.severity != "error" for remark in remarks) else []


def _in_order(remarks: Sequence[Remark], spots: Sequence[Spot]) -> tuple[Remark, ...]:
    """Each remark once, in the order of the places; what concerns the whole comes last."""
    places = list(dict.fromkeys(spot.where for spot in spots))
    rank = {where: number for number, where in enumerate(places)}
    once = {(one.code, one.where, one.excerpt, one.what): one for one in remarks}
    return tuple(sorted(once.values(), key=lambda one: rank.get(one.where, len(rank) + _line(one.where))))


def _line(where: str) -> int:
    number = re.fullmatch(r"第(\d+)行", where)
    return int(number[1]) if number else 10**9
