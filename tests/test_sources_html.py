"""Web pages give their article: tables with spans, lines as displayed, nothing of the site around it."""

from pathlib import Path

import pytest

from reportgen.errors import UnusableInput
from reportgen.model.blocks import Grid, Paragraph
from reportgen.plan.sources import read_blocks

SENTENCE = "及时公开重点水利工程的立项、招标、施工和验收情况，方便群众查询和监督。"


def read(folder: Path, page: str | bytes, name: str = "方案.html"):
    path = folder / name
    path.write_bytes(page if isinstance(page, bytes) else page.encode("utf-8"))
    return read_blocks(path)


def html(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"


def texts(document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def cells(document) -> list[tuple[int, int, int, int, str]]:
    (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
    return [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in grid.cells]


PAGE = f"""
<div class="top"><a href="/">首页</a><a href="/a">政务公开</a><a href="/b">办事服务</a></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/c">要点</a></div>
<table><tr><td>索引号</td><td>K001</td><td>发布机构</td><td>水务局</td></tr>
<tr><td>成文日期</td><td>2025-03-01</td><td>文号</td><td>无</td></tr></table>
<div class="wrap"><h1>云岭市水务局2025年政务公开工作要点</h1>
<div class="info">发布时间：2025-03-01　来源：水务局　浏览次数：12</div>
<div id="zoom"><p>一、加强信息发布</p><p>{SENTENCE}</p><p>{SENTENCE}</p>
<p style="display:none">隐藏的话。</p><script>var a = "脚本";</script></div></div>
<div class="share">分享到：<a href="#">微博</a></div>
<p>上一篇：别的文章</p>
<div class="footer">主办单位：云岭市水务局 网站标识码：1234 版权所有</div>
"""


def test_only_the_article_is_read(tmp_path):
    document = read(tmp_path, html(PAGE))
    assert texts(document) == ["云岭市水务局2025年政务公开工作要点", "一、加强信息发布", SENTENCE, SENTENCE]
    assert document.blocks[0].level == 1
    assert not any(isinstance(block, Grid) for block in document.blocks)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-8-sig"])
def test_a_page_reads_the_same_in_any_encoding_whatever_it_declares(tmp_path, encoding):
    assert read(tmp_path, html(PAGE).encode(encoding)) == read(tmp_path, html(PAGE))


def test_traditional_pages_in_big5_stay_traditional(tmp_path):
    page = html("<p>雲嶺市水務局2025年政務公開工作要點</p><p>一、加強資訊發布，由辦公室負責。</p>")
    page = page.replace("utf-8", "big5")
    assert texts(read(tmp_path, page.encode("big5"))) == [
        "雲嶺市水務局2025年政務公開工作要點", "一、加強資訊發布，由辦公室負責。",
    ]  # fmt: skip


def test_the_pages_own_title_stands_in_where_the_article_has_none(tmp_path):
    page = html(f"<p>{SENTENCE}</p>", "<title>2025年政务公开工作要点_云岭市水务局</title>")
    assert texts(read(tmp_path, page)) == ["2025年政务公开工作要点", SENTENCE]


def test_row_and_column_spans_keep_their_places(tmp_path):
    table = (
        "<table><tr><th rowspan=2>任务</th><th colspan=2>责任单位</th></tr><tr><th>牵头</th><th>配合</th></tr>"
        "<tr><td>甲</td><td rowspan='2'>办公室</td><td>&nbsp;</td></tr><tr><td>乙</td><td>各科室</td></tr></table>"
    )
    assert cells(read(tmp_path, html(table))) == [
        (0, 0, 2, 1, "任务"),
        (0, 1, 1, 2, "责任单位"),
        (1, 1, 1, 1, "牵头"),
        (1, 2, 1, 1, "配合"),
        (2, 0, 1, 1, "甲"),
        (2, 1, 2, 1, "办公室"),
        (2, 2, 1, 1, ""),
        (3, 0, 1, 1, "乙"),
        (3, 2, 1, 1, "各科室"),
    ]


def test_absurd_spans_make_no_rows_or_columns(tmp_path):
    table = "<table><tr><td>任务<td colspan=999999999>单位</tr><tr><td rowspan=99999999>甲<td>办公室</tr></table>"
    assert [row[:4] for row in cells(read(tmp_path, html(table)))] == [
        (0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1),
    ]  # fmt: skip


def test_layout_tables_are_unwrapped(tmp_path):
    inner = "<table><tr><td>工作任务</td><td>责任单位</td></tr><tr><td>1.甲</td><td>办公室</td></tr></table>"
    page = html(
        "<table><tr><td width=200><a href='#'>栏目</a></td>"
        f"<td><h2>2025年任务分工</h2><p>{SENTENCE}</p>{inner}</td></tr></table>"
    )
    document = read(tmp_path, page)
    assert texts(document) == ["2025年任务分工", SENTENCE]
    assert [cell[4] for cell in cells(document)] == ["工作任务", "责任单位", "1.甲", "办公室"]


def test_lines_of_a_cell_are_kept_and_breaks_are_newlines(tmp_path):
    row = "<tr><td><p>1.甲</p><p>2.乙</p></td><td>办公室<br>人事科</td></tr>"
    table = f"<table><tr><td>任务</td><td>单位</td></tr>{row}</table>"
    assert [cell[4] for cell in cells(read(tmp_path, html(table)))][2:] == ["1.甲\n2.乙", "办公室\n人事科"]


def test_breaks_between_sentences_part_paragraphs_but_not_a_title(tmp_path):
    page = html(f"<h1>云岭市水务局<br>2025年工作要点</h1><p>一、总则<br>　　{SENTENCE}<br>　　二、分则</p>")
    assert texts(read(tmp_path, page)) == ["云岭市水务局\n2025年工作要点", "一、总则", SENTENCE, "二、分则"]


def test_numbers_of_ordered_lists_are_printed_unless_written(tmp_path):
    page = html(f"<ol start=3><li>{SENTENCE}</li><li>4.{SENTENCE}</li><li value=9>{SENTENCE}</li></ol>")
    assert texts(read(tmp_path, page)) == [f"3.{SENTENCE}", f"4.{SENTENCE}", f"9.{SENTENCE}"]


def test_centred_lines_are_known_as_such(tmp_path):
    page = html(
        f"<p align=center>2025年工作要点</p><div style='text-align: center'><p>（试行）</p></div><p>{SENTENCE}</p>"
    )
    assert [block.centered for block in read(tmp_path, page).blocks] == [True, True, False]


def test_source_line_ends_are_no_line_breaks(tmp_path):
    page = html(f"<p>一、做好\n   公开</p><p>{SENTENCE}</p>")
    assert texts(read(tmp_path, page))[0] == "一、做好 公开"


def test_a_form_around_the_page_and_a_misleading_name_hide_nothing(tmp_path):
    page = html(f"<form id=aspnetForm><div class='bottom'><p>一、甲</p><p>{SENTENCE * 3}</p></div></form>")
    assert texts(read(tmp_path, page)) == ["一、甲", SENTENCE * 3]


def test_a_web_archive_is_unpacked(tmp_path):
    import base64

    inner = base64.encodebytes(html(f"<p>2025年工作要点</p><p>{SENTENCE}</p>").encode()).decode()
    page = (
        "From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
        f"--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{inner}\n--b--\n"
    )
    assert texts(read(tmp_path, page, "方案.mhtml")) == ["2025年工作要点", SENTENCE]


def test_endless_nesting_is_refused_not_cut_off_silently(tmp_path):
    with pytest.raises(UnusableInput, match="嵌套"):
        read(tmp_path, html("<div>" * 5000 + SENTENCE + "</div>" * 5000))


@pytest.mark.parametrize(
    ("line", "is_strong"),
    [
        ("<p><b>一、公开</b></p>", True),
        ("<p><span style='font-weight:700'>一、公开</span></p>", True),
        ("<p style='font-family:黑体'>一、公开</p>", True),
        ("<p><strong>一、公开。</strong>更新目录</p>", False),
        ("<p><b><span style='font-weight:normal'>一、公开</span></b></p>", False),
    ],
)
def test_a_line_is_strong_where_all_of_it_is_bold_or_black(tmp_path, line, is_strong):
    document = read(tmp_path, html(f"<h1>云岭市2025年工作要点</h1>{line}"))
    assert document.blocks[-1].is_strong == is_strong
