"""The annual report as a web page: valid, self-contained, read aloud without loss, nothing of a text executed."""

import json
import os
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest
from annual_document_case import COUNTY_TEXTS, PLAN, PLAN_SECTION, county, entered, nil, report, without_counts

from reportgen.annual.document import AnnualOptions, annual_content, render_html
from reportgen.annual.form import HEADINGS, labels_of, table_form
from reportgen.errors import UnusableInput
from reportgen.model.findings import Finding, Place

ALL = AnnualOptions(charts=frozenset({"channels", "results", "years"}), years_table=True)
ERROR = Finding("R1", "error", Place("年报数据.xlsx", "依申请公开", "C17"), "新收加上年结转为139，与138不等", "请核对")
LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3 (AA), text of normal size."""


def full():
    return annual_content(county(), plan_section=PLAN_SECTION, plan_title=PLAN, options=ALL)


def draft():
    return annual_content(without_counts(entered(report("青禾县人民政府", kind="county")), "fee"), findings=[ERROR])


@pytest.fixture(scope="module")
def content():
    return full()


@pytest.fixture(scope="module")
def page(content):
    return render_html(content).decode()


@pytest.fixture(scope="module")
def tree(page):
    return lxml.html.document_fromstring(page)


def text_of(element):
    return "".join(element.itertext()).strip()


def test_the_page_has_a_language_a_title_and_headings_in_order(content, tree):
    assert tree.get("lang") == "zh-CN"
    assert tree.findtext(".//title") == content.title
    assert [text_of(one) for one in tree.iter("h1")] == [content.title]
    assert [text_of(one) for one in tree.iter("h2")] == [
        f"{number}、{heading}" for number, heading in zip("一二三四五六", HEADINGS, strict=True)
    ]
    levels = [int(one.tag[1]) for one in tree.iter("h1", "h2", "h3")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    (main,) = tree.iter("main")
    assert text_of(main) == text_of(tree.find("body"))


def test_everything_that_the_word_file_says_stands_in_the_page_in_the_same_order(content, tree):
    said = [text_of(one) for one in tree.iter("p", "h2", "h3")]
    expected = [*content.preamble]
    for part in content.parts:
        expected.append(part.heading)
        expected += [block.text for block in part.blocks if hasattr(block, "text")]
    assert said == [*expected, content.body + content.date]


@pytest.mark.parametrize("name", ["disclosure", "requests", "reviews"])
def test_the_tables_are_the_forms_and_every_figure_names_its_labels(content, tree, name):
    (table,) = tree.xpath(f"//table[@class='{name}']")
    form = table_form(name)
    printed = next(
        block.figures for part in content.parts for block in part.blocks if getattr(block, "name", "") == name
    )
    cells = table.xpath(".//th|.//td")
    assert [(text_of(cell), int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))) for cell in cells] == [
        (printed[one.key] if one.key else one.text, one.row_span, one.column_span) for one in form.cells
    ]
    by_id = {cell.get("id"): cell for cell in table.iter("th")}
    figures = [cell for cell in table.iter("td") if cell.get("class") != "note"]
    for cell, key in zip(figures, form.keys, strict=True):
        heads = [text_of(by_id[one]) for one in cell.get("headers").split()]
        assert set(labels_of(key)) <= set(heads)
        if name == "disclosure":  # headings of other blocks stand above too: they must not be read out
            assert [head for head in heads if head.startswith("第二十条")] == [_block_of(key.row)]
        if key.row == "r07":
            assert heads[-3:] == ["三、本年度办理结果", "（三）不予公开", "3.危及“三安全一稳定”"]


def _block_of(row):
    number = {
        "regulations": "一",
        "normative": "一",
        "licensing": "五",
        "penalties": "六",
        "coercion": "六",
        "fees": "八",
    }
    return f"第二十条第（{number[row]}）项"


def test_every_table_has_a_caption_and_every_heading_cell_a_scope_and_an_id(tree):
    for table in tree.iter("table"):
        assert table[0].tag == "caption"
        assert text_of(table[0])
        ids = [cell.get("id") for cell in table.iter("th")]
        assert all(ids)
        assert all(cell.get("scope") in {"row", "col", "rowgroup", "colgroup"} for cell in table.iter("th"))
        named = {one for cell in table.iter("th", "td") for one in (cell.get("headers") or "").split()}
        assert named <= set(ids)
        for cell in table.iter("td"):
            assert cell.get("headers") or cell.get("class") == "note"


def test_no_id_stands_twice_and_every_reference_leads_somewhere(tree):
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for name in ("aria-labelledby", "headers"):
        for one in tree.xpath(f"//*[@{name}]"):
            assert set(one.get(name).split()) <= set(ids)


def test_charts_are_text_with_title_and_figures_in_words(content, tree):
    drawings = list(tree.iter("svg"))
    assert len(drawings) == 3
    for drawing, block in zip(drawings, content.charts(), strict=True):
        assert drawing.get("role") == "img"
        assert drawing[0].tag == "title"
        assert drawing[0].text == f"图{block.number} {block.chart.name}"
        assert drawing[1].text == block.chart.alt
        words = {text_of(one) for one in drawing.iter("text")}
        for series in block.chart.series:
            assert set(series.shown) <= words
    captions = [text_of(one) for one in tree.iter("figcaption")]
    assert captions[0] == "图1　主动公开政府信息数量（按渠道）"


def test_the_page_needs_nothing_but_itself_and_runs_nothing(page, tree):
    assert not list(tree.iter("script", "link", "img", "iframe", "object", "embed", "form", "a", "base"))
    assert not tree.xpath("//@*[starts-with(name(), 'on')]|//@href|//@src|//@style")
    assert "http" not in page
    assert "@import" not in page
    assert not re.search(r"url\((?!#)", page)


def test_texts_are_escaped_wherever_they_stand():
    evil = "<script>alert(1)</script>&amp;\"'<img src=x onerror=alert(1)>{{ 7*7 }}"
    written = dict.fromkeys(COUNTY_TEXTS, evil)
    given = county(written=written)
    given = entered(report(evil, kind="county"), written=written)
    tree = lxml.html.document_fromstring(render_html(annual_content(given, plan_section=[evil], plan_title=evil)))
    assert not list(tree.iter("script", "img"))
    assert text_of(tree).count("alert(1)") > 20
    assert evil in text_of(tree)


def test_what_is_missing_is_marked_and_a_draft_says_so_first():
    tree = lxml.html.document_fromstring(render_html(draft()))
    (main,) = tree.iter("main")
    assert text_of(main[0]) == "草稿：有1处错误没有处理，不能公开"
    assert tree.findtext(".//title").endswith("（草稿）")
    marks = [text_of(one) for one in tree.iter("mark")]
    assert "〔待补充：收取信息处理费的金额，没有收取的填0〕" in marks
    assert all(mark.startswith("〔待补充") and mark.endswith("〕") for mark in marks)


def test_the_same_content_gives_the_same_bytes(page):
    assert render_html(full()).decode() == page


def test_a_broken_page_template_is_said_with_its_name(tmp_path, content):
    broken = tmp_path / "网页.html.jinja"
    broken.write_text("{% if %}", "utf-8")
    with pytest.raises(UnusableInput) as caught:
        render_html(content, template=broken)
    assert caught.value.file == "网页.html.jinja"


def lightness(colour):
    if len(colour) == 4:
        colour = "#" + "".join(2 * digit for digit in colour[1:])
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((lightness(one), lightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_stands_out_from_every_ground_that_the_page_uses(page):
    assert round(contrast("#000", "#fff")) == 21
    style = page.partition("<style>")[2].partition("</style>")[0]
    texts = set(re.findall(r"(?<![-\w])color: (#\w+)", style)) | set(re.findall(r"<text[^>]* fill=\"(#\w+)\"", page))
    grounds = set(re.findall(r"background: (#\w+)", style))
    assert len(texts) >= 3
    assert len(grounds) >= 3
    assert {(text, ground) for text in texts for ground in grounds if contrast(text, ground) < LEAST_CONTRAST} == set()


PAGES = {"full": full, "nil": lambda: annual_content(nil()), "draft": draft}


def installed(package, file, variable):
    """A file of a globally installed npm package, or what an environment variable names; ``None`` without."""
    named = os.environ.get(variable)
    npm = shutil.which("npm")
    if named or not npm:
        return Path(named) if named else None
    root = subprocess.run([npm, "root", "--global"], capture_output=True, text=True, check=True, timeout=60)
    path = Path(root.stdout.strip()) / package / file
    return path if path.is_file() else None


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation_of_wcag_in_chromium(name, tmp_path):
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    axe = installed("axe-core", "axe.min.js", "AXE_CORE")
    if not browser or not axe:
        pytest.skip("needs Chromium and axe-core: npm install --global --ignore-scripts axe-core")
    run = (
        "axe.run({resultTypes: ['violations']}).then(found => { const out = document.createElement('pre');"
        " out.id = 'axe-result'; out.textContent = JSON.stringify({violations: found.violations.map(one =>"
        " [one.id, one.help, ...one.nodes.map(node => node.html)]), passes: found.passes.map(one => one.id)});"
        " document.body.append(out); })"
    )
    scripts = f"<script>{axe.read_text('utf-8')}</script><script>{run}</script></body>"
    page = tmp_path / "年报.html"
    page.write_text(render_html(PAGES[name]()).decode().replace("</body>", scripts), "utf-8")
    command = [
        browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile",
        "--virtual-time-budget=30000", "--dump-dom", page.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=180)
    result = lxml.html.document_fromstring(done.stdout).xpath("//pre[@id='axe-result']")
    found = json.loads(result[0].text)
    assert found["violations"] == []
    assert {"color-contrast", "td-headers-attr", "document-title", "html-has-lang"} <= set(found["passes"])


@pytest.mark.parametrize("name", PAGES)
def test_the_validator_of_html_finds_nothing(name, tmp_path):
    validator = installed("vnu-jar", "build/dist/vnu.jar", "VNU_JAR")
    java = shutil.which("java")
    if not java or not validator:
        pytest.skip("needs Java and vnu-jar: npm install --global --ignore-scripts vnu-jar")
    page = tmp_path / "page.html"
    page.write_bytes(render_html(PAGES[name]()))
    done = subprocess.run(
        [java, "-jar", str(validator), "--format", "json", str(page)], capture_output=True, text=True, timeout=180
    )
    assert [one["message"] for one in json.loads(done.stderr)["messages"]] == []
