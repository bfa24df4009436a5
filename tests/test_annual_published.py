"""Anybody's published report is read: every figure as printed, or said to be missing; never another cell's figure."""

import random
import subprocess
from decimal import Decimal

import pytest
from annual_published_case import (
    TABLES,
    Cell,
    Line,
    Table,
    as_docx,
    as_html,
    as_paragraphs,
    as_text,
    as_xlsx,
    blocks_apart,
    cut,
    figures,
    misaligned,
    official,
    old_disclosure,
    old_otherwise,
    one_label_column,
    report,
    review_rows,
    small_reviews,
    spread,
    with_subtotals,
    without_corner,
)
from annual_published_mutations import SHIFTING, damaged

from reportgen.annual.figure_cell import read_figure
from reportgen.annual.form import figure_keys
from reportgen.annual.published.read import of_document, read_published
from reportgen.model.annual import FigureKey
from reportgen.model.findings import Place
from reportgen.plan.sources.docx import read_docx
from reportgen.plan.sources.html import read_html


def read(tmp_path, content, ending):
    path = tmp_path / f"下载的文件.{ending}"
    path.write_bytes(content)
    return read_published(path)


def differing(truth, published):
    """Figures that were read otherwise than printed, and those that were not read."""
    wrong, missing = {}, []
    for key, text in truth.items():
        found, expected = published.figures.get(key), read_figure(text, Place())
        if found is None or found.state == "unreadable":
            missing.append(key)
        elif (found.state, found.value, found.remark) != (expected.state, expected.value, expected.remark):
            wrong[key] = (text, found.text)
    extra = {
        key: figure.text
        for key, figure in published.figures.items()
        if key not in truth and figure.state != "unreadable"
    }
    return wrong, missing, extra


def relaid(seed, change, *, only=TABLES, **luck):
    values = figures(seed, **luck)
    return report(seed, tables={name: change(official(name, values)) for name in only}, **luck)


def spread_all(seed, filler, **luck):
    return relaid(seed, lambda table: [spread(table, filler=filler)], **luck)


def requests_as(seed, change):
    return relaid(seed, lambda table: change(table), only=("requests",))


WRITERS = {
    "docx": (as_docx, "docx"),
    "web": (as_html, "html"),
    "web from Word": (lambda blocks: as_html(blocks, form="word"), "html"),
    "web in a layout table": (lambda blocks: as_html(blocks, form="nested"), "html"),
    "web with a div a part": (lambda blocks: as_html(blocks, form="sections"), "html"),
    "bare web": (lambda blocks: as_html(blocks, form="bare"), "html"),
    "one sheet": (lambda blocks: as_xlsx(blocks, sheets=False), "xlsx"),
    "three sheets": (lambda blocks: as_xlsx(blocks, sheets=True), "xlsx"),
    "text, a row a line": (as_text, "txt"),
    "text, a cell a line": (lambda blocks: as_text(blocks, form="cells"), "txt"),
    "text with tabs": (lambda blocks: as_text(blocks, form="tabs"), "txt"),
    "web without tables, a row a line": (lambda blocks: as_paragraphs(blocks, form="lines"), "html"),
    "web without tables, a cell a line": (lambda blocks: as_paragraphs(blocks, form="cells"), "html"),
}
WITH_TABLES = ("docx", "web", "web from Word", "web in a layout table")

LAYOUTS = {
    "merges lost, places kept": lambda: spread_all(11, "blank"),
    "merges lost, words repeated": lambda: spread_all(12, "repeat"),
    "merges and places lost": lambda: spread_all(13, "none"),
    "blank figures": lambda: report(14, blanks=0.3),
    "blank figures, merges lost, places kept": lambda: spread_all(15, "blank", blanks=0.2),
    "blank figures, words repeated": lambda: spread_all(16, "repeat", blanks=0.2),
    "most nil": lambda: report(17, zeros=0.8),
    "one label column": lambda: requests_as(18, lambda table: [one_label_column(table)]),
    "one label column, groups in front": lambda: requests_as(
        19, lambda table: [one_label_column(table, with_groups=True)]
    ),
    "one label column, groups in every row": lambda: requests_as(
        20, lambda table: [one_label_column(table, with_groups="always")]
    ),
    "no corner note": lambda: requests_as(21, lambda table: [without_corner(table)]),
    "subtotal rows": lambda: requests_as(22, lambda table: [with_subtotals(table)]),
    "cut early": lambda: requests_as(23, lambda table: cut(table, 5, head=0)),
    "cut in a group, head repeated": lambda: requests_as(24, lambda table: cut(table, 12, head=3)),
    "cut late": lambda: requests_as(25, lambda table: cut(table, 21, head=0)),
    "a table a block": lambda: relaid(26, blocks_apart, only=("disclosure",)),
    "rows end in an empty cell": lambda: relaid(27, lambda table: [misaligned(table)], only=("requests",)),
    "small reviews tables, titled inside": lambda: report(
        28, tables={"reviews": small_reviews(figures(28), titled="row")}
    ),
    "small reviews tables, titled above": lambda: report(
        29, tables={"reviews": small_reviews(figures(29), titled="line")}
    ),
    "a block of reviews a row": lambda: report(30, tables={"reviews": [review_rows(figures(30))]}),
}


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("seed", [1, 2])
def test_every_figure_of_the_official_form_is_read_from_every_kind_of_file(tmp_path, writer, seed):
    sample = report(seed)
    write, ending = WRITERS[writer]
    published = read(tmp_path, write(sample.blocks), ending).report
    assert differing(sample.figures, published) == ({}, [], {})
    assert len(published.figures) == 200
    assert published.labels == ()


@pytest.mark.parametrize("writer", WITH_TABLES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_figure_is_read_however_the_tables_are_laid_out(tmp_path, layout, writer):
    sample = LAYOUTS[layout]()
    write, ending = WRITERS[writer]
    published = read(tmp_path, write(sample.blocks), ending).report
    assert differing(sample.figures, published) == ({}, [], {})


@pytest.mark.parametrize("writer", WITH_TABLES)
def test_a_row_with_blanks_whose_places_are_lost_is_not_guessed(tmp_path, writer):
    sample = spread_all(31, "none", blanks=0.2)
    write, ending = WRITERS[writer]
    result = read(tmp_path, write(sample.blocks), ending)
    wrong, missing, extra = differing(sample.figures, result.report)
    blank = {key.row for key, text in sample.figures.items() if key.table == "requests" and not text}
    assert (wrong, extra) == ({}, {})
    assert {key.row for key in missing if key.table == "requests"} <= blank
    told = [finding for finding in result.findings if finding.code == "published-row"]
    assert len(told) == len({key.row for key in missing})


@pytest.mark.parametrize("seed", range(200, 260))
def test_damaged_tables_give_no_wrong_figure(seed):
    luck = random.Random(seed)
    values = figures(seed)
    filler = luck.choice(["", "none", "blank", "repeat"])
    tables = {}
    for name in TABLES:
        table, done = official(name, values), ""
        table = spread(table, filler=filler) if filler else table
        for _ in range(luck.choice([1, 2])):
            table, done = damaged(table, luck, but=SHIFTING if done in SHIFTING else frozenset())
        tables[name] = [table]
    sample = report(seed, tables=tables)
    if luck.random() < 0.5:
        document = read_docx(as_docx(sample.blocks), file="报告.docx")
    else:
        document = read_html(as_html(sample.blocks), file="报告.html")
    wrong, _, extra = differing(sample.figures, of_document(document).report)
    # A block with one figure in three columns that lost it shows two blanks, and blank is what a reader sees.
    wrong = {key: pair for key, pair in wrong.items() if pair[1] or key.table != "disclosure"}
    assert (wrong, extra) == ({}, {})


def as_pdf(content, folder, soffice):
    (folder / "a.docx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "a.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "a.pdf").read_bytes()


@pytest.mark.parametrize("layout", ["official", "cut in a group, head repeated", "merges lost, places kept"])
def test_ruled_tables_of_a_pdf_are_read_over_pages(tmp_path, soffice, layout):
    sample = report(41, zeros=0.3) if layout == "official" else LAYOUTS[layout]()
    published = read(tmp_path, as_pdf(as_docx(sample.blocks), tmp_path, soffice), "pdf").report
    assert differing(sample.figures, published) == ({}, [], {})
    assert [part.number for part in published.parts] == [1, 2, 3, 4, 5, 6]


def test_digits_that_a_narrow_column_breaks_in_a_pdf_without_rules_are_not_read_as_figures(tmp_path, soffice):
    sample = report(1)
    content = as_docx(sample.blocks, ruled=False)
    wrong, missing, extra = differing(sample.figures, read(tmp_path, as_pdf(content, tmp_path, soffice), "pdf").report)
    assert (wrong, extra) == ({}, {})
    assert missing  # four digits do not fit the columns of the form


def test_a_row_that_a_pages_end_cuts_through_its_digits_is_not_read(tmp_path, soffice):
    values = figures(1)
    sample = report(1, tables={"requests": cut(official("requests", values), 5, head=0)})
    result = read(tmp_path, as_pdf(as_docx(sample.blocks), tmp_path, soffice), "pdf")
    wrong, _, extra = differing(sample.figures, result.report)
    assert (wrong, extra) == ({}, {})


def test_an_old_word_file_is_read_through_libreoffice(tmp_path, soffice):
    sample = report(5)
    (tmp_path / "b.docx").write_bytes(as_docx(sample.blocks))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "doc",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "b.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert differing(sample.figures, read_published(tmp_path / "b.doc").report) == ({}, [], {})


# ---- editions


def test_one_row_of_other_handling_is_the_old_form(tmp_path):
    table, truth = old_otherwise(official("requests", figures(3)), figures(3))
    published = read(tmp_path, as_docx(report(3, tables={"requests": [table]}).blocks), "docx").report
    assert differing(truth, published) == ({}, [], {})
    assert published.editions == {"disclosure": 2021, "requests": 2019, "reviews": 2021}
    assert published.labels == ()


def test_columns_of_the_old_form_give_no_figure_of_the_new_one_but_the_decisions(tmp_path):
    table, truth = old_disclosure(figures(4))
    result = read(tmp_path, as_html(report(4, tables={"disclosure": [table]}).blocks), "html")
    assert differing(truth, result.report) == ({}, [], {})
    assert result.report.editions["disclosure"] == 2019
    assert ("规范性文件", "行政规范性文件") in {(label.found, label.official) for label in result.report.labels}
    assert ("本年新制作数量", "本年制发件数") in {(label.found, label.official) for label in result.report.labels}
    assert "published-old" in {finding.code for finding in result.findings}


def test_an_amount_in_yuan_is_not_taken_for_ten_thousands(tmp_path):
    table = official("disclosure", figures(4))
    rows = [
        tuple(Cell("本年收费金额（单位：元）", 1, 3) if cell.text.startswith("本年收费") else cell for cell in row)
        for row in table.rows
    ]
    result = read(tmp_path, as_docx(report(4, tables={"disclosure": [Table(tuple(rows))]}).blocks), "docx")
    assert result.report.figures[FigureKey("disclosure", "fees", "amount")].state == "unreadable"
    assert "published-unit" in {finding.code for finding in result.findings}


# ---- what is said


def test_a_missing_row_is_named(tmp_path):
    table = official("requests", figures(6))
    rows = tuple(row for row in table.rows if not any(cell.text == "2.重复申请" for cell in row))
    rows = tuple(tuple(Cell(c.text, c.rows - 1, c.columns) if c.rows in (22, 5) else c for c in row) for row in rows)
    result = read(tmp_path, as_docx(report(6, tables={"requests": [Table(rows)]}).blocks), "docx")
    assert [(finding.code, finding.what) for finding in result.findings] == [
        ("published-missing", "申请情况表缺少1行：“（五）不予处理2.重复申请”")
    ]


def test_a_table_that_is_a_picture_is_missing(tmp_path):
    result = read(tmp_path, as_docx(report(7, tables={"reviews": [Line("（见图）")]}).blocks), "docx")
    assert [(finding.code, str(finding.place)) for finding in result.findings] == [
        ("published-table", "下载的文件.docx")
    ]
    assert not result.report.part(4).has_table
    assert result.report.part(3).has_table


def test_a_second_table_of_the_same_kind_is_said_and_not_mixed_in(tmp_path):
    first, second = (official("requests", figures(seed)) for seed in (8, 9))
    result = read(tmp_path, as_html(report(8, tables={"requests": [first, Line("全市合计"), second]}).blocks), "html")
    assert differing(figures(8), result.report) == ({}, [], {})
    assert [finding.code for finding in result.findings] == ["published-twice"]


@pytest.mark.parametrize("name", ["disclosure", "requests", "reviews"])
def test_a_table_that_stands_twice_with_the_same_figures_is_no_doubt(tmp_path, name):
    """A page made for telephones too prints everything twice."""
    table = official(name, figures(8))
    result = read(tmp_path, as_html(report(8, tables={name: [table, Line("手机版"), table]}).blocks), "html")
    assert differing(figures(8), result.report) == ({}, [], {})
    assert result.findings == ()


@pytest.mark.parametrize("blank", [" ", "\u2009", "\u202f", "\u00a0"])
def test_a_blank_parts_thousands_where_every_cell_of_the_row_is_filled(tmp_path, blank):
    values = {key: f"{number}{blank}{number:03}" for number, key in enumerate(figure_keys(), 1)}
    content = as_html(report(8, tables={name: [official(name, values)] for name in TABLES}).blocks)
    published = read(tmp_path, content, "html").report
    assert {key: int(figure.value) for key, figure in published.figures.items()} == {
        key: number * 1001 for number, key in enumerate(figure_keys(), 1)
    }


def test_figures_beside_a_blank_cell_may_be_two(tmp_path):
    key = FigureKey("requests", "r03", "company")
    values = figures(8) | {key: "1 234", key._replace(column="research"): ""}
    content = as_html(report(8, tables={"requests": [official("requests", values)]}).blocks)
    assert read(tmp_path, content, "html").report.figures[key].state == "unreadable"


def test_the_note_of_the_corner_cut_by_a_pages_end_is_no_changed_label(tmp_path):
    table = official("requests", figures(8))
    note = table.rows[0][0].text
    cut_note = (Cell(note[:22], 1, 3), *table.rows[0][1:]), (Cell(note[22:], 2, 3), *table.rows[1])
    rows = (*cut_note, *table.rows[2:])
    published = read(tmp_path, as_docx(report(8, tables={"requests": [Table(rows)]}).blocks), "docx").report
    assert differing(figures(8), published) == ({}, [], {})
    assert published.labels == ()


def test_a_label_cut_by_a_pages_end_is_no_changed_label(tmp_path):
    table = official("requests", figures(8))
    rows = list(table.rows)
    rows[5] = (Cell("三、"), *rows[5][1:])
    rows[6] = (Cell("本年度办理结果", 21), *rows[6])
    published = read(tmp_path, as_docx(report(8, tables={"requests": [Table(tuple(rows))]}).blocks), "docx").report
    assert differing(figures(8), published) == ({}, [], {})
    assert published.labels == ()


def test_a_table_of_years_in_the_prose_is_not_the_statutory_one(tmp_path):
    years = Table(
        (
            tuple(Cell(text) for text in ("指标", "2022年", "2023年", "2024年")),
            tuple(Cell(text) for text in ("本年新收政府信息公开申请数量", "5", "6", "7")),
            tuple(Cell(text) for text in ("予以公开", "3", "2", "1")),
            tuple(Cell(text) for text in ("总计", "4", "4", "4")),
        )
    )
    sample = report(10)
    sample.blocks.insert(4, years)
    result = read(tmp_path, as_html(sample.blocks), "html")
    assert differing(sample.figures, result.report) == ({}, [], {})
    assert result.findings == ()


def test_a_damaged_label_is_read_and_told(tmp_path):
    table = official("requests", figures(12))
    rows = tuple(
        tuple(Cell("2.其他法律行政止公开") if c.text.startswith("2.其他法律") else c for c in row) for row in table.rows
    )
    published = read(tmp_path, as_docx(report(12, tables={"requests": [Table(rows)]}).blocks), "docx").report
    assert differing(figures(12), published) == ({}, [], {})
    (label,) = published.labels
    assert (label.found, label.official) == ("2.其他法律行政止公开", "2.其他法律行政法规禁止公开")
    assert label.place == Place("下载的文件.docx", "政府信息公开申请情况表", "第9行第3列")


def test_a_figure_of_a_sheet_has_its_address(tmp_path):
    published = read(tmp_path, as_xlsx(report(13).blocks, sheets=True), "xlsx").report
    assert published.figures[FigureKey("requests", "r01", "person")].place == Place("下载的文件.xlsx", "Sheet2", "E4")
    assert published.figures[FigureKey("disclosure", "fees", "amount")].value == Decimal("1234.56")


def test_a_remark_stays_with_its_figure(tmp_path):
    published = read(tmp_path, as_html(report(14).blocks), "html").report
    figure = published.figures[FigureKey("disclosure", "normative", "made")]
    assert (figure.value, figure.remark) == (22, "其中修订2件")


@pytest.mark.parametrize("text", ["3\n5", "3 5", "2、重复申请", "约3", "见附件"])
def test_a_cell_that_may_hold_two_figures_or_none_is_unreadable(tmp_path, text):
    table = official("reviews", figures(15))
    rows = (*table.rows[:3], (Cell(text, is_figure=True), *table.rows[3][1:]))
    content = as_html(report(15, tables={"reviews": [Table(rows)]}).blocks).replace(b"\n5<", b"<br>5<")
    published = read(tmp_path, content, "html").report
    key = FigureKey("reviews", "reconsideration", "upheld")
    assert published.figures[key].state == "unreadable"
    assert differing({k: v for k, v in figures(15).items() if k != key}, published)[0] == {}


@pytest.mark.parametrize("seed", range(300, 330))
def test_a_sheet_whose_cells_were_moved_gives_no_wrong_figure(tmp_path, seed):
    luck = random.Random(seed)
    blanks = luck.choice([0.0, 0.15])
    values = figures(seed, blanks=blanks)
    filler = luck.choice(["", "none", "blank", "repeat"])
    tables = {}
    for name in TABLES:
        table = official(name, values)
        table = spread(table, filler=filler) if filler else table
        tables[name] = [damaged(table, luck, but=frozenset({"wrong_span", "merge_down", "merge_figures"}))[0]]
    sample = report(seed, tables=tables, blanks=blanks)
    published = read(tmp_path, as_xlsx(sample.blocks, sheets=luck.random() < 0.5), "xlsx").report
    wrong, _, extra = differing(sample.figures, published)
    wrong = {key: pair for key, pair in wrong.items() if pair[1] or key.table != "disclosure"}
    assert (wrong, extra) == ({}, {})


def test_checks_and_last_years_figures_beside_a_table_of_a_sheet_are_not_read(tmp_path):
    tables = {}
    for name, beside in (("disclosure", "上年制发件数"), ("requests", "核对"), ("reviews", "核对")):
        rows = official(name, figures(17)).rows
        gap = (Cell(""), Cell(beside))
        tables[name] = [
            Table(tuple((*row, *(gap if at == 1 else (Cell(""), Cell("88")))) for at, row in enumerate(rows)))
        ]
    published = read(tmp_path, as_xlsx(report(17, tables=tables).blocks, sheets=True), "xlsx").report
    wrong, _, extra = differing(figures(17), published)
    assert (wrong, extra) == ({}, {})
    assert all(published.figures[key].value is not None for key in figures(17) if key.table == "requests")
