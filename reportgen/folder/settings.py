"""reportgen.toml both ways: written with every setting explained, read back with every mistake named."""

import difflib
import json
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from reportgen.errors import UnusableInput
from reportgen.files.door import admit
from reportgen.files.text import clean_text
from reportgen.folder.paths import SETTINGS_FILE, WorkingFolder
from reportgen.model.plan import Plan
from reportgen.model.settings import AnnualSettings, Policy, Settings
from reportgen.terms import STATUS_WORDS

_CHARTS = {"图片": "picture", "可编辑": "native", "两者": "both"}
_PLAN_SECTION = {"第六部分": "part_six", "第一部分": "part_one", "不写": "none"}
_ANNUAL_CHARTS = {"公开渠道": "channels", "办理结果": "results", "三年对比": "years"}
_PREFER = {"询问": "ask", "最新": "newest"}
_YES = {"是": True, "否": False}
_KEYS = (
    "year",
    "body",
    "plan_title",
    "as_of",
    "return_to",
    "return_by",
    "mostly_done_counts",
    "support_counts",
    "publish_units",
    "charts",
    "template",
    "wording",
    "prefer",
    "annual_plan_section",
    "annual_preamble",
    "annual_charts",
    "annual_years_table",
    "annual_part_one_limit",
    "annual_template",
    "status_words",
)


def settings_for(plan: Plan) -> Settings:
    """The settings that a new folder starts with."""
    return Settings(year=plan.year, body=plan.issuer, plan_title=plan.title)


def settings_text(settings: Settings) -> str:
    """reportgen.toml with every setting explained; reading it back gives the same settings."""
    words = "\n".join(f"{_quoted(word)} = {_quoted(meaning)}" for word, meaning in settings.status_words.items())
    return f"""\
# reportgen 的设置。以 # 开头的行是说明。一般不用修改；改后保存，再运行命令即生效。

# 年度：方案所属的工作年度
year = {settings.year}
# 机关名称：印在填报表和文档上
body = {_quoted(settings.body)}
# 方案标题：文档中书名号内的名称
plan_title = {_quoted(settings.plan_title)}
# 统计截止日期：按这一天判断是否到期、是否逾期；留空为当年12月31日。写法："2020-12-31"
as_of = {_quoted(settings.as_of.isoformat() if settings.as_of else "")}

# 填报表交回给谁、何时交回：印在填报表上；留空则不印。日期写法："2020-12-10"
return_to = {_quoted(settings.return_to)}
return_by = {_quoted(settings.return_by.isoformat() if settings.return_by else "")}

# 口径：基本完成是否计为完成；配合单位的情况是否参与判定任务完成与否（true 是，false 否）
mostly_done_counts = {_boolean(settings.policy.mostly_done_counts)}
support_counts = {_boolean(settings.policy.support_counts)}

# 公开范围：公开的文档是否列出各单位完成情况（true 是，false 否）
publish_units = {_boolean(settings.publish_units)}
# 图表："picture" 图片，"native" 可在 Word 中编辑的图表，"both" 每幅图先放图片、再放可编辑图表
charts = {_quoted(settings.charts)}
# 模板：留空用自带的公文格式模板；"plain" 朴素，便于复制到自己的文档里；"一页图解" 一页A4的概要；
# 或写放在本文件夹内的 Word 模板文件名。取得自带模板用 reportgen template copy，检查改过的用 reportgen template check
template = {_quoted(settings.template)}
# 文字模板：放在本文件夹内、装有自己改过的文字模板的文件夹名；留空用自带的，没有改的也用自带的
wording = {_quoted(settings.wording)}

# 同一单位交回两份不同的填报表时："ask" 都不计入、由人决定；"newest" 用较新的一份
prefer = {_quoted(settings.prefer)}

# 以下各项只用于整本年度报告（build --full）
# 方案落实情况放在哪里："part_six" 第六部分第一个小标题，"part_one" 第一部分末尾，"none" 不写
annual_plan_section = {_quoted(settings.annual.plan_section)}
# 第一部分之前是否有一段说明（依据、各部分名称、统计期限）
annual_preamble = {_boolean(settings.annual.preamble)}
# 第一部分放哪些图，可写几个：["channels", "results", "years"] 依次为公开渠道、申请办理结果、近三年申请；[] 不放图
annual_charts = {json.dumps(list(settings.annual.charts))}
# 第一部分是否附近两三年申请办理情况对比表
annual_years_table = {_boolean(settings.annual.years_table)}
# 第一部分的字数上限，超过时提醒
annual_part_one_limit = {settings.annual.part_one_limit}
# 整本年度报告的 Word 模板：放在本文件夹内的文件名；留空用自带的
annual_template = {_quoted(settings.annual.template)}

# 完成情况用语对照：左边是单位可能写的词，右边是规范用语，可自行增加。规范用语：
# {"、".join(word for status, word in STATUS_WORDS.items() if status != "unreported")}
[status_words]
{words}
"""


def load_settings(folder: WorkingFolder, plan: Plan) -> Settings:
    """The folder's settings; what the file does not say is as for a new folder, as is a missing file.

    Raises:
        UnusableInput: The file is no TOML, has an unknown key or an impossible value; says which.
    """
    if not folder.settings.is_file():
        return settings_for(plan)
    try:
        data = tomllib.loads(admit(folder.settings).content.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise UnusableInput(
            "设置文件不是 UTF-8 编码", mend="请用记事本另存为 UTF-8 编码", file=SETTINGS_FILE
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise UnusableInput(
            f"设置文件有书写错误（{_toml_place(str(error))}）",
            mend="请检查那一行的等号、引号是否为英文半角并成对",
            file=SETTINGS_FILE,
        ) from error
    return _settings_from(data, settings_for(plan))


def _settings_from(data: Mapping[str, Any], default: Settings) -> Settings:
    for key in data:
        if key not in _KEYS:
            close = difflib.get_close_matches(key, _KEYS, 1)
            hint = f"是否想写 {close[0]}？" if close else f"可用的设置：{'、'.join(_KEYS)}"
            raise UnusableInput(f"不认识的设置“{key}”", mend=hint, file=SETTINGS_FILE)
    words = data.get("status_words", {})
    allowed = set(STATUS_WORDS.values()) - {STATUS_WORDS["unreported"]}
    if not isinstance(words, dict):
        raise _wrong("status_words", "一节对照表")
    for word, meaning in words.items():
        if meaning not in allowed:
            raise UnusableInput(
                f"用语对照中“{word}”对应的“{meaning}”不是规范用语",
                mend=f"请写：{'、'.join(sorted(allowed))}",
                file=SETTINGS_FILE,
            )
    return Settings(
        year=_year(data.get("year", default.year)),
        body=_text(data, "body", default.body),
        plan_title=_text(data, "plan_title", default.plan_title),
        as_of=_day(data, "as_of"),
        return_to=_text(data, "return_to", ""),
        return_by=_day(data, "return_by"),
        policy=Policy(
            mostly_done_counts=_truth(data, "mostly_done_counts", default=False),
            support_counts=_truth(data, "support_counts", default=False),
        ),
        publish_units=_truth(data, "publish_units", default=True),
        charts=_choice(data, "charts", _CHARTS, "picture"),
        template=_inside(data, "template", "文件名"),
        wording=_inside(data, "wording", "文件夹名"),
        prefer=_choice(data, "prefer", _PREFER, "ask"),
        annual=_annual(data),
        status_words=MappingProxyType(dict(words)),
    )


def _annual(data: Mapping[str, Any]) -> AnnualSettings:
    limit = data.get("annual_part_one_limit", AnnualSettings().part_one_limit)
    if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
        raise _wrong("annual_part_one_limit", "整数，如 1000")
    charts = data.get("annual_charts", [])
    if not isinstance(charts, list):
        raise _wrong("annual_charts", '方括号内的名称，如 ["channels"]')
    return AnnualSettings(
        plan_section=_choice(data, "annual_plan_section", _PLAN_SECTION, "part_six"),
        preamble=_truth(data, "annual_preamble", default=True),
        charts=tuple(
            dict.fromkeys(_choice({"annual_charts": one}, "annual_charts", _ANNUAL_CHARTS, "") for one in charts)
        ),
        years_table=_truth(data, "annual_years_table", default=False),
        part_one_limit=limit,
        template=_inside(data, "annual_template", "文件名"),
    )


def _wrong(key: str, expected: str) -> UnusableInput:
    return UnusableInput(f"设置“{key}”的值不对", mend=f"应为{expected}", file=SETTINGS_FILE)


def _year(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1990 <= value <= 2100:
        raise _wrong("year", "四位年份，如 2020")
    return value


def _text(data: Mapping[str, Any], key: str, default: str) -> str:
    value = data.get(key, default)
    if not isinstance(value, str):
        raise _wrong(key, "引号内的文字")
    return clean_text(value).strip()


def _inside(data: Mapping[str, Any], key: str, expected: str) -> str:
    """A name inside the working folder: a folder that was mailed must not reach into the rest of the machine."""
    name = _text(data, key, "").replace("\\", "/")
    if name.startswith(("/", "~")) or ":" in name or ".." in name.split("/"):
        raise _wrong(key, f"放在本文件夹内的{expected}")
    return name


def _truth(data: Mapping[str, Any], key: str, *, default: bool) -> bool:
    value = data.get(key, default)
    value = _YES.get(value, value) if isinstance(value, str) else value
    if not isinstance(value, bool):
        raise _wrong(key, " true 或 false")
    return value


def _choice(data: Mapping[str, Any], key: str, words: Mapping[str, str], default: str) -> Any:
    value = data.get(key, default)
    value = words.get(value, value) if isinstance(value, str) else value
    if value not in words.values():
        raise _wrong(key, "、".join(f'"{word}"' for word in words.values()) + "之一")
    return value


def _day(data: Mapping[str, Any], key: str) -> date | None:
    value = data.get(key, "")
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if value == "":
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise _wrong(key, '日期，写作 "2020-12-31"，或留空 ""') from error


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _boolean(value: bool) -> str:
    return "true" if value else "false"


def _toml_place(message: str) -> str:
    """``Invalid value (at line 3, column 8)`` → ``第3行第8列``."""
    numbers = [part for part in message.replace(",", " ").replace(")", " ").split() if part.isdigit()]
    return f"第{numbers[0]}行第{numbers[1]}列" if len(numbers) >= 2 else "文件末尾"
