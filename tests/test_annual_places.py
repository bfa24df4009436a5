"""What is wrong in the report's text is told at the cell where a person mends it."""

from datetime import date

import pytest
from annual_document_case import COUNTY_COUNTS, COUNTY_TEXTS, entered, report

from reportgen.annual.workbook import annual_workbook
from reportgen.steps.annual import check_annual_file

BODY = "青禾县水务局"
REQUESTS = {"r01": {"person": 12}, "r03": {"person": 9}, "r13": {"person": 1}, "r25": {"person": 2}}


def checked(tmp_path, *, texts=(), counts=(), published_on=None):
    """The findings of 年报数据.xlsx with these texts and counts, and the workbook's cells."""
    filled = entered(
        report(BODY, requests=REQUESTS),
        told=COUNTY_COUNTS | dict(counts),
        written=COUNTY_TEXTS | dict(texts),
        published_on=published_on,
    )
    path = tmp_path / "年报数据.xlsx"
    path.write_bytes(annual_workbook(year=2025, body=BODY, kind="department", scope="own", filled=filled))
    return check_annual_file(path)


def places(run, rule):
    return [(one.place.sheet, one.place.cell) for one in run.findings if one.code == rule]


@pytest.mark.parametrize(
    ("key", "text", "rule"),
    [
        pytest.param("requests", "答复前审查，今年收到的政府信息公开申请全部办结。", "R19", id="a contradiction"),
        pytest.param("requests", "全年收到政府信息公开申请15件。", "R16", id="another number than the table's"),
        pytest.param("supervision", "每季度通报通报一次各科室情况情况。", "R19", id="a doubled word"),
        pytest.param("disclosure", "公开重点领域信息,及时更新信息更新信息。", "R19", id="half-width marks"),
        pytest.param("measures", "2025年，我局将进一步加强信息更新。", "R20", id="last year's measure"),
    ],
)
def test_a_mistake_in_what_a_person_wrote_is_told_at_its_cell(tmp_path, key, text, rule):
    run = checked(tmp_path, texts={key: text})
    (cell,) = {(one.place.sheet, one.place.cell) for one in run.given.texts[key]}
    assert set(places(run, rule)) == {cell}


def test_the_fee_is_told_at_the_cell_of_its_amount(tmp_path):
    run = checked(tmp_path, counts={"fee": 135})
    fee = run.given.counts["fee"].place
    assert places(run, "R15") == [(fee.sheet, fee.cell)]


def test_the_date_is_told_on_the_sheet_where_it_is_entered(tmp_path):
    run = checked(tmp_path, published_on=date(2026, 4, 9))
    assert places(run, "R20") == [("情况", None)]


def test_what_the_program_wrote_beside_it_is_not_blamed_on_that_cell(tmp_path):
    run = checked(tmp_path, texts={"requests": "答复前审查。"})
    (part,) = [one for one in run.report.parts if one.number == 1]
    (told,) = [one for one in part.paragraphs if "新收政府信息公开申请12件" in one.text]
    assert (told.place.sheet, [piece.text for piece in told.pieces]) == ("一、总体情况", ["答复前审查。"])
