"""校核结果.xlsx: what a person decided holds as long as the cell stays as it was, and the history tells what happened."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from makers import SETTINGS, collection, entry, task, task_list

from reportgen.check import check
from reportgen.completion import count, describe_policy
from reportgen.errors import UnusableInput
from reportgen.ledger import LedgerFacts, decide, history_after, read_ledger, write_ledger
from reportgen.model.findings import Finding, Place
from reportgen.model.ledger import Event, Ledger
from reportgen.model.progress import FileRecord
from reportgen.roster import make_roster

LIST = task_list(task("1", "办公室:lead"), task("2", "人事科:lead"))
ROSTER = make_roster(LIST)
FILE = "进度填报/办公室.xlsx"


def finding(
    code="reason-missing", *, unit="办公室", cell="J7", file=FILE, what="没有写存在问题", severity="warning", **more
):
    return Finding(code, severity, Place(file, "填报", cell), what, "请补写", unit, "1", **more)


def facts(findings=(), *, came=None, events=(), returned=None, earlier=Ledger()):  # noqa: B008 - frozen
    came = came or collection(entry("办公室", "1", "under_way"))
    completion = count(came, task_list=LIST, roster=ROSTER, settings=SETTINGS)
    policies = ((describe_policy(SETTINGS.policy), completion),)
    return LedgerFacts(
        LIST.plan.title,
        tuple(findings),
        came,
        ROSTER,
        completion,
        policies,
        returned or {},
        "文件 1 个",
        tuple(events),
        earlier,
    )


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def edited(content, change):
    book = opened(content)
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def column(sheet, title):
    return next(cell.column_letter for row in sheet.iter_rows(max_row=3) for cell in row if cell.value == title)


def dismissed(content, reason="已电话核实", word="属实"):
    def change(book):
        sheet = book["待核"]
        sheet[f"{column(sheet, '属实')}3"], sheet[f"{column(sheet, '理由')}3"] = word, reason

    return edited(content, change)


def come(progress, *, row=7):
    return collection(entry("办公室", "1", "under_way", progress=progress, row=row))


def test_what_a_person_let_stand_stays_so_while_the_cell_is_the_same():
    first = decide([finding(cell="H7")], come("已建立台账。"), Ledger(), plan=LIST.plan)
    ledger = read_ledger(dismissed(write_ledger(facts(first))), file="校核结果.xlsx")
    again = decide([finding(cell="H9")], come("已建立台账。", row=9), ledger, plan=LIST.plan)
    assert [each.dismissed for each in again] == ["已电话核实"]
    changed = decide([finding(cell="H7")], come("台账已经更新。"), ledger, plan=LIST.plan)
    assert [each.is_open for each in changed] == [True]


def test_a_decision_goes_with_its_task_when_a_new_version_of_the_plan_renumbers_it():
    blank = collection(entry("办公室", "1", "under_way"))
    first = decide([finding()], blank, Ledger(), plan=LIST.plan)
    ledger = read_ledger(dismissed(write_ledger(facts(first))), file="")
    moved = task_list(task("1", "办公室:lead", text="新增的一项。"), task("2", "办公室:lead", text="做好第1项工作。"))
    come_again = collection(entry("办公室", "1", "under_way"), entry("办公室", "2", "under_way", row=8))
    found = [finding(), replace(finding(cell="J8"), task="2")]
    again = decide(found, come_again, ledger, plan=moved.plan)
    assert [each.dismissed for each in again] == ["", "已电话核实"]


def test_two_tasks_of_the_same_words_are_decided_apart():
    twice = task_list(task("1", "办公室:lead", text="同一句话。"), task("2", "办公室:lead", text="同一句话。"))
    found = [finding(), replace(finding(cell="J8"), task="2")]
    assert len({each.key for each in decide(found, come("x"), Ledger(), plan=twice.plan)}) == 2


def test_a_decision_is_kept_where_a_check_does_not_meet_the_finding():
    first = decide([finding()], come("x"), Ledger(), plan=LIST.plan)
    ledger = read_ledger(dismissed(write_ledger(facts(first))), file="")
    between = write_ledger(facts(earlier=ledger))
    assert [cell.value for cell in opened(between)["待核"][3]][1:4] == ["本次无", "办公室", "1"]
    after = read_ledger(between, file="")
    assert after.dismissals == ledger.dismissals
    assert write_ledger(facts(earlier=after)) == between
    assert [each.dismissed for each in decide([finding()], come("x"), after, plan=LIST.plan)] == ["已电话核实"]


@pytest.mark.parametrize(
    ("word", "reason"), [pytest.param("属实", "", id="a mark"), pytest.param("", "在等局长答复", id="a remark")]
)
def test_half_a_decision_stays_where_it_was_written(word, reason):
    found = decide([finding()], come("x"), Ledger(), plan=LIST.plan)
    ledger = read_ledger(dismissed(write_ledger(facts(found)), reason=reason, word=word), file="")
    assert not ledger.dismissals
    content = write_ledger(facts(found, earlier=ledger))
    sheet = opened(content)["待核"]
    assert [sheet[f"{column(sheet, title)}3"].value or "" for title in ("属实", "理由")] == [word, reason]
    again = read_ledger(content, file="")
    assert (again.unexplained, again.remarks) == (ledger.unexplained, ledger.remarks)


@pytest.mark.parametrize("word", ["属实", "是", "√", "已核实"])
def test_people_say_in_several_words_that_a_finding_is_true(word):
    (key,) = {each.key for each in decide([finding()], come("x"), Ledger(), plan=LIST.plan)}
    content = write_ledger(facts(decide([finding()], come("x"), Ledger(), plan=LIST.plan)))
    assert read_ledger(dismissed(content, word=word), file="").dismissals == {key: "已电话核实"}


def test_a_decision_without_a_reason_does_not_count_and_is_told():
    content = dismissed(write_ledger(facts(decide([finding()], come("x"), Ledger(), plan=LIST.plan))), reason=None)
    ledger = read_ledger(content, file="")
    assert (dict(ledger.dismissals), len(ledger.unexplained)) == ({}, 1)


def test_rows_may_be_sorted_and_columns_moved_by_the_person():
    found = decide([finding(what="甲"), finding(cell="G7", what="乙")], come("x"), Ledger(), plan=LIST.plan)

    def change(book):
        sheet = book["待核"]
        sheet[f"{column(sheet, '属实')}4"], sheet[f"{column(sheet, '理由')}4"] = "属实", "核过"
        sheet.insert_cols(2)
        sheet.insert_rows(3)

    ledger = read_ledger(edited(write_ledger(facts(found)), change), file="")
    assert list(ledger.dismissals.values()) == ["核过"]


def test_decisions_are_written_again_below_what_is_open():
    found = (finding(what="甲", dismissed="核过", key="a"), finding(what="乙", key="b"))
    sheet = opened(write_ledger(facts(found)))["待核"]
    assert [sheet[f"{column(sheet, '发现')}{row}"].value for row in (3, 4)] == ["乙", "甲"]
    assert dict(read_ledger(write_ledger(facts(found)), file="").dismissals) == {"a": "核过"}


def test_the_same_facts_give_the_same_bytes():
    assert write_ledger(facts([finding()])) == write_ledger(facts([finding()]))


def test_no_text_becomes_a_formula_and_links_stay_inside_the_folder():
    found = [finding(what="=cmd|' /C calc'!A0", unit="=1+1"), finding(file="../../外面.xlsx")]
    book = opened(write_ledger(facts(found)))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    targets = [cell.hyperlink.target for row in book["待核"].iter_rows() for cell in row if cell.hyperlink]
    assert len(targets) == 1
    assert targets[0].replace("\\", "/").startswith("../%E8%BF%9B")


def test_units_that_sent_nothing_stand_with_their_tasks():
    sheet = opened(write_ledger(facts()))["未报"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["人事科", 1, 0, "2", "没有收到文件"]
    ]


def test_a_form_without_an_entry_is_not_said_to_have_come_back():
    lying = replace(collection(), files=(FileRecord("进度填报/人事科.xlsx", "人事科", used=True),))
    sheet = opened(write_ledger(facts(came=lying)))["未报"]
    assert sheet["E3"].value == "进度填报/人事科.xlsx 没有填"


def test_rates_and_every_policy_are_written():
    book = opened(write_ledger(facts()))
    assert [cell.value for cell in book["完成率"][2]][:6] == ["全部任务", "合计", 2, 2, 0, "0.0%"]
    assert book["口径"]["E2"].value == "现用口径，文档中的数字按此计算"


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_a_ledger_that_cannot_be_read_is_an_error_and_not_a_loss(content):
    with pytest.raises(UnusableInput):
        read_ledger(content, file="校核结果.xlsx")


def record(fingerprint, modified="2024-12-03T08:00:00Z"):
    return FileRecord(FILE, "办公室", used=True, modified=modified, fingerprint=fingerprint)


def sent(fingerprint):
    return replace(come("x"), files=(record(fingerprint),))


def kinds(events):
    return [(event.kind, event.day, event.errors) for event in events]


def test_the_history_tells_report_return_and_acceptance_once_each():
    error = finding(severity="error")
    first = history_after((), sent("a"), [error], day=None)
    assert kinds(first) == [("reported", "2024-12-03", 1), ("returned", "2024-12-03", 1)]
    assert history_after(first, sent("a"), [error], day=None) == first
    second = history_after(first, sent("b"), [], day=date(2024, 12, 9))
    assert kinds(second[2:]) == [("reported", "2024-12-03", 0), ("accepted", "2024-12-09", 0)]


def test_what_was_carried_into_a_new_workbook_is_not_reported_once_more():
    first = history_after((), sent("a"), [], day=None)
    carried = replace(come("x"), files=(record("b", modified="2000-01-01T00:00:00Z"),))
    events = history_after(first, carried, [finding()], day=None)[2:]
    assert [(event.kind, event.day) for event in events] == [("reissued", ""), ("returned", "")]


def test_nothing_is_returned_before_it_came():
    events = history_after((), sent("a"), [finding()], day=date(2024, 9, 1))
    assert [(event.kind, event.day) for event in events] == [("reported", "2024-12-03"), ("returned", "2024-12-03")]


def test_what_was_let_stand_returns_nothing():
    events = history_after((), sent("a"), [finding(dismissed="核过")], day=None)
    assert [event.kind for event in events] == ["reported", "accepted"]


def test_what_is_wrong_in_the_task_list_returns_nothing():
    doubt = finding("group-unresolved", file="任务清单.xlsx")
    assert [event.kind for event in history_after((), sent("a"), [doubt], day=None)] == ["reported", "accepted"]
    sheet = opened(write_ledger(facts([doubt, finding()], returned={"办公室": FILE})))["退回"]
    assert [cell.value for cell in sheet[2]][2:4] == [0, 1]


def test_the_history_reads_back():
    events = (
        Event("办公室", "reported", "2024-12-03", FILE, "0a1b", 2, 1),
        Event("办公室", "returned", "", FILE, "0a1b"),
    )
    assert read_ledger(write_ledger(facts(events=events)), file="").events == events


def test_findings_keep_their_places_when_everything_is_decided():
    found = check(come("x"), task_list=LIST, roster=ROSTER, settings=SETTINGS)
    decided = decide(found, come("x"), Ledger(), plan=LIST.plan)
    assert [(each.code, each.place) for each in decided] == [(each.code, each.place) for each in found]
    assert len({each.key for each in decided}) == len(decided)
