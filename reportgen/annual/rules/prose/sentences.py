"""A report's prose as sentences, each with its part, its sub-heading and its place."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reportgen.model.annual import AnnualParagraph, AnnualReport
from reportgen.model.findings import Place

_ENDS: Final = re.compile(r"(?<=[。！？；\n])")
_HEADING: Final = re.compile(
    r"\A(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|\d{1,2}[.、．]|（\d+）)\s*(?P<words>[^。，；：:]{2,24})"
    r"(?P<end>[。：:]?)"
)
_WIDE: Final = str.maketrans({",": "，", ";": "；", "(": "（", ")": "）", ":": "：", "％": "%", "﹪": "%"})
_ABOUT_REQUESTS: Final = re.compile(r"依申请|(?:信息)?公开申请|申请公开")
_ABOUT_OTHERS: Final = re.compile(
    r"建议提案|人大(?:代表)?建议|政协(?:委员)?提案|提案|信访件|信访事项|留言|工单|热线|诉求|来信|来访|咨询|(?<!举报)投诉|舆情|民生|网民|帖"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, plain: full-width digits made half-width, blanks and separators of thousands left out.

    Attributes:
        text: Plain, with its end mark.
        place: Of its paragraph, or of the cell in which somebody wrote it.
        part: 1, 5 or 6.
        paragraph: The whole paragraph, plain; of a cell's text alone where a person wrote it there, so that what the
            program says beside it explains nothing away.
        section: The sub-heading it stands under, ``""`` before the first.
        is_about_requests: Whether requests for information are what its paragraph or sub-heading is about.
    """

    text: str
    place: Place
    part: int
    paragraph: str
    section: str
    is_about_requests: bool

    @property
    def is_about_others(self) -> bool:
        """Whether it tells of other business that is received and answered, too: proposals, letters, calls."""
        return bool(_ABOUT_OTHERS.search(self.text))


def plain(text: str) -> str:
    """Half-width digits, full-width punctuation, no blanks, no separators of thousands."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"(?<=\d)[,，](?=\d{3}(?!\d))", "", text)
    text = re.sub(r"\s+", "", text).translate(_WIDE)
    # 公民、法人和其他组织 are everybody, not a kind of applicant.
    text = re.sub(r"公民(?:、|和|或|及)法人(?:或|和|、|及|与)(?:者)?其[他它]组织(?:提出|提交)?(?:的)?", "", text)
    return re.sub(r"公开（(?:含|包括|包含)(?:予以)?部分公开）", "公开和部分公开", text)


def sentences(report: AnnualReport, parts: tuple[int, ...] = (1, 5, 6)) -> Iterator[Sentence]:
    """Every sentence of some parts, in order; headings of their own line are not sentences."""
    for part in report.parts:
        if part.number not in parts:
            continue
        section = ""
        for paragraph in part.paragraphs:
            text = plain(paragraph.text)
            heading = _HEADING.match(text)
            if heading and (heading["end"] or heading.end() == len(text)):
                section = heading["words"]
                text = text[heading.end() :]
            is_requests = bool(_ABOUT_REQUESTS.search(section))
            for sentence in filter(None, _ENDS.split(text)):
                # What a paragraph has begun to tell of requests holds for its later sentences too.
                is_requests = is_requests or bool(_ABOUT_REQUESTS.search(sentence))
                piece = _piece_of(paragraph, sentence)
                around = plain(piece.text) if piece else text
                place = piece.place if piece else paragraph.place
                yield Sentence(sentence, place, part.number, around, section, is_requests)


def place_in(paragraph: AnnualParagraph, words: str) -> Place:
    """Where words of a paragraph stand: in the cell they come from, so that a person finds what to mend."""
    piece = _piece_of(paragraph, words)
    return piece.place if piece else paragraph.place


def _piece_of(paragraph: AnnualParagraph, words: str) -> AnnualParagraph | None:
    words = plain(words).strip("。；")
    return next((piece for piece in paragraph.pieces if words and words in plain(piece.text)), None)


def clip(text: str, most: int = 40) -> str:
    """A sentence quoted in a message."""
    text = text.rstrip("。；，、\n")
    return text if len(text) <= most else f"{text[:most]}…"
