"""Responsibility phrases: who is named, in which role, and whether as one body or as several."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.plan.phrases import (
    prove_names,
    read_columns,
    read_units,
    role_of_header,
    split_units,
    units_from_columns,
)

ROLES = {"lead": "牵头", "support": "配合", "responsible": "负责"}


def said(phrase: str, *, known: tuple[str, ...] = ()) -> str:
    """Names with roles as one line; groups in angle brackets: 办公室=牵头 <各科室>=配合."""
    return " ".join(
        f"{'<' + unit.name + '>' if unit.kind == 'group' else unit.name}={ROLES[unit.role]}"
        for unit in split_units(phrase, known=known)
    )


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("办公室", "办公室=负责"),
        ("办公室、财务科", "办公室=负责 财务科=负责"),
        ("办公室牵头，各部门配合", "办公室=牵头 <各部门>=配合"),
        ("由办公室牵头，各股室配合", "办公室=牵头 <各股室>=配合"),
        ("办公室牵头负责，法规科参与", "办公室=牵头 法规科=配合"),
        ("办公室负责牵头，法规科协办", "办公室=牵头 法规科=配合"),
        ("综合科统筹，各科室按职责分工落实", "综合科=牵头 <各科室>=配合"),
        ("办公室总负责，法规科具体负责", "办公室=牵头 法规科=配合"),
        ("办公室、法规科牵头，财务科", "办公室=牵头 法规科=牵头 财务科=配合"),
        ("财务科、人事科配合，办公室牵头", "财务科=配合 人事科=配合 办公室=牵头"),
        ("办公室牵头法规科、财务科配合", "办公室=牵头 法规科=配合 财务科=配合"),
        ("办公室牵头宣传科配合", "办公室=牵头 宣传科=配合"),
        ("办公室为牵头单位，各科室为配合单位", "办公室=牵头 <各科室>=配合"),
    ],
)
def test_a_role_word_holds_for_the_list_before_it(phrase, expected):
    assert said(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        pytest.param("法规科、办公室、各部门配合", "法规科=牵头 办公室=牵头 <各部门>=配合", id="only the last body"),
        pytest.param("法规科，办公室，各部门配合", "法规科=牵头 办公室=牵头 <各部门>=配合", id="commas only"),
        pytest.param("法规科、办公室、\n各部门配合", "法规科=牵头 办公室=牵头 <各部门>=配合", id="line break"),
        pytest.param(
            "办公室负责，财务科、人事科配合", "办公室=牵头 财务科=配合 人事科=配合", id="负责 closes its list"
        ),
        pytest.param("法规科，办公室、人事科配合", "法规科=牵头 办公室=配合 人事科=配合", id="comma before the list"),
        pytest.param("各科室配合", "<各科室>=配合", id="only supporters"),
        pytest.param("办公室配合党政办", "办公室=配合 党政办=牵头", id="the supported body leads"),
    ],
)
def test_where_nobody_is_called_lead_those_that_do_not_support_lead(phrase, expected):
    assert said(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("财政局会同审计局", "财政局=牵头 审计局=配合"),
        ("财政局会同审计局、民政局负责", "财政局=牵头 审计局=配合 民政局=配合"),
        ("办公室牵头，会同法规科落实", "办公室=牵头 法规科=配合"),
        ("办公室会财务科", "办公室=牵头 财务科=配合"),
        ("社会事务办公室、市总工会、市红十字会", "社会事务办公室=负责 市总工会=负责 市红十字会=负责"),
    ],
)
def test_of_two_bodies_joined_by_huitong_the_first_leads(phrase, expected):
    assert said(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("办公室牵头做好统筹工作，法规科配合做好培训、宣传工作", "办公室=牵头 法规科=配合"),
        ("法规科负责，办公室做好统筹协调有关事务", "法规科=负责 办公室=负责"),
        ("财政局负责资金保障，教育局负责政策解读", "财政局=负责 教育局=负责"),
        ("财政局、审计局分别负责", "财政局=负责 审计局=负责"),
        ("教育局、财政局按照职责分工负责", "教育局=负责 财政局=负责"),
        ("各部门各负其责", "<各部门>=负责"),
        ("办公室、财务科等科室", "办公室=负责 财务科=负责"),
        ("各科室负责人", "<各科室>=负责"),
        ("市委组织部、公众参与科、行政执法协调科", "市委组织部=负责 公众参与科=负责 行政执法协调科=负责"),
    ],
)
def test_what_a_body_is_told_to_do_is_dropped(phrase, expected):
    assert said(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("牵头单位：办公室；配合单位：各科室、局属各单位", "办公室=牵头 <各科室>=配合 <局属各单位>=配合"),
        ("牵头单位：办公室配合单位：法规科", "办公室=牵头 法规科=配合"),
        ("责任单位：办公室、财务科。", "办公室=负责 财务科=负责"),
        ("责任领导：某某；责任科室：办公室", "办公室=负责"),
        ("办公室（牵头）、人事科、财务科", "办公室=牵头 人事科=配合 财务科=配合"),
        ("人事科（牵头），各科室（配合）", "人事科=牵头 <各科室>=配合"),
        ("办公室\n（牵头）\n各科室\n（配合）", "办公室=牵头 <各科室>=配合"),
        ("（办公室牵头，各科室配合）", "办公室=牵头 <各科室>=配合"),
        ("【责任单位：办公室】", "办公室=负责"),
        ("1.办公室牵头；2.财务科配合", "办公室=牵头 财务科=配合"),
    ],
)
def test_roles_may_stand_in_labels_and_brackets(phrase, expected):
    assert said(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("有关处室、单位", "<有关处室、单位>"),
        ("各处室、直属单位", "<各处室、直属单位>"),
        ("各县、区人民政府，市直各单位", "<各县、区人民政府> <市直各单位>"),
        ("各镇人民政府、街道办事处、县直各部门", "<各镇人民政府、街道办事处> <县直各部门>"),
        ("市、县(区)档案主管部门", "<市、县(区)档案主管部门>"),
        ("文件起草处室、单位", "<文件起草处室、单位>"),
        ("各科室, 局属各单位", "<各科室> <局属各单位>"),
        ("机关各科室和局属各单位", "<机关各科室> <局属各单位>"),
        ("各县、区人民政府、东湾开发区管委会", "<各县、区人民政府> 东湾开发区管委会"),
        ("法规科等有关处室、单位", "法规科 <有关处室、单位>"),
        ("市教育局、市民政局等部门", "市教育局 市民政局"),
        ("各镇（街道）、区直各部门", "<各镇（街道）> <区直各部门>"),
        ("各级、各部门", "<各级、各部门>"),
        ("各委、办、局", "<各委、办、局>"),
        ("各科（室）、站、所", "<各科（室）、站、所>"),
        ("各县（市、区）人民政府，市有关部门", "<各县（市、区）人民政府> <市有关部门>"),
        ("办公室及相关科室", "办公室 <相关科室>"),
    ],
)
def test_a_phrase_for_several_bodies_is_kept_whole(phrase, expected):
    assert re.sub("=(?:牵头|配合|负责)", "", said(phrase)) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("办公室 财务科　人事科", ["办公室", "财务科", "人事科"]),
        ("办公室\n财务科", ["办公室", "财务科"]),
        ("办 公 室", ["办公室"]),
        ("市人力资源\n和社会保障局、市公安\n局", ["市人力资源和社会保障局", "市公安局"]),
        ("市委\n宣传部、市政府办公室", ["市委宣传部", "市政府办公室"]),
        ("发展改革和统计局和财政局", ["发展改革和统计局", "财政局"]),
        ("市新闻办、卫生健康局", ["市新闻办", "卫生健康局"]),
        ("办公室/财务科", ["办公室", "财务科"]),
        ("市政务局（市公开办）", ["市政务局（市公开办）"]),
        ("各县、区人民政府(包括东湾、西湾管委会,下同)", ["各县、区人民政府"]),
        ("[bookmark: _GoBack]办公室", ["办公室"]),
        ("—", []),
        ("/", []),
        ("无", []),
        ("", []),
    ],
)
def test_separators_part_names_and_brackets_stay_with_them(phrase, expected):
    assert [unit.name for unit in split_units(phrase)] == expected


def test_names_proven_elsewhere_split_a_phrase_without_separators():
    known = prove_names(["办公室、人事科", "财务科牵头，各科室配合"])

    assert known == {"办公室", "人事科", "财务科"}
    assert said("办公室人事科财务科", known=tuple(known)) == "办公室=负责 人事科=负责 财务科=负责"
    assert said("办公室人事科牵头，财务科配合", known=tuple(known)) == "办公室=牵头 人事科=牵头 财务科=配合"


def test_a_body_and_its_own_office_are_one_name_even_where_both_are_known():
    assert said("市教育局办公室", known=("市教育局", "办公室")) == "市教育局办公室=负责"
    assert said("市教育局市财政局", known=("市教育局", "市财政局")) == "市教育局=负责 市财政局=负责"


@pytest.mark.parametrize("phrase", ["办公室人事科财务科", "东张西望", "牵头"])
def test_what_cannot_be_read_for_certain_is_said(phrase):
    assert read_units(phrase).doubts


def test_a_plain_phrase_leaves_no_doubt():
    assert read_units("办公室牵头，市政务局（市公开办）、各科室配合").doubts == ()


@pytest.mark.parametrize(
    ("columns", "expected", "responsibility"),
    [
        pytest.param(
            [("牵头单位", "办公室"), ("配合单位", "各科室、\n局属各单位")],
            [("办公室", "lead"), ("各科室", "support"), ("局属各单位", "support")],
            "牵头单位:办公室;配合单位:各科室、局属各单位",
            id="lead and support",
        ),
        pytest.param(
            [("牵头单位", "办公室"), ("责任单位", "各科室")],
            [("办公室", "lead"), ("各科室", "support")],
            "牵头单位:办公室;责任单位:各科室",
            id="lead and responsible",
        ),
        pytest.param([("牵头单位", "办公室"), ("配合单位", "—")], [("办公室", "lead")], "牵头单位:办公室", id="nobody"),
        pytest.param([("责任单位", "办公室")], [("办公室", "responsible")], "办公室", id="one column"),
        pytest.param([("牵头单位", ""), ("配合单位", "")], [], None, id="empty"),
    ],
)
def test_columns_give_the_roles(columns, expected, responsibility):
    reading, printed = read_columns(columns)

    assert [(unit.name, unit.role) for unit in reading.units] == expected
    assert printed == responsibility
    assert units_from_columns(columns) == reading.units


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("牵头单位", "lead"),
        ("主办科室", "lead"),
        ("配 合 单 位", "support"),
        ("责任单位", None),
        ("牵头及配合单位", None),
    ],
)
def test_a_header_gives_its_role(header, role):
    assert role_of_header(header) == role


def test_every_phrase_of_the_real_plans_reads_as_checked_by_hand(seeds):
    wrong = []
    for path in sorted(seeds.glob("*.expected.json")):
        for task in json.loads(path.read_text(encoding="utf-8"))["tasks"]:
            want = [(unit["name"], unit["role"], unit["kind"]) for unit in task["units"]]
            got = [(unit.name, unit.role, unit.kind) for unit in split_units(task["responsibility"] or "")]
            if got != want:
                wrong.append((path.stem, task["id"], got))
    assert wrong == []


WORDS = st.sampled_from(
    [
        "办公室",
        "财务科",
        "各科室",
        "局属各单位",
        "有关处室",
        "市",
        "县(区)",
        "区人民政府",
        "单位",
        "牵头",
        "配合",
        "会同",
        "会",
        "负责",
        "统筹",
        "按职责分工",
        "等",
        "和",
        "及",
        "、",
        "，",
        "；",
        "。",
        "（",
        "）",
        "（牵头）",
        "牵头单位：",
        "责任单位：",
        "做好培训",
        "\n",
        "无",
        "—",
        "1.",
        "各",
    ]
)
PHRASES = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=25).map("".join))


def stands_in(name: str, phrase: str) -> bool:
    """Whether a name's characters stand in a phrase in this order; 、 may have been a blank, brackets may be left out."""
    printed = iter(phrase)
    return all(letter in printed for letter in name if letter != "、")


@given(PHRASES)
def test_any_phrase_is_read_and_names_nothing_that_it_does_not_print(phrase):
    for unit in split_units(phrase):
        assert unit.name.strip()
        assert stands_in(unit.name, phrase)


@given(PHRASES)
def test_each_body_is_named_once_and_roles_fit_together(phrase):
    units = split_units(phrase)
    roles = {unit.role for unit in units}

    assert len({unit.name for unit in units}) == len(units)
    assert not ("lead" in roles and "responsible" in roles)


@pytest.mark.parametrize(
    "piece",
    ["办", "办公室", "（", "牵头", "负责人", "按职责分工", "各、", "和办公室", "等有关", "会同", " 室", "各县、", "1."],
)
def test_a_very_long_phrase_is_read_too(piece):
    read_units(piece * (100_000 // len(piece)))
