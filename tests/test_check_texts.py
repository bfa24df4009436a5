"""Text against status and against other texts: questions where there is one to ask, silence where there is none."""

import pytest
from check_case import GOOD, OPEN, brief, done, found, one
from makers import entry, task, task_list

from reportgen.check.done_words import once_words, result_words
from reportgen.check.open_words import open_words
from reportgen.workbook.spec import BY_KEY

# --- 已完成 against words of work still to do ---


@pytest.mark.parametrize(
    "text",
    [
        "正在汇总各科室的情况，起草总结。",
        "方案已起草，正在征求意见。",
        "已制定方案，正在按计划推进。",
        "工作正在有序推进中。",
        "目录修订工作推进中。",
        "无障碍改造实施中，预计12月底完成。",
        "办事大厅专区（建设中）",
        "系统已开发，尚在测试。",
        "稿件仍在审核。",
        "下一步将公布目录。",
        "下步公开评审结果。",
        "接下来组织第二次培训。",
        "目录将于12月底前公布。",
        "目录将在明年公布。",
        "结果将尽快公开。",
        "还将举办培训1次。",
        "实施办法即将印发。",
        "拟于12月印发实施办法。",
        "已完成初稿，拟提交局务会审议。",
        "目前拟开展第二次培训。",
        "计划12月召开座谈会。",
        "已完成2场，计划于年底前再办1场。",
        "预计2025年1月完成。",
        "力争年底前建成。",
        "争取尽快办结。",
        "公告尚未发布。",
        "还未建成。",
        "办法暂未印发。",
        "因人员变动尚未举办。",
        "验收还没有完成。",
        "还有3项未公开。",
        "还需补充语音导读。",
        "清理结果尚待审定。",
        "目录有待完善。",
        "待局务会审定后公布。",
        "公开指南已拟定，待批复。",
        "等待上级批复。",
        "解读材料正在审核，待审核通过后发布。",
    ],
)
def test_done_is_questioned_where_the_text_speaks_of_work_still_to_do(text):
    assert done(progress=text) == [("H7", "status-text-open")]


@pytest.mark.parametrize(
    "text",
    [
        # 将 for 把
        "将目录公布在门户网站。",
        "将其列入年度计划。",
        "将政务公开纳入干部学法内容，举办培训2次。",
        "已将清单报送市政府办。",
        "还将会议材料公开12份。",
        "年底前将发放结果在村务公开栏公开。",
        "将于法有据的要求贯穿全程，审查文件9件。",
        # which, not how far
        "公开正在办理的事项3件。",
        "对正在执行事项逐项公示。",
        "对尚未公开的信息逐条补充，补充公开12条。",
        "将尚未公开的信息补充公开12条。",
        "公布即将到期的证照名单2批。",
        "对下一步整改要求逐条落实，完成整改7项。",
        "对拟出台的政策文件同步解读。",
        "对拟公开信息逐条审查，全年412条。",
        "对因客观原因暂未启动或推进缓慢的，逐项分析原因并通报2次。",
        # in a title
        "发布《关于正在实施项目的公告》1份。",
        "开设“正在征集”栏目，征集意见46条。",
        # other words with the same characters
        "拟定实施方案并印发。",
        "草拟解读稿4篇。",
        "拟稿人、审核人逐级把关。",
        "模拟演练2次。",
        "公示拟录用人员名单3批。",
        "公开拟征收土地公告4份。",
        "清理文件32件，拟保留24件、废止5件。",
        "公布抽查计划，全年抽查48家。",
        "抽查计划于4月25日公布。",
        "按计划完成培训2次。",
        "年度采砂计划全文公开。",
        "公布计划生育政策问答。",
        "接待群众咨询120人次。",
        "减少群众等待时间15分钟。",
        "落实待遇保障政策公开。",
        "建设中心按月公布进展12期。",
        "推进中小企业政策公开，发布解读5篇。",
        "在工作推进中，注重听取意见。",
        "仍在有效期内的文件24件全部公布。",
        "还有效利用公众号发布信息30条。",
        "公开后续监管措施6条。",
        "争取上级资金300万元，分配结果已公开。",
        "预计受益群众3万人的工程信息全部公开。",
        # told as past
        "原计划6月举办，因故改在9月，已如期举办。",
        "方案起草后征求意见，待局务会审议通过后已于6月印发。",
        "已全部行文答复，答复意见已征得代表满意或基本满意。",
        # kept up, or nothing to tell
        "进一步完善工作机制，更新目录23项。",
        "下一步将继续做好更新维护。",
        "下一步，我科将进一步提高质量。",
        "全年尚未收到此类申请。",
        "未发现尚未公开的信息。",
        "无正在审理的行政复议案件。",
        "未采纳的4条均说明理由。",
    ],
)
def test_done_is_not_questioned_where_the_same_characters_mean_something_else(text):
    assert done(progress=text) == []


def test_words_of_the_requirement_name_the_subject_not_the_progress():
    assert open_words("公开正在征集意见事项3个。") == "公开正在征集意见事项3个"
    assert open_words("公开正在征集意见事项3个。", "公开正在征集意见的决策事项。") is None


def test_only_the_clause_in_question_is_quoted():
    assert found(task_list(task("1", "甲科:lead")), entry("甲科", "1", "done", **GOOD | {"progress": "已起草初稿，正在征求意见；另发布解读2篇。"}))[0].what == (
        "第1项选了“已完成”，落实情况却写着“正在征求意见”"
    )  # fmt: skip


@pytest.mark.parametrize("status", ["mostly_done", "under_way", "ongoing_unmet"])
def test_an_open_status_may_speak_of_what_is_still_to_do(status):
    assert one(status, **OPEN) == []


# --- 未启动 against results ---


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"progress": "已开展培训2次。"}, [("H7", "status-text-begun")]),
        ({"progress": "发布解读5篇。"}, [("H7", "status-text-begun")]),
        ({"figure": "3场"}, [("I7", "status-text-begun")]),
        ({"progress": "拟开展培训2次。"}, []),
        ({"progress": "计划发布解读5篇，尚未启动。"}, []),
        ({"progress": "要求公开信息12条，尚未公开。"}, []),
        ({"progress": "上年公开12条，今年没有启动。"}, []),
        ({"figure": "0场"}, []),
        ({"figure": "无"}, []),
        ({}, []),
    ],
)
def test_not_started_is_questioned_where_a_result_is_told(columns, expected):
    assert one("not_started", problems="经费未到位", next_steps="9月启动", **columns) == expected


def test_a_result_is_a_deed_with_its_number():
    assert result_words("成立专班；先后公开信息12条。") == "先后公开信息12条"
    assert result_words("成立专班，明确职责。") is None


# --- 持续推进 against one thing finished ---


@pytest.mark.parametrize(
    ("requirement", "text", "is_once"),
    [
        ("建设政务公开专区。", "专区已于6月建成。", True),
        ("建设政务公开专区。", "6月20日挂牌启用。", True),
        ("印发公开指南。", "指南已如期印发。", True),
        ("建设政务公开专区。", "专区建成后每月更新。", False),
        ("建设政务公开专区。", "提供查询等6项服务，6月20日启用。", False),
        ("定期更新目录。", "目录已于6月印发。", False),
        ("做好政策解读。", "解读方案已于6月印发。", False),
        ("建设政务公开专区。", "已建立长效机制。", False),
    ],
)
def test_ongoing_is_questioned_where_one_thing_was_finished_once_for_all(requirement, text, is_once):
    expected = [("H7", "status-text-once")] if is_once else []
    assert one("ongoing_met", text=requirement, progress=text) == expected
    assert (once_words(text, requirement) is not None) == is_once


# --- empty words, the example, the requirement ---


@pytest.mark.parametrize(
    ("text", "is_vague"),
    [
        ("已按要求落实。", True),
        ("已完成", True),
        ("无", True),
        ("同上", True),
        ("同第3项。", True),
        ("见附件", True),
        ("详见附件1。", True),
        ("严格按照方案要求，全面完成各项工作任务。", True),
        ("已按要求公开", True),
        ("100%", True),
        ("已完成自查并报送检查情况。", False),
        ("已在门户网站公开。", False),
        ("按要求完成培训2次。", False),
        ("修订目录并公布。", False),
        ("见附件：培训签到表、照片。", False),
    ],
)
def test_what_is_done_says_more_than_that_it_is_done(text, is_vague):
    assert done(progress=text) == ([("H7", "text-vague")] if is_vague else [])


def test_empty_words_are_asked_about_only_where_something_is_finished():
    assert one("under_way", progress="同上", problems="无", next_steps="12月完成") == []
    assert one("ongoing_met", progress="已按要求落实") == [("H7", "text-vague")]


def test_the_example_of_the_guide_is_no_answer():
    example, proof = BY_KEY["progress"].example, BY_KEY["evidence"].example
    assert done(progress=example) == [("H7", "text-example")]
    assert done(progress=f"我科{example}") == [("H7", "text-example")]
    assert done(evidence=proof) == [("L7", "text-example")]
    assert done(progress="制定决策事项目录并公布。") == []
    assert done(progress="制定决策事项目录并公布；就供水改造组织座谈3次，收到意见12条，采纳9条。") == []


def test_the_requirement_once_more_is_no_answer():
    requirement = "公开机构职能、内设机构、负责人分工和联系方式。"
    assert done(text=requirement, progress="公开机构职能、内设机构、负责人分工和联系方式") == [("H7", "text-copied")]
    assert done(text=requirement, progress="公开机构职能、内设机构、负责人分工和联系方式，更新3次。") == []
    assert done(text=requirement, progress="公开机构职能。") == []


# --- the same in the same words ---

SAME = "已按要点逐项自查，形成检查情况报办公室。"


def rows(*texts, status="done"):
    tasks = task_list(task("1", *(f"{name}科:lead" for name, _ in texts)))
    told = [
        entry(f"{name}科", "1", status, **GOOD | {"progress": text, "evidence": f"{name}科台账"})
        for name, text in texts
    ]
    return [each for each in found(tasks, *told) if each.code == "text-same"]


def test_the_same_text_of_several_units_is_one_finding_that_names_the_others():
    told = rows(("甲", SAME), ("乙", SAME), ("丙", "对照要点检查本科室承担的事项。"), ("丁", SAME))
    assert [(each.unit, each.what) for each in told] == [
        ("甲科", f"第1项的落实情况与乙科第1项、丁科第1项相同：“{SAME}”")
    ]


@pytest.mark.parametrize(
    ("text", "other", "is_same"),
    [
        (SAME, "已按要点逐项自查,形成检查情况报办公室", True),
        (SAME, "已 按要点逐项自查，形成检查情况，报办公室。", True),
        ("甲科" + SAME, "乙科" + SAME, True),
        ("我科已按要点逐项自查，形成检查情况报办公室。", "本科室按要点逐项自查，形成检查情况报办公室。", True),
        ("发布水质信息11期，解读政策2篇，均在网站公开。", "发布水质信息12期，解读政策2篇，均在网站公开。", False),
        ("检查情况已报办公室。", "检查情况已报办公室。", False),
        ("无", "无", False),
    ],
)
def test_texts_are_the_same_whatever_their_marks_and_the_units_own_name(text, other, is_same):
    assert bool(rows(("甲", text), ("乙", other))) == is_same


def test_one_unit_does_not_tell_two_tasks_in_the_same_words():
    tasks = task_list(task("1", "甲科:lead"), task("2", "甲科:lead"))
    told = [entry("甲科", number, "done", **GOOD | {"progress": SAME}, row=6 + int(number)) for number in "12"]
    assert brief(tasks, *told) == [("H7", "text-same")]
