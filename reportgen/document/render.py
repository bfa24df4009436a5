"""The one home of docxtpl: a Word template and its fields become a document, or one clear message.

docxtpl parses its own output tolerantly and drops what is broken without a word, so the output is parsed strictly
first; templates run in a sandbox; names that a template uses and nobody knows are errors.
"""

import difflib
import io
import re
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol
from xml.sax.saxutils import quoteattr

import jinja2
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from lxml import etree

from reportgen.document.comments import drop_comments
from reportgen.document.mend import mend_document
from reportgen.document.notes import Passage, Stretch, without_marks
from reportgen.document.sandbox import TemplateSandbox, printed
from reportgen.errors import UnusableInput
from reportgen.files.damage import PARSER_FAULTS
from reportgen.files.door import admit
from reportgen.files.package import repack
from reportgen.files.text import clean_text

_STAMP = datetime(2000, 1, 1)  # noqa: DTZ001 - Word's dates carry no zone; fixed, so that the bytes repeat
_TAG = re.compile(r"<[^>]+>")
_EXCERPT = 40
_GUARD = "\ue000"
_ESCAPED_TAG = re.compile(r"([{}%])(_[{}%])")
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_SPECIAL = re.compile("[\n\t\a\f]")
_NEEDLESS_SPACE = re.compile(r'<w:t xml:space="preserve">([^<\s](?:[^<]*[^<\s])?)</w:t>')


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


Finish = Callable[[Any], None]
"""Works on the rendered document, a python-docx ``Document``, before it is saved."""


def render(
    template: Path,
    fields: Mapping[str, Any],
    *,
    title: str,
    author: str,
    mark: Callable[[Any], Any] | None = None,
    finish: Sequence[Finish] = (),
) -> bytes:
    """Fill a template.

    Args:
        template: A .docx with docxtpl's tags; comments in it are left out.
        fields: Plain strings, lists and mappings; a ``Drawing`` becomes a picture with its alt text.
        title: For the document's properties.
        author: Likewise.
        mark: Puts marks around the values that carry notes, when they are printed in the body; ``None`` for a
            document without notes.
        finish: What is done to the rendered document, in this order, before faults are mended.

    Raises:
        UnusableInput: No Word file, an unknown name, a broken tag; says where.
    """
    admitted = admit(template)
    if admitted.kind != "docx":
        raise UnusableInput(
            "模板不是 Word 文档（.docx）", mend="请另存为 .docx，或在设置中改用自带模板", file=template.name
        )
    document = _open(admitted.content, template)
    environment = TemplateSandbox(autoescape=True, show=_guarded(mark))
    try:
        _refuse_unknown_names(document, environment, fields, template)
        document.render(_ready(fields, document), jinja_env=environment)
    except jinja2.UndefinedError as error:
        raise _unknown(_name_in(error), fields, template, document.excerpt(error)) from error
    except jinja2.TemplateSyntaxError as error:
        raise UnusableInput(
            f"模板写法有误（{error.message}）{_excerpt(error.source, error.lineno)}",
            mend="请检查该处的 {{ }}、{% %} 是否成对",
            file=template.name,
        ) from error
    except (jinja2.TemplateError, TypeError, OverflowError, ArithmeticError) as error:
        raise UnusableInput(
            f"模板使用了不允许的写法（{error}）{document.excerpt(error)}",
            mend="请只使用字段名、判断和循环",
            file=template.name,
        ) from error
    except etree.XMLSyntaxError as error:
        raise UnusableInput(
            "模板的标记打断了文档结构", mend="请把同一个标记放在同一段落内", file=template.name
        ) from error
    except PARSER_FAULTS as error:
        raise _damaged(template) from error
    return _saved(document, template, finish=finish, title=title, author=author)


def _saved(document: "_StrictTemplate", template: Path, *, finish: Sequence[Finish], title: str, author: str) -> bytes:
    out = io.BytesIO()
    try:
        for step in finish:
            step(document.docx)
        mend_document(document.docx.element.body)
        properties = document.docx.core_properties
        title, author = clean_text(title)[:255], clean_text(author)[:255]
        properties.title, properties.author, properties.last_modified_by = title, author, author
        properties.created = properties.modified = _STAMP
        document.docx.save(out)
    except PARSER_FAULTS as error:
        raise _damaged(template) from error
    return repack(out.getvalue())


def _damaged(template: Path) -> UnusableInput:
    return UnusableInput("模板文件已损坏，打不开", mend="请用 Word/WPS 打开检查后另存为 .docx", file=template.name)


def _open(content: bytes, template: Path) -> "_StrictTemplate":
    document = _StrictTemplate(io.BytesIO(content))
    try:
        document.init_docx()
        body = document.docx.element.body
        drop_comments(document.docx)
    except (OpcError, *PARSER_FAULTS) as error:
        raise _damaged(template) from error
    for words in body.iter(qn("w:p")):
        text = "".join(part.text or "" for part in words.iter(qn("w:t")))
        if re.search("｛｛|｛％|％｝|｝｝", text):
            raise UnusableInput(
                f"模板中的花括号是全角的，在“{text[:_EXCERPT]}”附近",
                mend="请改为半角 {{ }}、{% %}",
                file=template.name,
            )
    return document


class _StrictTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl brings no types
    """docxtpl that refuses broken output instead of dropping it, and stays linear in long tables."""

    _source = ""

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        # As docxtpl does it, so that an error's line number finds its paragraph.
        self._source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
        rendered: str = super().render_xml_part(src_xml, part, context, jinja_env).replace(_GUARD, "")
        # Only the body takes comments: not headers, footers and footnotes.
        return rendered if part is self.docx.part else without_marks(rendered)

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        super().render_properties(context, jinja_env)
        properties = self.docx.core_properties
        for name in ("author", "comments", "identifier", "language", "subject", "title"):
            setattr(properties, name, without_marks(getattr(properties, name)))

    def resolve_listing(self, xml: str) -> str:
        # docxtpl looks into every run for line breaks and tabs; few paragraphs hold any.
        resolve = super().resolve_listing
        return _PARAGRAPH.sub(lambda match: resolve(match[0]) if _SPECIAL.search(match[0]) else match[0], xml)

    def fix_tables(self, xml: str) -> Any:
        # lxml moves a tree with xml: attributes in quadratic time (80 000 rows: a minute), so those without effect go.
        xml = _NEEDLESS_SPACE.sub(r"<w:t>\1</w:t>", xml)
        etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
        return super().fix_tables(xml)

    def excerpt(self, error: BaseException) -> str:
        """Where in the template the error arose, in the template's own words; ``""`` where that is unknown."""
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
        return _excerpt(self._source, lines[-1] or 0) if lines else ""


class _Figure(InlineImage):  # type: ignore[misc]  # docxtpl brings no types
    """A picture that carries its alt text."""

    def __init__(self, document: DocxTemplate, drawing: Drawing) -> None:
        super().__init__(document, io.BytesIO(drawing.png), width=Mm(drawing.width_mm))
        self._drawing = drawing

    def _insert_image(self) -> str:
        xml: str = super()._insert_image()
        described = f"<wp:docPr name={quoteattr(self._drawing.name)} descr={quoteattr(self._drawing.alt)} id="
        return re.sub(r"<wp:docPr id=(\"\d+\") name=\"[^\"]*\"", lambda match: described + match[1], xml, count=1)


def _guarded(mark: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
    """How a value is printed in the template: with its marks, and nothing in it that docxtpl gives a meaning to."""

    def shown(value: Any) -> Any:
        if isinstance(value, InlineImage):
            return value
        value = printed(mark(value) if mark else value)
        # docxtpl takes {_{ for an escaped {{, and likewise }_}, {_%, %_}.
        return type(value)(_ESCAPED_TAG.sub(rf"\1{_GUARD}\2", value)) if isinstance(value, str) else value

    return shown


def _cleaned(passage: Passage) -> Passage:
    """The passage without what templates give a meaning to, each stretch where it was."""
    ends = sorted({0, len(passage), *(at for one in passage.stretches for at in (one.start, one.end))})
    pieces = {start: clean_text(passage[start:end]) for start, end in pairwise(ends)}
    place = {0: 0}
    for start, end in pairwise(ends):
        place[end] = place[start] + len(pieces[start])
    stretches = [Stretch(place[one.start], place[one.end], one.note) for one in passage.stretches]
    return Passage("".join(pieces.values()), stretches)


def _ready(value: Any, document: DocxTemplate) -> Any:
    """Fields as the template may see them: text cleaned, drawings as pictures."""
    if isinstance(value, Passage):
        return _cleaned(value)
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, Mapping):
        return {key: _ready(item, document) for key, item in value.items()}
    if isinstance(value, Iterable):
        return [_ready(item, document) for item in value]
    if hasattr(value, "png"):
        return _Figure(document, value)
    return value


def _refuse_unknown_names(
    document: "_StrictTemplate", environment: TemplateSandbox, fields: Mapping[str, Any], template: Path
) -> None:
    unknown = sorted(document.get_undeclared_template_variables(jinja_env=environment) - set(fields))
    if unknown:
        raise _unknown("”“".join(unknown), fields, template, "", guess=unknown[0])


def _name_in(error: jinja2.UndefinedError) -> str:
    quoted = re.findall(r"'([^']+)'", str(error))
    return quoted[-1] if quoted else str(error)


def _unknown(
    name: str, fields: Mapping[str, Any], template: Path, where: str, *, guess: str | None = None
) -> UnusableInput:
    close = difflib.get_close_matches(guess or name, sorted(set(_names(fields))), 1, cutoff=0.4)
    hint = f"是否想写“{close[0]}”？" if close else "请对照自带模板中的字段名"
    return UnusableInput(f"模板中的字段“{name}”不存在{where}", mend=hint, file=template.name)


def _names(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [*map(str, value), *(name for item in value.values() for name in _names(item))]
    if isinstance(value, list) and value:
        return _names(value[0])
    return []


def _excerpt(source: str | None, line: int) -> str:
    lines = (source or "").split("\n")
    text = _TAG.sub("", lines[line - 1]).strip() if 0 < line <= len(lines) else ""
    return f"，在“{text[:_EXCERPT]}”附近" if text else ""
