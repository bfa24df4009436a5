"""The one home of docxtpl: a Word template and its fields become a document, or one clear message.

docxtpl parses its own output tolerantly and drops what is broken without a word, so the output is parsed strictly
first; templates run in a sandbox; names that a template uses and nobody knows are errors.
"""

import difflib
import io
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from xml.sax.saxutils import escape, quoteattr

import jinja2
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from reportgen.document.mend import mend_document
from reportgen.errors import UnusableInput
from reportgen.files.door import admit
from reportgen.files.package import repack
from reportgen.files.text import clean_text

_STAMP = datetime(2000, 1, 1)  # noqa: DTZ001 - Word's dates carry no zone; fixed, so that the bytes repeat
_TAG = re.compile(r"<[^>]+>")
_EXCERPT = 40


class Drawing(Protocol):
    """A picture to stand in the document."""

    @property
    def name(self) -> str:
        """Its name, shown as the caption."""

    @property
    def png(self) -> bytes:
        """The file."""

    @property
    def width_mm(self) -> float:
        """Width in print."""

    @property
    def alt(self) -> str:
        """The figures in a sentence."""


def render(template: Path, fields: Mapping[str, Any], *, title: str, author: str) -> bytes:
    """Fill a template.

    Args:
        template: A .docx with docxtpl's tags.
        fields: Plain strings, lists and mappings; a ``Drawing`` becomes a picture with its alt text.
        title: For the document's properties.
        author: Likewise.

    Raises:
        UnusableInput: No Word file, an unknown name, a broken tag; says where.
    """
    admitted = admit(template)
    if admitted.kind != "docx":
        raise UnusableInput(
            "模板不是 Word 文档（.docx）", mend="请另存为 .docx，或在设置中改用自带模板", file=template.name
        )
    document = _StrictTemplate(io.BytesIO(admitted.content))
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined, finalize=_printed)
    environment.globals.clear()
    try:
        document.init_docx()
        document.render(_ready(fields, document), jinja_env=environment)
    except jinja2.UndefinedError as error:
        raise _unknown_name(str(error), fields, template) from error
    except jinja2.TemplateSyntaxError as error:
        where = _excerpt(error.source, error.lineno)
        raise UnusableInput(
            f"模板写法有误（{error.message}）{where}", mend="请检查该处的 {{ }}、{% %} 是否成对", file=template.name
        ) from error
    except (SecurityError, TypeError) as error:
        raise UnusableInput(
            f"模板使用了不允许的写法（{error}）", mend="请只使用字段名和循环", file=template.name
        ) from error
    except etree.XMLSyntaxError as error:
        raise UnusableInput(
            "模板的标记打断了文档结构", mend="请把同一个标记放在同一段落内", file=template.name
        ) from error
    mend_document(document.docx.element.body)
    properties = document.docx.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:255], author[:255], author[:255]
    properties.created = properties.modified = _STAMP
    out = io.BytesIO()
    document.docx.save(out)
    return repack(out.getvalue())


class _StrictTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl brings no types
    """docxtpl that refuses broken output instead of dropping it."""

    def fix_tables(self, xml: str) -> Any:
        etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
        return super().fix_tables(xml)


class _Figure(InlineImage):  # type: ignore[misc]  # docxtpl brings no types
    """A picture that carries its alt text."""

    def __init__(self, document: DocxTemplate, drawing: Drawing) -> None:
        super().__init__(document, io.BytesIO(drawing.png), width=Mm(drawing.width_mm))
        self._drawing = drawing

    def _insert_image(self) -> str:
        xml: str = super()._insert_image()
        described = f"<wp:docPr name={quoteattr(self._drawing.name)} descr={quoteattr(self._drawing.alt)} id="
        return re.sub(r"<wp:docPr id=(\"\d+\") name=\"[^\"]*\"", lambda match: described + match[1], xml, count=1)


def _ready(value: Any, document: DocxTemplate) -> Any:
    """Fields as the template may see them: text cleaned, drawings as pictures."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, Mapping):
        return {key: _ready(item, document) for key, item in value.items()}
    if isinstance(value, Iterable):
        return [_ready(item, document) for item in value]
    if hasattr(value, "png"):
        return _Figure(document, value)
    return value


def _printed(value: Any) -> Any:
    return "—" if value is None else value


def _unknown_name(message: str, fields: Mapping[str, Any], template: Path) -> UnusableInput:
    quoted = re.findall(r"'([^']+)'", message)
    name = quoted[-1] if quoted else message
    close = difflib.get_close_matches(name, _names(fields), 1, cutoff=0.4)
    hint = f"是否想写“{close[0]}”？" if close else "请对照自带模板中的字段名"
    return UnusableInput(f"模板中的字段“{name}”不存在", mend=hint, file=template.name)


def _names(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [*map(str, value), *(name for item in value.values() for name in _names(item))]
    if isinstance(value, list) and value:
        return _names(value[0])
    return []


def _excerpt(source: str | None, line: int) -> str:
    lines = (source or "").split("\n")
    text = _TAG.sub("", lines[line - 1]).strip() if 0 < line <= len(lines) else ""
    return f"，在“{escape(text[:_EXCERPT])}”附近" if text else ""
