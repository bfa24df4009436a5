"""Two versions of a plan: every task of either once, matched by its words before its number."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import JUNE, task

from reportgen.model.plan import Plan
from reportgen.plan.compare import compare_plans

OPEN = "编制并公布本年度主动公开目录，及时调整。"
DAY = "组织政务公开开放日活动，邀请群众代表参加。"
TRAIN = "开展政务公开业务培训，提高工作人员的能力。"


def plan(*tasks):
    return Plan("某局2024年工作要点", "某局", 2024, tasks)


def brief(changes):
    """(kind, old number, new number, what differs) of every task."""
    return [
        (each.kind, each.old.id if each.old else None, each.new.id if each.new else None, each.aspects)
        for each in changes.tasks
    ]


def one(old, new):
    (change,) = compare_plans(plan(old), plan(new)).tasks
    return change


def test_the_same_plan_has_only_the_same_tasks():
    tasks = (task("1", "办公室:lead", text=OPEN), task("2", "办公室:lead", text=DAY, due=JUNE))
    changes = compare_plans(plan(*tasks), plan(*tasks))
    assert changes.counts == {"same": 2, "changed": 0, "moved": 0, "new": 0, "dropped": 0}
    assert [change.words for change in changes.tasks] == ["", ""]


def test_a_task_put_in_moves_the_others_on():
    old = plan(task("1", text=OPEN), task("2", text=DAY), task("3", text=TRAIN))
    new = plan(task("1", text=OPEN), task("2", text="公开财政预算和决算。"), task("3", text=DAY), task("4", text=TRAIN))
    assert brief(compare_plans(old, new)) == [
        ("same", "1", "1", ()),
        ("new", None, "2", ()),
        ("moved", "2", "3", ()),
        ("moved", "3", "4", ()),
    ]


@pytest.mark.parametrize(
    ("changed", "aspects", "said"),
    [
        pytest.param({"text": OPEN.replace("及时", "每季度")}, ("text",), "具体要求有改动，原为“编制", id="text"),
        pytest.param(
            {"units": task("1", "财务科:lead").units},
            ("units",),
            "责任单位由“办公室（牵头）”改为“财务科（牵头）”",
            id="units",
        ),
        pytest.param({"units": task("1", "办公室:support").units}, ("units",), "改为“办公室（配合）”", id="role"),
        pytest.param({"units": ()}, ("units",), "改为“（无）”", id="nobody any more"),
        pytest.param(
            {"deadlines": task("1", due=date(2024, 9, 30)).deadlines},
            ("deadlines",),
            "完成时限由“2024年6月30日前”改为“2024年9月30日前”",
            id="deadline",
        ),
        pytest.param({"category": ("一、监督",)}, ("category",), "工作任务由“一、公开”改为“一、监督”", id="heading"),
        pytest.param({"id": "7", "deadlines": ()}, ("deadlines",), "序号由“1”改为“7”；完成时限", id="number too"),
    ],
)
def test_what_differs_is_named_in_words(changed, aspects, said):
    old = task("1", "办公室:lead", due=JUNE, text=OPEN)
    change = one(old, replace(old, **changed))
    assert (change.kind, change.aspects) == ("changed", aspects)
    assert said in change.words


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"text": "编制并公布本年度主动公开目录，\n及时 调整。"}, id="wrapped otherwise"),
        pytest.param({"category": ("二、公开",)}, id="a heading was put in before"),
        pytest.param({"place": "第9段", "responsibility": "由办公室负责"}, id="other words for the same duty"),
    ],
)
def test_what_a_person_would_not_call_a_change_is_none(changed):
    old = task("1", "办公室:lead", text=OPEN)
    assert one(old, replace(old, **changed)).kind == "same"


def test_equal_words_win_over_an_equal_number():
    old = plan(task("1", text=OPEN), task("2", text=DAY))
    new = plan(task("1", text=DAY), task("2", text=OPEN))
    assert brief(compare_plans(old, new)) == [("moved", "2", "1", ()), ("moved", "1", "2", ())]


def test_of_equal_requirements_the_number_decides_then_the_heading():
    old = plan(task("1", text=OPEN, category=("一、甲",)), task("2", text=OPEN, category=("二、乙",)))
    swapped = plan(task("2", text=OPEN, category=("二、乙",)), task("1", text=OPEN, category=("一、甲",)))
    assert {each.kind for each in compare_plans(old, swapped).tasks} == {"same"}
    shifted = plan(task("5", text=OPEN, category=("二、乙",)), task("6", text=OPEN, category=("一、甲",)))
    assert compare_plans(old, shifted).new_ids == {"1": "6", "2": "5"}


def test_another_requirement_under_an_old_number_is_another_task():
    changes = compare_plans(plan(task("1", text=OPEN)), plan(task("1", text="公开财政预算和决算。")))
    assert brief(changes) == [("new", None, "1", ()), ("dropped", "1", None, ())]


def test_a_reworded_requirement_is_followed_to_another_number_and_called_a_guess():
    change = one(task("1", text=OPEN), task("4", text=OPEN.replace("及时", "每季度")))
    assert (change.kind, change.aspects, change.likeness < 100) == ("changed", ("text",), True)


def test_a_requirement_that_only_gained_words_is_followed():
    change = one(
        task("1", text=TRAIN), task("4", text=TRAIN.rstrip("。") + "，全年不少于两次，并在年底前报送培训总结材料。")
    )
    assert change.kind == "changed"


def test_the_most_alike_pair_is_taken_first():
    near = DAY.replace("群众", "企业")
    far = near.replace("邀请", "组织")
    changes = compare_plans(plan(task("1", text=DAY)), plan(task("8", text=far), task("9", text=near)))
    assert changes.new_ids == {"1": "9"}


WORDS = ("编制公开目录", "组织开放日活动", "开展业务培训", "公开财政预算", "回应社会关切", "完善网站栏目")


@st.composite
def plans(draw):
    texts = draw(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map("，".join), max_size=7))
    ids = draw(st.permutations(range(1, len(texts) + 1)))
    units = st.sampled_from(("办公室:lead", "财务科:lead"))
    return plan(*(task(str(number), draw(units), text=text) for number, text in zip(ids, texts, strict=True)))


@settings(max_examples=150, deadline=None)
@given(plans(), plans())
def test_every_task_of_either_version_stands_once(old, new):
    changes = compare_plans(old, new)
    assert sorted(each.old.id for each in changes.tasks if each.old) == sorted(each.id for each in old.tasks)
    assert [each.new.id for each in changes.tasks if each.new] == [each.id for each in new.tasks]
    assert sum(changes.counts.values()) == len(changes.tasks)
    assert compare_plans(old, new) == changes


@settings(max_examples=50, deadline=None)
@given(plans())
def test_a_plan_compared_with_itself_is_the_same(some):
    assert {each.kind for each in compare_plans(some, some).tasks} <= {"same"}
