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


def test_page_numbers_stand_outside_and_on_the_pages_that_lie_across_at_the_same_place(tmp_path, soffice):
    open_task = entry(1, "under_way", "起草", problems="人手不足", next_steps="办结")
    tasks = [task(number, text="更新目录。" * 60) for number in range(1, 13)]
    rendered = pages(section(case(tasks, [open_task])), tmp_path, soffice)
    across = 0
    for number, (width, height, characters) in enumerate(rendered, 1):
        if width < height:
            digits = [one for one in characters if round(one["size"]) == 14 and one["text"] in str(number)]
            assert (digits[-1]["x0"] > width / 2) == (number % 2 == 1)
            continue
        # Turned: the foot of the upright page is the left edge, its right side the lower edge.
        across += 1
        beside = sorted((one for one in characters if one["x1"] < 35 / 25.4 * 72), key=lambda one: one["top"])
        assert "".join(one["text"] for one in beside if one["text"].strip()) == f"—{number}—"
        assert (beside[0]["top"] > height / 2) == (number % 2 == 1)
    assert across > 1


def test_no_row_of_the_task_table_is_torn_over_a_page(tmp_path, soffice):
    long = entry(1, progress="开展业务培训2次，参训86人次；" * 200 + "完。")
    rendered = pages(section(case([task(1), task(2)], [long, entry(2)])), tmp_path, soffice)
    across = [characters for width, height, characters in rendered if width > height]
    assert len(across) > 2
    text = "".join(one["text"] for characters in across for one in characters if one["text"].strip())
    assert text.count("开展业务培训2次，参训86人次；") == 200
    for characters in across:  # the heading row, then a row that begins with its number
        assert "序号" in "".join(one["text"] for one in characters)
        assert any(one["text"] in "12" and one["x0"] < 150 and round(one["size"], 1) == 10.5 for one in characters)
