"""Tables copied from web pages as text: merged cells left out, a row or a cell to a line."""

import pytest

from reportgen.plan import read_plan

TITLE = "云岭市档案局2024年政务公开工作任务分工\n"
ROWS = [
    ("1", "一、主动公开", "更新政府信息公开目录和指南并公布。", "办公室", "年底前"),
    ("2", "一、主动公开", "公布档案开放目录并作出说明。", "保管科", "持续推进"),
    ("3", "二、政策解读", "制作图解不少于三件并及时发布。", "法规科", "9月底前"),
]


def read(tmp_path, text):
    path = tmp_path / "方案.txt"
    path.write_text(TITLE + text, encoding="utf-8")
    return [(task.id, task.category[-1], task.text, task.units[0].name) for task in read_plan(path).tasks]


EXPECTED = [(number, category, text, unit) for number, category, text, unit, _ in ROWS]


def one_to_a_line(*cells):
    return "".join(f"{cell}\n|\n" for cell in cells)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "工作任务 | 具体要求 | 责任科室 | 时限要求 | |\n"
            "一、主动公开 | 1 | 更新政府信息公开目录和指南并公布。 | 办公室 | 年底前 |\n"
            "2 | 公布档案开放目录并作出说明。 | 保管科 | 持续推进 | |\n"
            "二、政策解读 | 3 | 制作图解不少于三件并及时发布。 | 法规科 | 9月底前 |\n",
            id="a row to a line, merged cells left out",
        ),
        pytest.param(
            one_to_a_line("工作任务", "具体要求", "责任科室", "时限要求")
            + one_to_a_line("一、主动公开", "1", "更新政府信息公开目录和指南并公布。", "办公室", "年底前")
            + one_to_a_line("2", "公布档案开放目录并作出说明。", "保管科", "持续推进")
            + one_to_a_line("二、政策解读", "3", "制作图解不少于三件并及时发布。", "法规科", "9月底前"),
            id="a cell to a line",
        ),
        pytest.param(
            "工作任务 |\n具体要求 |\n责任科室 |\n时限要求 |\n|\n"
            "一、主动公开 |\n1 |\n更新政府信息公开目录和指南并公布。 |\n办公室\n|\n年底前 |\n"
            "|\n2 |\n公布档案开放目录并作出说明。 |\n保管科 |\n持续推进 |\n"
            "二、政策解读 |\n3 |\n制作图解不少于三件并及时发布。 |\n法规科 |\n9月底前 |\n",
            id="a cell to a line, blank cells kept",
        ),
        pytest.param(
            "工作任务 | 具体要求 | 责任部门 |\n"
            "一、主动公开 | 1.更新政府信息公开目录和指南并公布。 | 办公室 |\n"
            "2.公布档案开放目录并作出说明。 | 保管科 | |\n"
            "二、政策解读 | 3.制作图解不少于三件并及时发布。 | 法规科 |\n",
            id="numbers inside the requirement",
        ),
        pytest.param(
            "工作任务\t序号\t具体要求\t责任科室\t时限要求\n"
            "一、主动公开\t1\t更新政府信息公开目录和指南并公布。\t办公室\t年底前\n"
            "2\t公布档案开放目录并作出说明。\t保管科\t持续推进\n"
            "二、政策解读\t3\t制作图解不少于三件并及时发布。\t法规科\t9月底前\n",
            id="tabs, as a browser copies merged cells",
        ),
        pytest.param(
            "工作任务\n具体要求\n责任单位\n"
            "一、主动公开\n1.更新政府信息公开目录和指南并公布。\n办公室\n2.公布档案开放目录并作出说明。\n保管科\n"
            "二、政策解读\n3.制作图解不少于三件并及时发布。\n法规科\n",
            id="a cell to a line without any mark",
        ),
    ],
)
def test_rows_are_told_by_what_stands_in_them(tmp_path, text):
    assert read(tmp_path, text) == EXPECTED


def test_an_ordinary_table_with_pipes_keeps_its_columns(tmp_path):
    text = (
        "| 工作任务 | 具体要求 | 责任单位 |\n| --- | --- | --- |\n| 一、主动公开 | 1.更新目录。 | 办公室 |\n"
        "|  | 2.公布指南。 |  |\n| 二、政策解读 | 3.制作图解。 | 法规科 |\n"
    )
    assert read(tmp_path, text) == [
        ("1", "一、主动公开", "更新目录。", "办公室"),
        ("2", "一、主动公开", "公布指南。", "办公室"),
        ("3", "二、政策解读", "制作图解。", "法规科"),
    ]
