"""The text of one Word paragraph as printed after all tracked changes are accepted."""

from typing import Final

from lxml import etree

from reportgen.plan.sources.styles import Styles, face_of
from reportgen.plan.sources.wordxml import MC, NS, switched_on, value_of

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
BOX: Final = NS + "txbxContent"
# What stands around runs without changing what is printed; moved and inserted text is printed at its new place.
_AROUND = frozenset(
    NS + name for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo", "rubyBase")
)
_RUN, _TEXT, _RUN_PROPERTIES = NS + "r", NS + "t", NS + "rPr"
_SIGNS = {
    NS + "tab": "\t",
    NS + "ptab": "\t",
    NS + "br": "\n",
    NS + "cr": "\n",
    NS + "noBreakHyphen": "-",
}
# Ticks and boxes of the fonts Wingdings and Wingdings 2, by the last two figures of their code.
_SYMBOLS = {"FC": "√", "FE": "☑", "A8": "□", "6F": "□", "6C": "●", "50": "√", "52": "☑", "A3": "□"}


class ParagraphText:
    """Collects the printed text and the text boxes of one paragraph.

    Attributes:
        boxes: ``w:txbxContent`` elements anchored in the paragraph, in order; each once.
    """

    def __init__(self, paragraph: etree._Element, styles: Styles) -> None:
        self._styles = styles
        self._face = styles.of(value_of(paragraph.find(NS + "pPr"), "pStyle")).face
        self._weak = self._strong = 0
        self._pieces: list[str] = []
        self._fields: list[bool] = []  # for each open field: is its instruction over?
        self.boxes: list[etree._Element] = []
        self._inline(paragraph)

    @property
    def text(self) -> str:
        """What is printed, soft line breaks as newlines."""
        return "".join(self._pieces)

    @property
    def is_strong(self) -> bool:
        """Whether all letters are bold or black."""
        return self._strong > 0 and self._weak == 0

    def _inline(self, parent: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child)
            elif tag in _AROUND:
                self._inline(child)
            elif tag == NS + "sdt":
                content = child.find(NS + "sdtContent")
                if content is not None and not _shows_prompt(child):
                    self._inline(content)
            elif tag == MC + "AlternateContent":
                choice = child.find(MC + "Choice")
                if choice is not None:
                    self._inline(choice)
            elif isinstance(tag, str) and tag.startswith(_MATH):
                self._pieces.extend(text.text or "" for text in child.iter(_MATH + "t"))

    def _run(self, run: etree._Element) -> None:
        properties = run.find(_RUN_PROPERTIES)
        if self._is_hidden(properties):
            return
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                if all(self._fields):
                    self._pieces.append(_printed(child))
                    self._weigh(properties, self._pieces[-1])
            elif tag in _SIGNS:
                self._sign(child)
            elif tag == NS + "fldChar":
                self._field(child.get(NS + "fldCharType"))
            elif tag == NS + "sym":
                self._pieces.append(_SYMBOLS.get((child.get(NS + "char") or "")[-2:].upper(), ""))
            elif tag == NS + "ruby":
                for base in child.iterfind(NS + "rubyBase"):  # the reading above it (w:rt) is no text
                    self._inline(base)
            elif tag != _RUN_PROPERTIES:
                self._find_boxes(child)

    def _weigh(self, properties: etree._Element | None, words: str) -> None:
        face = face_of(properties).over(self._styles.face(value_of(properties, "rStyle"))).over(self._face)
        letters = len(words.strip())
        if face.is_strong:
            self._strong += letters
        else:
            self._weak += letters

    def _sign(self, sign: etree._Element) -> None:
        if all(self._fields):
            self._pieces.append(_SIGNS[str(sign.tag)])

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _is_hidden(self, properties: etree._Element | None) -> bool:
        if properties is None:
            return False
        if properties.find(NS + "vanish") is not None:
            return switched_on(properties, "vanish")
        style = value_of(properties, "rStyle")
        return style is not None and self._styles.hides(style)

    def _find_boxes(self, element: etree._Element) -> None:
        """Collect text boxes below ``element``, not those inside other boxes, nor the copy for old programs."""
        if element.tag == BOX:
            self.boxes.append(element)
        elif element.tag == MC + "AlternateContent":
            choice = element.find(MC + "Choice")
            if choice is not None:
                self._find_boxes(choice)
        else:
            for child in element:
                self._find_boxes(child)


def _printed(text: etree._Element) -> str:
    words = text.text or ""
    kept = text.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return words if kept else words.strip(" \t\r\n")


def _shows_prompt(control: etree._Element) -> bool:
    """Whether a content control holds nothing but its grey prompt (单击此处输入文字)."""
    return switched_on(control.find(NS + "sdtPr"), "showingPlcHdr")
