"""Labels of the tables: R7 those of the 2019 form, R27 those that were damaged or reworded."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from reportgen.annual.form import PARTS
from reportgen.annual.rules.case import TABLES, Case
from reportgen.annual.rules.outcome import NotRun, Outcome, error, note
from reportgen.model.annual import FoundLabel
from reportgen.model.findings import Place

LAST_YEAR_OF_2019_FORM: Final = 2020

_OLD_LABELS: Final = frozenset(
    {
        "本年新制作数量",
        "本年新公开数量",
        "对外公开总数量",
        "上一年项目数量",
        "本年增/减",
        "处理决定数量",
        "其他对外管理服务事项",
        "第二十条第(九)项",
        "政府集中采购",
        "采购项目数量",
        "采购总金额",
    }
)
"""Labels that only the 2019 form has, plain (see ``plain_label``)."""

_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟「」『』＂\"'‘’", '"'))
_NUMBERING: Final = re.compile(r"\A(\d+)[.、．,，]")
_ANY_NUMBER: Final = re.compile(r"\A(?:\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、|\d+\.)")
_PUNCTUATION: Final = re.compile(r"[^\w]|_")


def plain_label(text: str) -> str:
    """A label without what does not matter: white space, the width of brackets, kinds of quotes, 1. or 1、."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(_QUOTES)
    return _NUMBERING.sub(r"\1.", plain)


def old_form(case: Case) -> Iterator[Outcome]:
    """R7: no table is in the 2019 form, one finding for each table; for the years up to 2020 that form was right."""
    report = case.report
    if not report.figures and not report.labels and not report.editions:
        yield NotRun("R7", "没有读到表格")
        return
    if report.year is not None and report.year <= LAST_YEAR_OF_2019_FORM:
        return
    mend = "改用国办公开办函〔2021〕30号的格式"
    rows = {key.row for key in report.figures if key.table == "requests"}
    for table in PARTS:
        place = next((figure.place for key, figure in report.figures.items() if key.table == table), None)
        where = Place(place.file if place else report.file, place.sheet if place else TABLES[table])
        is_short = table == "requests" and "r23" in rows and not rows & {"r21", "r22"}
        if is_short:
            what = f"{TABLES[table]}的“（六）其他处理”只有一行，是2019年的旧格式（现行格式有三行）"
            yield error("R7", where, what, mend)
        elif report.editions.get(table) == 2019:
            old = "、".join(f"“{label.found}”" for label in report.labels if table == "disclosure" and _is_old(label))
            what = f"{TABLES[table]}是2019年的旧格式" + (f"（{old}）" if old else "")
            yield error("R7", where, what, mend)
    strays = [label for label in report.labels if _is_old(label)]
    if strays and report.editions.get("disclosure") != 2019:
        named = "、".join(f"“{label.found}”" for label in strays)
        yield error("R7", strays[0].place, f"表中有2019年旧格式的栏目{named}", mend)


def changed_labels(case: Case) -> Iterator[Outcome]:
    """R27: labels as in the form; other words are an error, other punctuation is a note."""
    report = case.report
    if not report.figures and not report.labels:
        yield NotRun("R27", "没有读到表格")
    is_earlier = report.year is not None and report.year <= LAST_YEAR_OF_2019_FORM
    for label in report.labels:
        found, official = plain_label(label.found), plain_label(label.official)
        if found == official or _is_old(label) or is_earlier:
            continue
        what = f"栏目“{label.found}”与规定的“{label.official}”不一致"
        if _PUNCTUATION.sub("", found) == _PUNCTUATION.sub("", official):
            yield note("R27", label.place, f"{what}（标点不同）", "按规定格式改正标点")
        elif found == _ANY_NUMBER.sub("", official):
            yield note("R27", label.place, f"{what}（没有序号）", "补上序号；自动编号在复制时会丢失")
        else:
            yield error("R27", label.place, what, f"改为“{label.official}”")


def _is_old(label: FoundLabel) -> bool:
    return plain_label(label.found) in _OLD_LABELS
