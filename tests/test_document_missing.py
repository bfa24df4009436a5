"""Marks of what is missing: found, counted and set on yellow, however they stand in the document."""

import io

import docx
import pytest

from reportgen.document.missing import MissingPart, highlight_missing, missing_parts


def document(*paragraphs):
    """Each paragraph a list of runs."""
    made = docx.Document()
    for runs in paragraphs:
        paragraph = made.add_paragraph()
        for run in runs:
            paragraph.add_run(run)
    return made


def content(*paragraphs):
    out = io.BytesIO()
    document(*paragraphs).save(out)
    return out.getvalue()


def yellow(*runs):
    made = document(runs)
    highlight_missing(made.element.body)
    return [run.text for run in made.paragraphs[0].runs if run.font.highlight_color]


@pytest.mark.parametrize(
    ("runs", "marked"),
    [
        pytest.param(["前〔待补充：原因〕后"], ["〔待补充：原因〕"], id="inside a run"),
        pytest.param(["前〔待补", "充：原", "因〕后"], ["〔待补", "充：原", "因〕"], id="over three runs"),
        pytest.param(["〔待补充：甲〕和〔待补充：乙〕"], ["〔待补充：甲〕", "〔待补充：乙〕"], id="two"),
        pytest.param(
            ["〔待补充：国发〔2021〕5号的落实情况〕后"],
            ["〔待补充：国发〔2021〕5号的落实情况〕"],
            id="brackets of a document number",
        ),
        pytest.param(["国发〔2021〕5号"], [], id="other brackets"),
    ],
)
def test_every_mark_is_set_on_yellow_and_nothing_else(runs, marked):
    assert yellow(*runs) == marked


def test_a_mark_is_told_with_the_beginning_of_its_paragraph():
    made = content(["第5项尚未报送。", "〔待补充：财务科的落实情况〕"], ["〔待补充：原因〕"])
    assert missing_parts([made]) == (MissingPart("财务科的落实情况", "第5项尚未报送。"), MissingPart("原因", ""))
    assert [str(part) for part in missing_parts([made])] == ["第5项尚未报送：财务科的落实情况", "原因"]


def test_what_both_copies_lack_counts_once_and_twice_in_one_copy_twice():
    one = content(["〔待补充：原因〕"])
    two = content(["〔待补充：原因〕"], ["〔待补充：原因〕"])
    assert len(missing_parts([one, one])) == 1
    assert len(missing_parts([one, two])) == 2


def test_marks_without_words_repeat_others_and_count_only_alone():
    assert [part.what for part in missing_parts([content(["〔待补充〕"], ["〔待补充：原因〕"])])] == ["原因"]
    assert [part.what for part in missing_parts([content(["〔待补充〕"], ["〔待补充〕"])])] == ["落实情况", "落实情况"]
