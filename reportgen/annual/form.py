"""The official form: six headings and three tables, label by label and span by span.

Source:
    国办公开办函〔2021〕30号; the earlier form is 国办公开办函〔2019〕60号.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from reportgen.model.annual import Edition, FigureKey, TableName

HEADINGS: Final[tuple[str, ...]] = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
"""The six parts in order, without 一、 to 六、."""

PARTS: Final[Mapping[TableName, int]] = MappingProxyType({"disclosure": 2, "requests": 3, "reviews": 4})
"""In which part each table stands."""

APPLICANTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "person": "自然人",
        "company": "商业企业",
        "research": "科研机构",
        "welfare": "社会公益组织",
        "legal": "法律服务机构",
        "other": "其他",
        "total": "总计",
    }
)
"""Columns of the requests table; the five between are 法人或其他组织."""

OUTCOMES: Final[Mapping[str, str]] = MappingProxyType(
    {"upheld": "结果维持", "corrected": "结果纠正", "other": "其他结果", "pending": "尚未审结", "total": "总计"}
)
"""Columns of each block of the reviews table."""

REVIEW_BLOCKS: Final[Mapping[str, str]] = MappingProxyType(
    {"reconsideration": "行政复议", "direct": "未经复议直接起诉", "after": "复议后起诉"}
)
"""Rows, as keys, of the reviews table; on paper they stand side by side."""

BALANCE_NOTE: Final = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

REFUSED: Final[tuple[str, ...]] = tuple(f"r{number:02}" for number in range(5, 13))
"""（三）不予公开."""
UNAVAILABLE: Final[tuple[str, ...]] = ("r13", "r14", "r15")
"""（四）无法提供."""
NOT_PROCESSED: Final[tuple[str, ...]] = tuple(f"r{number:02}" for number in range(16, 21))
"""（五）不予处理."""
OTHERWISE: Final[tuple[str, ...]] = ("r21", "r22", "r23")
"""（六）其他处理; the 2019 form has one row, r23, there."""
RESULTS: Final[tuple[str, ...]] = tuple(f"r{number:02}" for number in range(3, 24))
"""Every single result; r24 is their total."""

REQUEST_LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "r01": "一、本年新收政府信息公开申请数量",
        "r02": "二、上年结转政府信息公开申请数量",
        "r03": "（一）予以公开",
        "r04": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "r05": "1.属于国家秘密",
        "r06": "2.其他法律行政法规禁止公开",
        "r07": "3.危及“三安全一稳定”",
        "r08": "4.保护第三方合法权益",
        "r09": "5.属于三类内部事务信息",
        "r10": "6.属于四类过程性信息",
        "r11": "7.属于行政执法案卷",
        "r12": "8.属于行政查询事项",
        "r13": "1.本机关不掌握相关政府信息",
        "r14": "2.没有现成信息需要另行制作",
        "r15": "3.补正后申请内容仍不明确",
        "r16": "1.信访举报投诉类申请",
        "r17": "2.重复申请",
        "r18": "3.要求提供公开出版物",
        "r19": "4.无正当理由大量反复申请",
        "r20": "5.要求行政机关确认或重新出具已获取信息",
        "r21": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "r22": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "r23": "3.其他",
        "r24": "（七）总计",
        "r25": "四、结转下年度继续办理",
    }
)
"""Rows of the requests table."""

DISCLOSURE_LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "regulations": "规章",
        "normative": "行政规范性文件",
        "licensing": "行政许可",
        "penalties": "行政处罚",
        "coercion": "行政强制",
        "fees": "行政事业性收费",
    }
)
"""Rows of the disclosure table."""

DISCLOSURE_COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "made": "本年制发件数",
        "repealed": "本年废止件数",
        "in_force": "现行有效件数",
        "decided": "本年处理决定数量",
        "amount": "本年收费金额（单位：万元）",
    }
)
"""Columns of the disclosure table; each row has its own of them."""

FEES: Final = FigureKey("disclosure", "fees", "amount")
"""The only figure that may have decimals (万元)."""


@dataclass(frozen=True, slots=True)
class FormCell:
    """One cell of a table of the form.

    Attributes:
        row: Counted from 0.
        column: Counted from 0.
        text: The label; ``""`` where a figure stands.
        row_span: Rows it covers.
        column_span: Columns it covers.
        key: Which figure stands here, ``None`` for a label.
        is_total: Whether the figure is a sum of others, computed and never typed.
        is_heading: Whether the cell heads columns or a block (``scope`` of an accessible table); other labels head
            their row.
    """

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    key: FigureKey | None = None
    is_total: bool = False
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class TableForm:
    """One table of the form: every cell once, by row, then column."""

    name: TableName
    rows: int
    columns: int
    cells: tuple[FormCell, ...]

    @property
    def keys(self) -> tuple[FigureKey, ...]:
        """Every figure, in reading order."""
        return tuple(cell.key for cell in self.cells if cell.key)


@cache
def table_form(name: TableName) -> TableForm:
    """A table of the form in force (2021)."""
    return {"disclosure": _disclosure, "requests": _requests, "reviews": _reviews}[name]()


@cache
def figure_keys() -> tuple[FigureKey, ...]:
    """All 200 figures of the form: 10 + 175 + 15."""
    return tuple(key for name in PARTS for key in table_form(name).keys)


@cache
def labels_of(key: FigureKey) -> tuple[str, ...]:
    """How a figure is called, from the widest label to the narrowest, for findings."""
    if key.table == "disclosure":
        return (DISCLOSURE_LABELS[key.row], DISCLOSURE_COLUMNS[key.column])
    if key.table == "reviews":
        block = REVIEW_BLOCKS[key.row]
        return (*(["行政诉讼"] if key.row != "reconsideration" else []), block, OUTCOMES[key.column])
    return (
        *(group for group, rows in _GROUPS.items() if key.row in rows),
        REQUEST_LABELS[key.row],
        APPLICANTS[key.column],
    )


_GROUPS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "（三）不予公开": REFUSED,
        "（四）无法提供": UNAVAILABLE,
        "（五）不予处理": NOT_PROCESSED,
        "（六）其他处理": OTHERWISE,
    }
)
"""Labels over several rows of results; there are no subtotal rows."""

RESULTS_LABEL: Final = "三、本年度办理结果"


def _disclosure() -> TableForm:
    cells: list[FormCell] = []
    blocks: Sequence[tuple[str, Sequence[str], Sequence[str]]] = (
        ("第二十条第（一）项", ("regulations", "normative"), ("made", "repealed", "in_force")),
        ("第二十条第（五）项", ("licensing",), ("decided",)),
        ("第二十条第（六）项", ("penalties", "coercion"), ("decided",)),
        ("第二十条第（八）项", ("fees",), ("amount",)),
    )
    row = 0
    for title, rows, columns in blocks:
        span = 3 // len(columns)
        cells.append(FormCell(row, 0, title, column_span=4, is_heading=True))
        cells.append(FormCell(row + 1, 0, "信息内容", is_heading=True))
        for at, column in enumerate(columns):
            label = DISCLOSURE_COLUMNS[column]
            cells.append(FormCell(row + 1, 1 + at * span, label, column_span=span, is_heading=True))
        for below, name in enumerate(rows, 2):
            cells.append(FormCell(row + below, 0, DISCLOSURE_LABELS[name]))
            for at, column in enumerate(columns):
                key = FigureKey("disclosure", name, column)
                cells.append(FormCell(row + below, 1 + at * span, "", column_span=span, key=key))
        row += 2 + len(rows)
    return TableForm("disclosure", row, 4, tuple(cells))


def _requests() -> TableForm:
    cells = [
        FormCell(0, 0, BALANCE_NOTE, 3, 3, is_heading=True),
        FormCell(0, 3, "申请人情况", 1, 7, is_heading=True),
        FormCell(1, 3, APPLICANTS["person"], 2, 1, is_heading=True),
        FormCell(1, 4, "法人或其他组织", 1, 5, is_heading=True),
        FormCell(1, 9, APPLICANTS["total"], 2, 1, is_heading=True),
    ]
    columns = list(APPLICANTS)
    cells += [FormCell(2, 3 + at, APPLICANTS[columns[at]], is_heading=True) for at in range(1, 6)]
    for row, (name, label) in enumerate(REQUEST_LABELS.items(), 3):
        if name == "r03":
            cells.append(FormCell(row, 0, RESULTS_LABEL, row_span=len(RESULTS) + 1))
        group = next((group for group, rows in _GROUPS.items() if rows[0] == name), None)
        if group:
            cells.append(FormCell(row, 1, group, row_span=len(_GROUPS[group])))
        is_in_group = any(name in rows for rows in _GROUPS.values())
        start, span = (2, 1) if is_in_group else (1, 2) if name in (*RESULTS, "r24") else (0, 3)
        cells.append(FormCell(row, start, label, column_span=span))
        for at, column in enumerate(columns):
            key = FigureKey("requests", name, column)
            cells.append(FormCell(row, 3 + at, "", key=key, is_total=column == "total" or name == "r24"))
    return TableForm(
        "requests", 3 + len(REQUEST_LABELS), 10, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    )


def _reviews() -> TableForm:
    cells = [
        FormCell(0, 0, REVIEW_BLOCKS["reconsideration"], 1, 5, is_heading=True),
        FormCell(0, 5, "行政诉讼", 1, 10, is_heading=True),
    ]
    outcomes = list(OUTCOMES)
    cells += [FormCell(1, at, OUTCOMES[name], 2, 1, is_heading=True) for at, name in enumerate(outcomes)]
    cells += [
        FormCell(1, 5, REVIEW_BLOCKS["direct"], 1, 5, is_heading=True),
        FormCell(1, 10, REVIEW_BLOCKS["after"], 1, 5, is_heading=True),
    ]
    cells += [FormCell(2, 5 + at, OUTCOMES[outcomes[at % 5]], is_heading=True) for at in range(10)]
    for at, (block, outcome) in enumerate((block, outcome) for block in REVIEW_BLOCKS for outcome in outcomes):
        key = FigureKey("reviews", block, outcome)
        cells.append(FormCell(3, at, "", key=key, is_total=outcome == "total"))
    return TableForm("reviews", 4, 15, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


EDITION_IN_FORCE: Final[Edition] = 2021
