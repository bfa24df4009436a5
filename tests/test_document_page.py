"""The printed page: 22 lines of 28 characters, as GB/T 9704-2012 sets them."""

import subprocess
from collections import Counter

import pdfplumber
from document_case import case, entry, section, task

LONG = "政务公开工作标准规范流程目录更新核对培训检查通报" * 60


def pages(content, tmp_path, soffice):
    (tmp_path / "章节.docx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "章节.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    with pdfplumber.open(tmp_path / "章节.pdf") as pdf:
        return [(page.width, page.height, page.chars) for page in pdf.pages]


def lines_of(characters):
    """Top of each line of 16 pt text → number of its characters."""
    return Counter(round(one["top"]) for one in characters if round(one["size"]) == 16 and one["text"].strip())


def test_a_full_page_holds_22_lines_of_28_characters(tmp_path, soffice):
    open_task = entry(1, "under_way", "起草", problems=LONG, next_steps="办结")
    rendered = pages(section(case([task(1)], [open_task])), tmp_path, soffice)
    full = lines_of(rendered[1][2])
    assert len(full) == 22
    assert set(full.values()) == {28}


def test_page_numbers_stand_outside_and_the_task_table_lies_across(tmp_path, soffice):
    open_task = entry(1, "under_way", "起草", problems=LONG, next_steps="办结")
    rendered = pages(section(case([task(1)], [open_task])), tmp_path, soffice)
    for number, (width, _, characters) in enumerate(rendered, 1):
        digit = [one for one in characters if round(one["size"]) == 14 and one["text"] == str(number)][-1]
        assert (digit["x0"] > width / 2) == (number % 2 == 1)
    assert rendered[-1][0] > rendered[-1][1]
