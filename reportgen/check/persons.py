"""Rules on what must not reach a published page: personal data and secrecy marks, in any entry cell.

The contacts above the table (填报人, 联系电话) are the form's own and are not looked at.
"""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from reportgen.check.case import Case, about
from reportgen.check.personal_data import find_marks, find_personal
from reportgen.check.words import clip
from reportgen.model.findings import Finding
from reportgen.workbook.spec import BY_KEY

_KINDS: Final = MappingProxyType(
    {
        "person-id": "身份证号",
        "person-card": "银行卡号",
        "person-phone": "手机号码",
        "person-email": "电子邮箱",
    }
)
_SHOWN: Final = 3


def personal_data(case: Case) -> Iterator[Finding]:
    """No entry holds an identity number, bank card, mobile number or e-mail address; shown masked."""
    for entry, _ in case.filled:
        for column, written in entry.written.items():
            hits = find_personal(written.text)
            for code, word in _KINDS.items():
                masked = list(dict.fromkeys(hit.masked for hit in hits if hit.kind == code))
                if masked:
                    more = f"等 {len(masked)} 个" if len(masked) > _SHOWN else ""
                    what = f"“{BY_KEY[column].title}”中像是有{word}：{'、'.join(masked[:_SHOWN])}{more}"
                    yield about(entry, column, code, what)


def secrecy_marks(case: Case) -> Iterator[Finding]:
    """No entry is taken from a paper with a secrecy mark or one for internal use."""
    for entry, _ in case.filled:
        for column, written in entry.written.items():
            for code, mark in find_marks(written.text):
                yield about(entry, column, code, f"“{BY_KEY[column].title}”中有“{clip(mark)}”字样")
