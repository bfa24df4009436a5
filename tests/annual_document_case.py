"""Invented bodies and figures for the tests of the annual report's documents; every table adds up."""

import io
from dataclasses import replace
from datetime import date

import docx

from reportgen.annual.facts import COUNTS
from reportgen.annual.figure_cell import read_figure
from reportgen.annual.form import APPLICANTS, OUTCOMES, RESULTS, REVIEW_BLOCKS, figure_keys
from reportgen.model.annual import AnnualInput, AnnualParagraph, AnnualReport, FigureKey
from reportgen.model.findings import Place

FILE = "年报数据.xlsx"
SHEETS = {"disclosure": "主动公开", "requests": "依申请公开", "reviews": "复议诉讼"}


def figure(text, sheet="依申请公开", cell="D5"):
    return read_figure(str(text), Place(FILE, sheet, cell))


def figures(requests=None, disclosure=None, reviews=None):
    """All 200 figures: those given, 0 elsewhere, totals added up.

    ``requests`` is row → column → count; r24 and the column total need not be given.
    """
    numbers = dict.fromkeys(figure_keys(), "0")
    for row, columns in (requests or {}).items():
        for column, count in columns.items():
            numbers[FigureKey("requests", row, column)] = str(count)
    for (row, column), text in (disclosure or {}).items():
        numbers[FigureKey("disclosure", row, column)] = str(text)
    for (row, column), count in (reviews or {}).items():
        numbers[FigureKey("reviews", row, column)] = str(count)
    for column in [*APPLICANTS][:-1]:
        numbers[FigureKey("requests", "r24", column)] = str(
            sum(int(numbers[FigureKey("requests", row, column)]) for row in RESULTS)
        )
    for row in [*RESULTS, "r01", "r02", "r24", "r25"]:
        numbers[FigureKey("requests", row, "total")] = str(
            sum(int(numbers[FigureKey("requests", row, column)]) for column in [*APPLICANTS][:-1])
        )
    for row in REVIEW_BLOCKS:
        numbers[FigureKey("reviews", row, "total")] = str(
            sum(int(numbers[FigureKey("reviews", row, column)]) for column in [*OUTCOMES][:-1])
        )
    return {key: figure(text, SHEETS[key.table], f"C{at}") for at, (key, text) in enumerate(numbers.items(), 1)}


def report(body="青禾县水务局", *, year=2025, kind="department", scope="own", **tables):
    return AnnualReport(FILE, year, body, kind, scope, figures=figures(**tables))


def counts(**given):
    sheet = "情况"
    return {
        spec.key: figure(given[spec.key], sheet, f"C{row}") for row, spec in enumerate(COUNTS, 10) if spec.key in given
    }


def texts(**given):
    return {
        key: tuple(AnnualParagraph(line, Place(FILE, "情况", f"B{row}")) for line in text.split("\n"))
        for row, (key, text) in enumerate(given.items(), 40)
    }


def entered(this=None, *, told=None, written=None, earlier=(), published_on=None):
    return AnnualInput(this or report(), counts(**(told or {})), texts(**(written or {})), tuple(earlier), published_on)


def nil(body="岚川镇农业服务中心", **more):
    """A tiny bureau: everything 0, every text as short as can be."""
    written = {
        "disclosure": "在公示栏公开办事指南。",
        "management": "明确专人审查拟公开的信息。",
        "platforms": "没有单独开设网站，信息由镇政府网站发布。",
        "supervision": "由负责人直接分管。",
        "last_problems": "无",
        "problems": "公开内容更新不够及时。",
        "measures": "每季度核对一次公开内容。",
    }
    return entered(report(body, **more), told={"fee": 0, "fee_requests": 0}, written=written)


REQUESTS = {
    "r01": {"person": 118, "company": 9, "research": 1, "legal": 5, "other": 1},
    "r02": {"person": 5},
    "r03": {"person": 51, "company": 4, "legal": 2},
    "r04": {"person": 12, "company": 1},
    "r05": {"person": 1},
    "r08": {"person": 4, "company": 1},
    "r11": {"person": 6},
    "r13": {"person": 27, "company": 2, "research": 1, "other": 1},
    "r14": {"person": 3},
    "r16": {"person": 6},
    "r17": {"person": 2, "legal": 1},
    "r21": {"person": 1},
    "r23": {"person": 3, "legal": 1},
    "r25": {"person": 7, "company": 1, "legal": 1},
}
"""134 received, 5 carried in, 130 handled, 9 carried out."""

COUNTY_TEXTS = {
    "disclosure": "聚焦重点领域，公开财政预决算、重大建设项目、公共资源配置等信息，做到应公开尽公开。\n"
    "对12件行政规范性文件同步组织解读，采用图解、问答等形式，方便群众理解。",
    "requests": "完善登记、审核、办理、答复、归档流程，对疑难申请实行会商，答复前一律经过合法性审查。",
    "management": "严格落实公开前审查制度，做到先审查、后公开，一事一审。",
    "platforms": "优化县政府网站栏目设置，全年开展检查4次，整改问题23个。",
    "supervision": "建立县、乡两级信息员队伍，按季度通报公开情况。",
    "assessment": "政务公开工作纳入全县年度综合考核，46个单位考核结果均为合格以上。",
    "review": "委托第三方开展社会评议，公众满意度为93.5%。",
    "accountability": "全年没有因政府信息公开工作被追究责任的情况。",
    "last_problems": "针对上年政策解读形式单一的问题，新增图解、视频解读，多样化解读占比达到70%。\n"
    "针对基层公开不平衡的问题，组织乡镇交叉检查2轮。",
    "problems": "部分单位公开信息更新不够及时。\n依申请公开答复文书的规范性有待提高。",
    "measures": "对更新情况每月抽查，发现问题当月整改。\n编印答复文书范本，组织专题培训2场。",
    "other": "办理涉及政务公开的人大代表建议2件，均按期答复。",
}
COUNTY_COUNTS = {
    "website": 12034, "wechat": 3507, "weibo": 412, "gazette_items": 36, "other_channels": 208, "interpretations": 58,
    "press": 6, "responses": 12, "consultations": 19, "cleared": 31, "columns": 8, "accounts": 3, "gazette_issues": 6,
    "zones": 14, "trainings": 4, "trainees": 326, "accountable": 0, "fee": 1080, "fee_requests": 3,
}  # fmt: skip
DISCLOSURE = {
    ("normative", "made"): "22（其中修订16件）",
    ("normative", "repealed"): 5,
    ("normative", "in_force"): 86,
    ("licensing", "decided"): 48213,
    ("penalties", "decided"): 6937,
    ("coercion", "decided"): 205,
    ("fees", "amount"): "1832.65",
}
REVIEWS = {("reconsideration", "upheld"): 2, ("reconsideration", "pending"): 1, ("direct", "upheld"): 1}
PLAN = "2025年青禾县政务公开工作要点"
PLAN_SECTION = (
    "2025年，青禾县人民政府贯彻落实《2025年青禾县政务公开工作要点》，6个方面29项任务中，截至2025年12月31日完成26项，"
    "完成率89.7%。一是深化重点领域信息公开，公开财政预决算92份、重大建设项目信息310条；二是加强政策解读回应，"
    "同步解读行政规范性文件12件，回应热点12次；三是提升平台建设水平，整改网站问题23个，新建政务公开专区2个；"
    "四是夯实工作基础，培训326人次。尚有3项任务未完成，主要问题是部分乡镇目录调整进度偏慢。"
    "下一步，逐项明确完成时限，按月督办，2026年6月底前全部完成。",
)


def scaled(rows, parts):
    """The rows with every count brought to so many hundredths, nil at least 1 where it was more."""
    return {row: {column: max(1, n * parts // 100) for column, n in columns.items()} for row, columns in rows.items()}


def county(**more):
    """A county's government with everything entered and two years before."""
    body = "青禾县人民政府"
    earlier = [
        report(body, year=2024, kind="county", scope="all", requests=scaled(REQUESTS, 90)),
        report(body, year=2023, kind="county", scope="all", requests=scaled(REQUESTS, 60)),
    ]
    this = report(body, kind="county", scope="all", requests=REQUESTS, disclosure=DISCLOSURE, reviews=REVIEWS)
    given = {"told": COUNTY_COUNTS, "written": COUNTY_TEXTS, "earlier": earlier, "published_on": date(2026, 3, 20)}
    return entered(this, **{**given, **more})


def without_counts(given, *keys):
    return replace(given, counts={key: one for key, one in given.counts.items() if key not in keys})


def with_figure(given, key, text):
    """The input with one figure written otherwise; totals stay."""
    changed = {**given.report.figures, key: figure(text, SHEETS[key.table], "X1")}
    return replace(given, report=replace(given.report, figures=changed))


def opened(content):
    return docx.Document(io.BytesIO(content))
