"""A template with a Word comment at each remark: for the person who mends it, never for rendering.

The copy carries the hash of its own content, so that the next check knows whether somebody has worked in it.
"""

import hashlib
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reportgen.document.templatecheck.remark import Remark
from reportgen.files.damage import PARSER_FAULTS
from reportgen.files.package import repack

MOST = 200
"""Comments in one copy; more would hide the template."""
_AUTHOR, _INITIALS = "模板检查", "检查"
_WORDS = {"error": "错误", "warning": "提醒", "note": "说明"}
_SEAL = "reportgen-template-check "
_CORE = "docProps/core.xml"


def commented(document: Any, remarks: Sequence[Remark]) -> bytes:
    """The open template, saved with a comment at each remark; remarks without a paragraph stand at the first one."""
    first = next(document.element.body.iter(qn("w:p")), None)
    if first is None:
        first = OxmlElement("w:p")
        document.element.body.insert(0, first)
    for remark in remarks[:MOST]:
        _comment(document, first if remark.element is None else remark.element, remark)
    document.core_properties.keywords = ""
    content = _saved(document)
    document.core_properties.keywords = _SEAL + _digest(content)
    return _saved(document)


def is_ours_unchanged(content: bytes) -> bool:
    """Whether this is a copy that `commented` made and nobody saved anew."""
    try:
        keywords = Document(io.BytesIO(content)).core_properties.keywords or ""
        return bool(keywords == _SEAL + _digest(content))
    except (OpcError, *PARSER_FAULTS):
        return False


def _comment(document: Any, paragraph: Any, remark: Remark) -> None:
    where = f"（{remark.where}）" if remark.where and remark.element is None else ""
    text = f"{_WORDS[remark.severity]}{where}：{remark.what}" + (f"\n{remark.mend}" if remark.mend else "")
    comment = document.comments.add_comment(text, author=_AUTHOR, initials=_INITIALS)
    element = comment._comment_elm  # python-docx stamps the clock's time, which no copy of ours may depend on
    element.attrib.pop(qn("w:date"), None)
    start, end = OxmlElement("w:commentRangeStart"), OxmlElement("w:commentRangeEnd")
    run, reference = OxmlElement("w:r"), OxmlElement("w:commentReference")
    for mark in (start, end, reference):
        mark.set(qn("w:id"), str(comment.comment_id))
    run.append(reference)
    paragraph.insert(1 if len(paragraph) and paragraph[0].tag == qn("w:pPr") else 0, start)
    paragraph.extend([end, run])


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue())


def _digest(content: bytes) -> str:
    digest = hashlib.sha256()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in sorted(set(package.namelist()) - {_CORE}):
            digest.update(name.encode() + b"\0" + package.read(name))
    return digest.hexdigest()
