"""年报数据.xlsx as bytes: the three tables, what the prose is made of, and last year's figures for comparison."""

import io
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import xlsxwriter

from reportgen.annual.facts import TEXTS
from reportgen.annual.form import APPLICANTS
from reportgen.annual.totals import TOTAL
from reportgen.annual.workbook.checks import LastYear
from reportgen.annual.workbook.earliersheet import grids, write_earlier
from reportgen.annual.workbook.guidesheet import write_guide
from reportgen.annual.workbook.identity import content_fingerprint, identity_rows
from reportgen.annual.workbook.looks import Looks
from reportgen.annual.workbook.situation import Said, basic_cell, write_situation
from reportgen.annual.workbook.spec import EARLIER_SHEET, FILE_NAME, IDENTITY_SHEET, KIND_WORDS, SCOPE_WORDS
from reportgen.annual.workbook.tablesheets import Subtitle, write_tables
from reportgen.model.annual import AnnualFigure, AnnualInput, AnnualReport, BodyKind, FigureKey, Figures, Scope
from reportgen.workbook.book import open_book
from reportgen.workbook.spec import CREATED

_NOTHING: Final[Mapping[str, AnnualFigure]] = MappingProxyType({})
_NO_TEXTS: Final[Mapping[str, Sequence[str]]] = MappingProxyType({})


def annual_workbook(
    *,
    year: int,
    body: str,
    kind: BodyKind,
    scope: Scope,
    earlier: Sequence[AnnualReport] = (),
    carried: Mapping[str, Sequence[str]] = _NO_TEXTS,
    last_counts: Mapping[str, AnnualFigure] = _NOTHING,
    filled: AnnualInput | None = None,
) -> bytes:
    """年报数据.xlsx; the same bytes for the same input.

    Args:
        year: 年度.
        body: Full name of the reporting body, ``""`` where nobody said it.
        kind: What kind of body.
        scope: Whose figures are asked for.
        earlier: Reports of earlier years. That of the year before fills 二、上年结转 with its 四、结转下年度, column by
            column; a second report of the same year, one of ``year`` or later, and one without a year are left out.
        carried: Text key of ``reportgen.annual.facts`` → paragraphs that are written into its cell.
        last_counts: Last year's counts, shown beside.
        filled: What is already known of this year (a roll-up, or a workbook that is issued again); its figures, counts
            and texts go before what was carried; totals stay formulas. Such a workbook never counts as untouched.

    Raises:
        ValueError: ``carried`` names a text that there is none of.
    """
    unknown = carried.keys() - {spec.key for spec in TEXTS}
    if unknown:
        raise ValueError(f"no such texts: {', '.join(sorted(unknown))}")
    by_year = {report.year: report for report in reversed(earlier) if report.year is not None and report.year < year}
    figures = {**_carried_over(by_year.get(year - 1)), **(filled.report.figures if filled else {})}
    texts = {key: "\n".join(paragraphs) for key, paragraphs in carried.items()}
    if filled:
        texts |= {key: "\n".join(one.text for one in paragraphs) for key, paragraphs in filled.texts.items()}
    day = filled.published_on if filled else None
    said = Said(
        {
            "year": year,
            "body": body,
            "kind": KIND_WORDS[kind],
            "scope": SCOPE_WORDS[scope],
            "published_on": f"{day.year}年{day.month}月{day.day}日" if day else "",
        },
        filled.counts if filled else _NOTHING,
        last_counts,
        texts,
        frozenset(carried.keys() - (filled.texts.keys() if filled else ())),
    )
    tables = {number: by_year[number].figures for number in sorted(by_year, reverse=True)}
    bare = _build(year, said, figures, tables, fingerprint="")
    if filled:
        return bare
    return _build(year, said, figures, tables, fingerprint=content_fingerprint(open_book(bare, name=FILE_NAME)))


def _carried_over(last: AnnualReport | None) -> Figures:
    """二、上年结转 as last year's 四、结转下年度 says it, for every kind of applicant; their total is a formula."""
    if last is None:
        return {}
    found = {}
    for column in APPLICANTS:
        figure = last.figures.get(FigureKey("requests", "r25", column))
        if figure and figure.value is not None and column != TOTAL:
            found[FigureKey("requests", "r02", column)] = AnnualFigure(
                f"{figure.value:f}", figure.place, "number", figure.value
            )
    return found


def _build(year: int, said: Said, figures: Figures, tables: Mapping[int, Figures], *, fingerprint: str) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    body = str(said.basics["body"])
    book.set_properties({"title": f"{body}{year}年政府信息公开工作年度报告数据", "created": CREATED})
    book.set_size(2400, 1400)
    looks = Looks(book)
    write_guide(book, looks)
    situation = write_situation(book, looks, said)
    last = LastYear(EARLIER_SHEET, grids(), tables.get(year - 1, {}))
    write_tables(book, looks, figures, last=last, subtitle=_subtitle(said), origin=_origin(year, figures, tables))
    for number in sorted({year - 1, *tables}, reverse=True):
        write_earlier(book, looks, tables.get(number, {}), year=number, of=year)
    hidden = book.add_worksheet(IDENTITY_SHEET)
    for number, pair in enumerate(identity_rows(year=year, fingerprint=fingerprint)):
        for column, text in enumerate(pair):
            hidden.write_string(number, column, text)
    hidden.very_hidden()
    hidden.protect()
    situation.activate()
    book.close()
    return out.getvalue()


def _subtitle(said: Said) -> Subtitle:
    """Body, year and scope, taken from 情况 so that they are written once."""
    year, body, scope = (basic_cell(key) for key in ("year", "body", "scope"))
    words = said.basics
    shown = f"{words['body']}　{words['year']}年　统计范围：{words['scope']}"
    return Subtitle(f'={body}&"　"&{year}&"年　统计范围："&{scope}', shown)


def _origin(year: int, figures: Figures, tables: Mapping[int, Figures]) -> str:
    """Where the figures of 二、上年结转 come from."""
    if year - 1 not in tables:
        return f"没有{year - 1}年的年报数据：“二、上年结转”请照{year - 1}年年报的“四、结转下年度继续办理”逐栏填写。"
    if not any(key.row == "r02" for key in figures):
        return f"{year - 1}年年报的“四、结转下年度继续办理”没有可用的数，“二、上年结转”请自行填写。"
    carried = f"“二、上年结转”已按{year - 1}年年报的“四、结转下年度继续办理”逐栏带入，请核对"
    return f"{carried}；上年数字有误的，改正后在报告里说明。"
