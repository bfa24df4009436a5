"""The report's figures and texts → the facts that the wording templates of part one speak of.

Counts that are nil are left out of lists or handed over as 0 to be asked about, so that no template prints “0件”.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from reportgen.annual.document.values import OUTCOME_KINDS, REVIEWS, Values, counted, plain_number, request
from reportgen.annual.facts import COUNTS, TEXTS, Section
from reportgen.annual.form import APPLICANTS
from reportgen.document.notes import Figure, Note, noted
from reportgen.document.sentences import sentence
from reportgen.document.told import says_something
from reportgen.document.words import inside_title
from reportgen.figures import percent
from reportgen.model.annual import AnnualInput, AnnualParagraph, BodyKind, FigureKey, Scope

Facts = dict[str, Any]

GOVERNMENTS: frozenset[BodyKind] = frozenset({"province", "city", "county", "township"})
"""Who reports 工作考核、社会评议、责任追究 (条例 第五十条（四）)."""

_AREA = re.compile("(省|自治区|自治州|盟|市|自治县|县|区|自治旗|旗|镇|乡|街道)(?:人民政府)?(?:办事处|办公室|办公厅)?$")
_POINT = re.compile(r"\s*[一二三四五六七八九十]+是")
_FURTHER_POINT = re.compile(r"\s*[二三四五六七八九十]+是")
_AREA_WORDS = {"自治区": "区", "自治州": "州", "自治县": "县", "自治旗": "旗"}
_TITLES = {spec.key: spec.label for spec in TEXTS}


def scope_words(body: str, scope: Scope) -> str:
    """Whose figures: 本机关, or 全县 with everything below; 本系统 for a body that governs no area."""
    if scope == "own":
        return "本机关"
    area = _AREA.search(body)
    return f"全{_AREA_WORDS.get(area[1], area[1])}" if area else "本系统"


def texts_of(given: AnnualInput, key: str) -> list[str]:
    """What was written under a key: closed sentences, paragraph by paragraph, with their cell; none for 无.

    Points on lines of their own (一是…, 二是…) stay together in one paragraph.
    """
    paragraphs: list[list[AnnualParagraph]] = []
    for one in given.texts.get(key, ()):
        if not says_something(one.text):
            continue
        if _FURTHER_POINT.match(one.text) and paragraphs and _POINT.match(paragraphs[-1][-1].text):
            paragraphs[-1].append(one)
        else:
            paragraphs.append([one])
    return [_told(together) for together in paragraphs]


def says_none(given: AnnualInput, key: str) -> bool:
    """Whether somebody wrote 无 or the like, which is not the same as nothing."""
    written = [one.text.strip() for one in given.texts.get(key, ())]
    return any(written) and not any(says_something(text) for text in written)


def _told(paragraphs: Sequence[AnnualParagraph]) -> str:
    places = dict.fromkeys(str(one.place) for one in paragraphs)
    return noted("".join(sentence(one.text) for one in paragraphs), Note(f"填报原文，出处：{'；'.join(places)}。"))


def base(given: AnnualInput) -> Facts:
    """Names that every wording template may use."""
    report = given.report
    return {
        "机关": report.body.strip() or "〔待补充：机关名称〕",
        "年度": report.year or "〔待补充：年度〕",
        "上年": report.year - 1 if report.year else "上年",
        "范围": scope_words(report.body, report.scope),
    }


def opening(plan_title: str) -> Facts:
    """方案: the plan's name, ``""`` where it is not told here."""
    return {"方案": inside_title(plan_title)}


def section(given: AnnualInput, name: Section) -> Facts:
    """Counts of a section that are not nil, channels apart, and the text of the same name."""
    told = [
        {"名称": spec.label, "数": number, "量词": spec.measure, "渠道": spec.is_channel}
        for spec in COUNTS
        if spec.section == name and (number := counted(given.counts.get(spec.key))) > 0
    ]
    return {
        "渠道": [one for one in told if one["渠道"]],
        "工作": [one for one in told if not one["渠道"]],
        "做法": texts_of(given, name),
    }


def disclosure(given: AnnualInput, figure: int | None) -> Facts:
    """（一）主动公开; ``figure`` is the number of the chart of channels."""
    return {**section(given, "disclosure"), "图号": figure}


def requests(values: Values, previous: Values | None, given: AnnualInput, figures: Mapping[str, int]) -> Facts:
    """（二）依申请公开: received, carried in, handled, carried out, and the results by kind with their shares."""
    received, carried, handled, left = (values.count(request(row)) for row in ("r01", "r02", "r24", "r25"))
    return {
        "新收": received,
        "上年结转": carried,
        "应办": received + carried,
        "办结": handled,
        "结转下年": left,
        # R19: only where nothing was carried over, and the balance holds.
        "全部办结": bool(handled) and not left and handled == received + carried,
        "结果": outcomes(values),
        "申请人": _applicants(values),
        "增减": _growth(received, previous),
        **{name: values.together(keys, name) for name, keys in REVIEWS.items()},
        "做法": texts_of(given, "requests"),
        "图号": figures.get("results"),
        "年度图号": figures.get("years"),
        "年度表号": figures.get("table"),
    }


def outcomes(values: Values) -> list[Facts]:
    """Kinds of results that occurred, with their shares; no shares where the table does not add up.

    Each share is rounded by itself, as whoever checks it recomputes it (R17): equal counts have equal shares, and all
    of them may miss 100.0 by a tenth or two.
    """
    rows = {
        name: values.together([request(row) for row in rows], f"（总计）{name}") for name, rows in OUTCOME_KINDS.items()
    }
    told = {name: count for name, count in rows.items() if count > 0}
    adds_up = sum(rows.values()) == values.count(request("r24"))
    whole = sum(told.values())
    return [
        {
            "名称": name,
            "数": count,
            "占比": noted(percent(count, whole), Note(f"{int(count)}÷{whole}。")) if adds_up else "",
        }
        for name, count in told.items()
    ]


def _applicants(values: Values) -> list[Facts]:
    """New requests by who made them: 自然人, and all others together; none where they do not add to the total."""
    companies = [column for column in APPLICANTS if column not in {"person", "total"}]
    people = values.count(request("r01", "person"))
    others = values.together([request("r01", column) for column in companies], "法人或其他组织新收申请")
    if people + others != values.count(request("r01")):
        return []
    told = (("自然人", people), ("法人或其他组织", others))
    return [{"名称": name, "数": count} for name, count in told if count > 0]


def _growth(received: int, previous: Values | None) -> Facts | None:
    """New requests against the year before; ``None`` where that is not known or was nil."""
    if previous is None or previous.report.value(request("r01")) is None:
        return None
    before = previous.count(request("r01"))
    if before <= 0 or received <= 0:
        return None
    change = received - before
    source = previous.report.figures[request("r01")].place
    note = Note(f"本年{int(received)}件，上年{int(before)}件；上年数出处：{source}。")
    return {
        "方向": "增加" if change > 0 else "减少" if change < 0 else "",
        "比例词": "增长" if change > 0 else "下降",
        "件数": Figure(abs(change), note),
        "百分比": noted(percent(abs(change), before), note),
    }


def management(values: Values, given: AnnualInput) -> Facts:
    """（三）政府信息管理: normative documents and regulations of the disclosure table that are not nil."""
    documents = []
    for row, name in (("regulations", "规章"), ("normative", "行政规范性文件")):
        columns = (("made", "制发"), ("repealed", "废止"), ("in_force", "现行有效"))
        counts = [
            {"说法": word, "数": count}
            for column, word in columns
            if (count := values.count(FigureKey("disclosure", row, column))) > 0
        ]
        if counts:
            documents.append({"名称": name, "数目": counts})
    return {"文件": documents, **section(given, "management")}


def supervision(given: AnnualInput) -> Facts:
    """（五）监督保障; for governments what the regulation asks of them, missing parts by name in 缺项."""
    is_government = given.report.kind in GOVERNMENTS
    accountable = given.counts.get("accountable")
    people = counted(accountable)
    no_one = says_none(given, "accountability") or bool(accountable and accountable.value == 0)
    told = {key: texts_of(given, key) for key in ("assessment", "review", "accountability")}
    lacking = [_TITLES[key] for key, texts in told.items() if not texts]
    if people > 0 or no_one:
        lacking = [name for name in lacking if name != _TITLES["accountability"]]
    none = [_TITLES[key] for key in ("assessment", "review") if says_none(given, key)]
    lacking = [name for name in lacking if name not in none]
    facts = section(given, "supervision")
    return {
        **facts,
        "工作": [one for one in facts["工作"] if one["名称"] != "责任追究"],
        "考核": told["assessment"],
        "评议": told["review"],
        "追责": told["accountability"],
        "追责人次": people if not told["accountability"] else 0,
        "没有追责": is_government and no_one and not told["accountability"] and people <= 0,
        "没有的": none if is_government else [],
        "缺项": lacking if is_government else [],
    }


def fee(given: AnnualInput) -> Facts:
    """信息处理费: the amount in yuan as printed, whether it is nil, and for how many requests."""
    figure = given.counts.get("fee")
    requests_ = counted(given.counts.get("fee_requests"))
    if figure is None or figure.state in {"blank", "unreadable"}:
        return {"金额": "", "没有收取": False, "件数": requests_}
    amount = figure.value or Decimal(0)
    note = Note(f"出处：{figure.place}。")
    return {"金额": noted(plain_number(amount), note), "没有收取": amount == 0, "件数": requests_}
