"""Annual reports built in the test: consistent tables, in which a single break is the only one."""

from reportgen.annual.figure_cell import read_figure
from reportgen.annual.form import APPLICANTS, HEADINGS, OUTCOMES, REQUEST_LABELS, RESULTS, REVIEW_BLOCKS
from reportgen.annual.rules import check_annual
from reportgen.model.annual import AnnualParagraph, AnnualPart, AnnualReport, FigureKey
from reportgen.model.findings import Place

FILE = "云岭市水务局2025.docx"
KINDS = [column for column in APPLICANTS if column != "total"]
REQUESTS = {
    "r01": {"person": 10, "company": 2},
    "r02": {"person": 1},
    "r03": {"person": 6, "company": 1},
    "r04": {"person": 2},
    "r10": {"person": 1},
    "r13": {"person": 1, "company": 1},
    "r25": {"person": 1},
}
"""Received 12, carried in 1; public 7, partly 2, refused 1, unavailable 2, together 12; carried out 1."""
REVIEWS = {"reconsideration": {"upheld": 1}}
DISCLOSURE = {
    "regulations": {"made": 0, "repealed": 0, "in_force": 0},
    "normative": {"made": 3, "repealed": 1, "in_force": 20},
    "licensing": {"decided": 120},
    "penalties": {"decided": 30},
    "coercion": {"decided": 2},
    "fees": {"amount": "1.5"},
}
DIGITS = "一二三四五六"
FEE = "2025年，本机关未收取信息处理费。"


def key(table, row, column):
    return FigureKey(table, row, column)


def figure(at, text):
    return read_figure(str(text), Place(FILE, at.table, f"{at.row}/{at.column}"))


def figures(requests=None, reviews=None, disclosure=None, change=None, without=()):
    """All 200 figures: totals and （七）总计 computed, then ``change`` as typed, then ``without`` taken out."""
    requests, reviews, disclosure = (
        given if given is not None else usual
        for given, usual in ((requests, REQUESTS), (reviews, REVIEWS), (disclosure, DISCLOSURE))
    )
    values = {}
    cells = {row: {kind: requests.get(row, {}).get(kind, 0) for kind in KINDS} for row in REQUEST_LABELS}
    cells["r24"] = {kind: sum(cells[row][kind] for row in RESULTS) for kind in KINDS}
    for row, columns in cells.items():
        values |= {key("requests", row, kind): value for kind, value in columns.items()}
        values[key("requests", row, "total")] = sum(columns.values())
    for block in REVIEW_BLOCKS:
        outcomes = {name: reviews.get(block, {}).get(name, 0) for name in OUTCOMES if name != "total"}
        values |= {key("reviews", block, name): value for name, value in outcomes.items()}
        values[key("reviews", block, "total")] = sum(outcomes.values())
    for row, columns in DISCLOSURE.items():
        values |= {key("disclosure", row, name): disclosure.get(row, {}).get(name, 0) for name in columns}
    values |= {FigureKey(*at): value for at, value in (change or {}).items()}
    return {at: figure(at, value) for at, value in values.items() if at not in without and at.row not in without}


def part(number, *texts, heading=None, has_table=None):
    place = Place(FILE, f"第{DIGITS[number - 1]}部分" if number else "正文")
    return AnnualPart(
        number,
        heading or f"{DIGITS[number - 1]}、{HEADINGS[number - 1]}",
        tuple(AnnualParagraph(text, Place(FILE, place.sheet, f"第{at}段")) for at, text in enumerate(texts, 1)),
        has_table=2 <= number <= 4 if has_table is None else has_table,
        place=place,
    )


def parts(one=(), five=(), six=(FEE,)):
    return (part(1, *one), part(2), part(3), part(4), part(5, *five), part(6, *six))


def report(
    *,
    year=2025,
    body="云岭市水务局",
    kind="department",
    one=(),
    five=(),
    six=(FEE,),
    prose=True,
    tables=True,
    requests=None,
    reviews=None,
    disclosure=None,
    change=None,
    without=(),
    **other,
):
    """A right report; ``prose=False`` leaves out the six parts, ``tables=False`` every figure."""
    other.setdefault("title", f"{body}{year}年政府信息公开工作年度报告")
    other.setdefault("parts", parts(one, five, six) if prose else ())
    table = figures(requests, reviews, disclosure, change, without) if tables else {}
    return AnnualReport(FILE, year=year, body=body, kind=kind, figures=table, **other)


def before(**other):
    """The year before the usual report: what it carried out is what that one carried in."""
    requests = {"r01": {"person": 9, "company": 1}, "r03": {"person": 8, "company": 1}, "r25": {"person": 1}}
    disclosure = DISCLOSURE | {"normative": {"made": 2, "repealed": 0, "in_force": 18}}
    return report(**({"year": 2024, "requests": requests, "disclosure": disclosure} | other))


def run(*args, **options):
    """Findings of a report made by ``report(...)``, or of a report given."""
    given = args[0] if args else report(**{name: options.pop(name) for name in list(options) if name not in CHECKS})
    return check_annual(given, **options)


CHECKS = {
    "previous",
    "plan_figures",
    "published_on",
    "children",
    "missing_children",
    "others",
    "part_one_limit",
}


def brief(*args, **options):
    """(code, where) of every finding: the address, or the sheet where there is none."""
    return [
        (finding.code, finding.place.cell or finding.place.sheet or "") for finding in run(*args, **options).findings
    ]


def codes(*args, **options):
    return [finding.code for finding in run(*args, **options).findings]
