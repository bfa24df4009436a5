"""What must not reach a published page is found by its shape, and no message carries it on."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from check_case import GOOD, done, found
from hypothesis import given
from hypothesis import strategies as st
from makers import CELLS, SETTINGS, collection, entry, task, task_list

from reportgen.catalogue import finding
from reportgen.check import check
from reportgen.check.personal_data import find_personal, is_card_number, is_identity_number, mask, without_personal
from reportgen.model.findings import Place
from reportgen.model.progress import Written
from reportgen.roster import make_roster

ID = "11010519491231002X"  # the example of GB 11643
CARD = "4539148803436467"
PHONE = "13800138000"
ONE = task_list(task("1", "甲科:lead"))


def kinds(text):
    return [hit.kind for hit in find_personal(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"申请人身份证号{ID}，已核对。", "person-id"),
        ("身份证11010519491231002x", "person-id"),
        ("110105 19491231 002X", "person-id"),
        ("110105-19491231-002X", "person-id"),
        ("１１０１０５１９４９１２３１００２Ｘ", "person-id"),
        ("证件号110105491231002", "person-id"),
        (f"联系人电话{PHONE}。", "person-phone"),
        ("电话138-0013-8000", "person-phone"),
        ("电话138 0013 8000", "person-phone"),
        ("电话1380-013-8000", "person-phone"),
        ("电话138-00138000", "person-phone"),
        ("+86 13800138000", "person-phone"),
        ("１３８００１３８０００", "person-phone"),
        ("电话138\u200b0013\u200b8000", "person-phone"),
        ("电话13800\u00ad13\u20608000", "person-phone"),
        ("电话138\u202a00138000", "person-phone"),
        ("电话138\t0013\t8000", "person-phone"),
        ("电话138\n00138000", "person-phone"),
        ("电话1380013\n8000，已公布", "person-phone"),
        ("电话138\u00a00013\u20038000", "person-phone"),
        ("电话138.0013.8000", "person-phone"),
        ("电话——138—0013—8000", "person-phone"),
        ("电话138 - 0013 - 8000", "person-phone"),
        ("١٣٨٠٠١٣٨٠٠٠", "person-phone"),
        ("①③⑧⓪⓪①③⑧⓪⓪⓪", "person-phone"),
        ("证件110105\u200b19491231\u200b002X", "person-id"),
        ("证件110105\n19491231\n002X", "person-id"),
        (f"账号{CARD}", "person-card"),
        ("账号4539 1488 0343 6467", "person-card"),
        ("卡号6228480402564890018", "person-card"),
        ("信箱 zhang.san@mail.example.com", "person-email"),
        ("zhangsan@yunling.example，请查收", "person-email"),
        ("zhang\u200bsan＠yunling．example", "person-email"),
    ],
)
def test_personal_data_is_found_by_its_shape(text, kind):
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",  # the check digit is wrong
        "990105194912310023",  # no such province
        "110105194913310028",  # no such day
        "统一社会信用代码11330000002482285X",
        "4539148803436468",  # Luhn's sum is wrong
        "1111111111111111",
        "项目代码2412-330100-04-01-123456",
        "12345平台月报",
        "热线0999-5550001",
        "0571-87654321",
        "投资13800138000元",
        "受益13800138000.5元",
        "12800138000",
        "138001380001",
        "编号A13800138000",
        "http://yunling.example/art/13800138000.html",
        "http://yunling.example/11010519491231002X",
        "2024-05-06 2024-06-07",
        "云水办〔2024〕18号，412份，63处",
        "“三公”@栏目",
        "主动公开1381\n依申请公开0013\n答复8000",
        "138\n139\n140\n141\n142",
        "2021—2025年138—1400件",
        "1380013\n8000人次",
        "1380013\n2024年",
        "1380013\n8000\n7000",
    ],
)
def test_other_numbers_are_no_personal_data(text):
    assert kinds(text) == []


@pytest.mark.parametrize("column", [column for column in CELLS if column not in ("status", "done_on")])
def test_every_entry_cell_is_looked_at(column):
    told = done(**{column: f"{GOOD.get(column, '2次')}{PHONE}"})
    assert (f"{CELLS[column]}7", "person-phone") in told


def test_the_cells_of_status_and_date_are_looked_at_too():
    row = entry("甲科", "1", "done", **GOOD)
    wrong = Written(PHONE, Place("甲科.xlsx", "填报", "G7"), "date-invalid", f"日期“{PHONE}”不是能确定的日期", "请改正")
    row = replace(row, done_on=None, written=MappingProxyType({**row.written, "done_on": wrong}))
    told = found(ONE, row)
    assert [(each.place.cell, each.code) for each in told] == [("G7", "date-invalid"), ("G7", "person-phone")]
    assert not any(PHONE in each.what for each in told)


def test_one_cell_gives_one_finding_per_kind_with_masked_values():
    told = found(ONE, entry("甲科", "1", "done", **GOOD | {"progress": f"联系人{PHONE}、13900139000，证件{ID}。"}))
    assert [(each.code, each.what) for each in told] == [
        ("person-id", "“落实情况”中像是有身份证号：110*************2X"),
        ("person-phone", "“落实情况”中像是有手机号码：138******00、139******00"),
    ]


def test_no_finding_whatever_its_rule_repeats_what_it_found():
    text = f"正在联系{PHONE}（{ID}），账号{CARD}，邮箱zhangsan@yunling.example。"
    rows = entry("甲科", "1", "done", **GOOD | {"progress": text, "figure": PHONE, "evidence": f"http:/{PHONE}"})
    material = collection(rows)
    foreign = finding("row-foreign", Place("甲科.xlsx"), f"这一行（{PHONE}）不是方案中的任务", unit="甲科")
    told = check(replace(material, findings=(foreign,)), task_list=ONE, roster=make_roster(ONE), settings=SETTINGS)
    assert {"row-foreign", "status-text-open", "person-id", "person-card", "person-phone", "person-email"} <= {
        each.code for each in told
    }
    for secret in (PHONE, ID, CARD, "zhangsan@"):
        assert not any(secret in each.what for each in told)


def test_what_is_found_is_found_where_it_stands():
    text = "请拨\u200b138\u200b0013\u200b8000\u200b咨询"
    (hit,) = find_personal(text)
    assert text[hit.start : hit.end] == "138\u200b0013\u200b8000"


@given(st.text(alphabet="0123456789Xx -@.a元\u200b\n—１①", max_size=60))
def test_a_masked_text_holds_no_personal_data_and_keeps_its_length(text):
    masked = without_personal(text)
    assert find_personal(masked) == ()
    assert len(masked) == len(text)


@given(st.text(min_size=8))
def test_a_mask_shows_five_characters(text):
    assert mask(text)[:3] == text[:3]
    assert mask(text)[-2:] == text[-2:]
    assert set(mask(text)[3:-2]) == {"*"}


def test_check_digits_are_those_of_the_standards():
    assert is_identity_number(ID)
    assert not is_identity_number("110105194912310020")
    assert is_card_number(CARD)
    assert not is_card_number(CARD[::-1])


# --- marks ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("机密★1年", "secrecy-mark"),
        ("秘密 ★", "secrecy-mark"),
        ("绝密级文件", "secrecy-mark"),
        ("密级：秘密", "secrecy-mark"),
        ("（机密）", "secrecy-mark"),
        ("机密", "secrecy-mark"),
        ("内部资料，注意保存", "internal-mark"),
        ("（内部资料）", "internal-mark"),
        ("（此件不予公开）", "internal-mark"),
        ("此件不公开", "internal-mark"),
        ("公开方式：不予公开", "internal-mark"),
        ("不予公开", "internal-mark"),
        ("仅供内部参阅", "internal-mark"),
        ("机\u200b密\u200b★1年", "secrecy-mark"),
    ],
)
def test_marks_of_secrecy_and_of_internal_papers_are_found(text, expected):
    assert done(evidence=text) == [("L7", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "作出不予公开决定3件，均说明理由。",
        "予以公开9件、不予公开2件。",
        "涉及国家秘密、商业秘密和个人隐私的不予公开。",
        "开展保守国家秘密教育2次，落实保密审查。",
        "核定不公开文件属性12件。",
        "清理内部资料管理制度2项。",
        "销毁机密文件管理台账建立完毕。",
    ],
)
def test_the_same_words_in_running_text_are_no_mark(text):
    assert done(progress=text) == []
