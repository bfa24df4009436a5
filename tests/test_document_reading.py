"""Every sentence of sections made for random fillings is read for faults, and every figure compared with the count."""

import re
from dataclasses import replace
from datetime import date

import pytest
from document_case import CLAUSE, case, entry, task
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.document.section import section_fields, short_form
from reportgen.document.tallies import is_open
from reportgen.figures import percent
from reportgen.model.settings import Policy
from reportgen.terms import STATUS_WORDS

HEADS = ("一、推进决策公开", "二、做好“六稳”“六保”,加强解读", "三、加强平台建设", "四、强化监督保障。")
SUBHEADS = ("（一）目录管理", "（二）指南编制", None, None)
NEEDS = (
    "更新公开目录，每季度核对一次。",
    "2020年8月底前，完成机构备案",
    "对照法律法规,全面梳理“权责清单”;并公开",
    "落实《条例》，需要广泛知晓的，要公开",
)
TITLES = (None, None, "回应社会关切", "开展培训")
UNITS = ("办公室", "财务科", "有关处室、单位", "信息中心")
SOUND = (
    "修订目录3项，新增2项。",
    "按照统一部署，梳理文件58件。",
    "一是建台账；二是抓培训2次；三是通报。",
    "6月18日完成编制，称“好。”",
    "执行“三审三校”制度，审核信息640条。栏目每周检查1次。",
    "开展培训2次；" * 40 + "完。",
)
CARELESS = (
    "修订目录,新增12项。。",
    "（1）建台账(2)抓培训2次,参训86人（3）通报",
    "开设“六稳专栏,发布 12 条!!",
    "1、梳理文件\n2、废止6件；；\n\n3、公布",
    '，执行"三审三校"制度:100%,按时.',
    "公开”清单“132项 ；含转发）",
    "办理申请，" * 60,
    "无",
    "同上",
    "",
)
TEXTS = SOUND + CARELESS
POINTS = (
    "人手不足",
    "主要问题：经费未落实。",
    "由于系统升级，历史数据不统一。;",
    "1.人少\n2.无经费",
    "进度慢；" * 60,
    "无",
    "",
)
STEPS = ("3月底前办结。", "下一步,加快改造，6月底前完成", "补办2次；", "", "—")
STATUSES = [status for status in STATUS_WORDS if status != "unreported"]


@st.composite
def cases(draw, *, texts=TEXTS, points=POINTS, steps=STEPS):
    count = draw(st.integers(1, 9))
    by_number = draw(st.booleans())
    tasks, entries = [], []
    for at in range(1, count + 1):
        name = str(at) if by_number else f"一-{at}"
        carriers = draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=4, unique=True))
        one = task(
            name,
            category=draw(st.sampled_from(HEADS)),
            text=draw(st.sampled_from(NEEDS)),
            title=draw(st.sampled_from(TITLES)),
            due=draw(st.sampled_from([None, None, date(2020, 9, 30), date(2021, 3, 1)])),
        )
        # By hand: a name that holds a 、 cannot go through the phrase of the maker.
        one = replace(one, units=tuple(replace(one.units[0], name=unit) for unit in carriers))
        sub = draw(st.sampled_from(SUBHEADS))
        tasks.append(replace(one, category=(*one.category, sub)) if sub else one)
        for unit in carriers:
            status = draw(st.sampled_from([*STATUSES, "done", "done", None]))
            if status:
                entries.append(
                    entry(
                        name,
                        status,
                        draw(st.sampled_from(texts)),
                        unit=unit,
                        problems=draw(st.sampled_from(points)),
                        next_steps=draw(st.sampled_from(steps)),
                    )
                )
    return case(
        tasks,
        entries,
        reporting=[CLAUSE],
        publish_units=draw(st.booleans()),
        policy=Policy(mostly_done_counts=draw(st.booleans())),
    )


HAN = "\u3400-\u9fff"
FAULTS = {
    "doubled marks": re.compile("[，、；：。！？][，、；：。]"),
    "a mark that begins": re.compile("(?:^|[（“《])[，、；：。！？]"),
    "half-width marks in Chinese": re.compile(f"[{HAN}”》）][,;:?!.](?=[{HAN}“《（]|$)|[{HAN}][()][{HAN}]|\"|'"),
    "stray blanks": re.compile("[ \u3000\t\n]"),
    "nothing counted": re.compile(r"(?<![\d.])0[项个]|None|未知"),
    "all of one": re.compile(r"(?<!\d)1项(?:任务)?(?:均|全部)|(?<!\d)1个单位均"),
    "an empty pair": re.compile("（）|“”|《》|‘’|〔〕"),
    "a list of one": re.compile("一是(?!.*二是)"),
    "a list in a list": re.compile("[一二三四五六七八九十]是一是"),
    "doubled words": re.compile("是是|下一步，下一步|主要问题是主要问题|未完成未完成|均均|已已"),
    "no end": re.compile("[^。！？…〕”’）]$"),
    "、 between quotes": re.compile("[”》]、[“《]"),
}


def unpaired(text):
    depth = []
    pairs = {"”": "“", "’": "‘", "》": "《", "）": "（", "〕": "〔"}
    for at, mark in enumerate(text):
        if mark in pairs.values():
            depth.append(mark)
        elif mark in pairs and not (mark == "）" and text[at - 1].isdigit() and "（" not in depth):
            if not depth or depth.pop() != pairs[mark]:
                return text[max(0, at - 10) : at + 10]
    return "".join(depth)


def faults_of(text):
    found = [f"{name}：{match[0]}" for name, pattern in FAULTS.items() if (match := pattern.search(text))]
    return found + ([f"unpaired：{bad}"] if (bad := unpaired(text)) else [])


def paragraphs_of(this):
    fields = section_fields(this, [])
    parts = [*fields["引言"], *fields["总体"], *fields["单位说明"], *fields["问题"], *short_form(this)]
    return [*parts, *(text for one in fields["分类"] for text in one["段落"])]


@pytest.mark.parametrize(
    "text",
    [
        "甲。。",
        "甲，。",
        "共0项。",
        "甲,乙。",
        "“甲。",
        "《甲。",
        "1项任务均完成。",
        "一是甲。",
        "甲 乙。",
        "甲",
        "（）甲。",
    ],
)
def test_the_reader_finds_what_it_looks_for(text):
    assert faults_of(text)


@settings(max_examples=150, deadline=None)
@given(cases())
def test_every_sentence_could_be_printed_as_it_stands(this):
    for text in paragraphs_of(this):
        assert faults_of(text) == [], text


@settings(max_examples=60, deadline=None)
@given(cases())
def test_headings_are_complete_and_each_has_something_under_it(this):
    fields = section_fields(this, [])
    assert all(part["段落"] for part in fields["分类"])
    assert all(fields[name] for name in ("引言", "总体", "问题"))
    for heading in (*(one["标题"] for one in fields["分类"]), *(one for one in fields["章"].values() if one)):
        assert re.fullmatch("(?:（[一二三四]）|[一二三四]、)[^ ,。；：，][^,。；：]*", heading)


@settings(max_examples=60, deadline=None)
@given(cases(texts=SOUND, points=POINTS[:3], steps=STEPS[:2]))
def test_marks_of_missing_parts_stand_only_where_something_is_missing(this):
    silent = {one.id for one in this.completion.tasks if one.status == "unreported"}
    text = "\n".join(paragraphs_of(this))
    assert ("〔待补充" in text) == bool(silent)


NUMBER = r"(\d+)"


def numbers(pattern, text):
    return [tuple(map(int, match)) if isinstance(match, tuple) else int(match) for match in re.findall(pattern, text)]


@settings(max_examples=150, deadline=None)
@given(cases())
def test_every_figure_in_the_text_is_the_count(this):
    fields = section_fields(this, [])
    whole = this.completion.overall
    told = fields["总体"][0]
    heads = [one for one in this.completion.categories if len(one.path) == 1]
    assert numbers(r"共部署(?:\d+个方面)?(\d+)项任务", told) == [whole.assigned]
    assert numbers(r"共部署(\d+)个方面", told) == ([len(heads)] if len(heads) > 1 else [])
    assert re.findall(r"完成率([\d.]+%)", told) == ([percent(whole.done, whole.applicable)] if whole.applicable else [])
    assert numbers(r"合计完成(\d+)项", told) in ([], [whole.done])
    assert numbers(r"其余(\d+)项", told) in ([], [whole.applicable - whole.done])
    said = {
        "已完成": "done",
        "持续推进并达到年度要求": "ongoing_met",
        "基本完成": "mostly_done",
        "正在推进": "under_way",
    }
    said |= {"持续推进但未达到年度要求": "ongoing_unmet", "尚未启动": "not_started", "尚未报送落实情况": "unreported"}
    for words, status in said.items():
        assert numbers(f"(?<!任务){words}{NUMBER}项", told) in ([], [whole.by_status[status]]), told
    for words, wanted in (
        ("的任务全部完成", sum(one.tally.done == one.tally.applicable for one in heads if one.tally.applicable)),
        ("尚无任务完成", sum(not one.tally.done for one in heads if one.tally.applicable)),
    ):
        assert numbers(f"{NUMBER}个方面{words}", told) in ([], [wanted])
    for one, part in zip(heads, fields["分类"], strict=True):
        text = part["段落"][0]
        assert numbers(r"^(?:应完成)?(\d+)项任务", text) in ([], [one.tally.applicable], [one.tally.assigned])
        assert re.findall(r"完成(\d+)项，完成率([\d.]+%)", text) in (
            [],
            [(str(one.tally.done), percent(one.tally.done, one.tally.applicable))],
        )
    unfinished = sum(is_open(this, one) for one in this.plan.tasks)
    silent = whole.by_status["unreported"]
    problems = "".join(fields["问题"])
    assert numbers(r"(?:尚有)?(\d+)项任务(?:均)?未完成", problems) == ([unfinished] if unfinished else [])
    assert numbers(r"[另尚]有(\d+)项任务（", problems) in ([], [silent])
    for number, names in re.findall(r"(\d+)项（(第\d[^）]+)）", problems):
        runs = re.findall(r"第(\d+)(?:至(\d+))?项", names)
        assert int(number) == sum(int(last or first) - int(first) + 1 for first, last in runs)


@settings(max_examples=60, deadline=None)
@given(cases())
def test_the_short_form_is_one_paragraph_with_the_figures_of_the_whole(this):
    (text,) = short_form(this)
    whole = this.completion.overall
    assert len(text) <= 500
    assert re.findall(r"完成率([\d.]+%)", text) in ([], [percent(whole.done, whole.applicable)])
    assert numbers(r"(?<!方面)(?<!应)完成(\d+)项", text)[:1] in ([], [whole.done])
