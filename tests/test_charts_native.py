"""Native Word charts, and charts of an office's own template."""

import io
import subprocess
import zipfile

import docx
import openpyxl
import pytest
from chart_case import category, completion, tally, unit
from lxml import etree
from openxml_audit import OpenXmlValidator

from reportgen.charts.data import ChartData, make_charts
from reportgen.charts.native import add_native_chart
from reportgen.charts.template import fill_template_charts
from reportgen.files.package import repack

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def charts(done: int = 4) -> tuple[ChartData, ...]:
    """Ring, categories with marks that XML gives a meaning to, units."""
    return make_charts(
        completion(
            tally(done=done, under_way=2),
            [category("一、公开 & <透明>", done=done, unreported=1), category("=1+1", not_started=2)],
            [unit("办公室", tally(done=done, under_way=1), tally(done=1)), unit("人事科", tally(unreported=2))],
        )
    )


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue())


def with_native(which=None) -> bytes:
    document = docx.Document()
    for chart in which or charts():
        add_native_chart(document, document.add_paragraph("标记"), chart)
    return saved(document)


def parts(package: bytes, start: str) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return [archive.read(name) for name in sorted(archive.namelist()) if name.startswith(start)]


def cells(workbook: bytes) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(workbook)).active.values)


def test_a_native_chart_stands_in_place_of_the_marker_with_its_alt_text():
    document = docx.Document(io.BytesIO(with_native()))
    assert [paragraph.text for paragraph in document.paragraphs] == ["", "", ""]
    frames = list(document.element.iter(f"{WP}docPr"))
    assert [frame.get("name") for frame in frames] == ["完成情况构成", "各类任务完成情况", "各单位完成情况"]
    assert [frame.get("descr") for frame in frames] == [chart.alt for chart in charts()]
    assert len({frame.get("id") for frame in frames}) == 3


def test_the_workbook_inside_holds_the_figures_and_no_formula():
    ring, categories, units = map(cells, parts(with_native(), "word/embeddings/"))
    assert ring == [("完成情况", "项数"), ("已完成", 4), ("正在推进", 2)]
    assert categories[0] == ("任务类别", "已完成", "未启动", "未报送")
    assert categories[1:] == [("一、公开 & <透明>", 4, 0, 1), ("=1+1", 0, 2, 0)]
    assert units[0] == ("单位", "牵头或负责：已完成", "牵头或负责：未完成", "牵头或负责：未报送", "配合：已完成")
    assert units[1] == ("办公室", 4, 1, 0, 1)


def test_the_caches_of_a_chart_equal_its_workbook():
    for xml, workbook in zip(
        parts(with_native(), "word/charts/chart"), parts(with_native(), "word/embeddings/"), strict=True
    ):
        table = cells(workbook)
        for at, series in enumerate(etree.fromstring(xml).iter(f"{C}ser"), 1):
            assert series.findtext(f"{C}tx//{C}v") == table[0][at]
            assert [point.text for point in series.findall(f"{C}cat//{C}v")] == [row[0] for row in table[1:]]
            assert [int(point.text) for point in series.findall(f"{C}val//{C}v")] == [row[at] for row in table[1:]]


def test_the_same_data_gives_the_same_document():
    assert with_native() == with_native()


def test_native_charts_are_valid_open_xml(tmp_path):
    file = tmp_path / "charts.docx"
    file.write_bytes(with_native())
    result = OpenXmlValidator().validate(file)
    # python-docx's default template differs from its own stylesWithEffects; our template has no such part.
    assert [str(error) for error in result.errors if "stylesWithEffects" not in (error.part_uri or "")] == []


def template(title: str) -> bytes:
    """An office's document with a red bar chart whose title is ``title``, holding figures of another year."""
    document = docx.Document(io.BytesIO(with_native([charts(done=1)[1]])))
    (relation,) = [r for r in document.part.rels.values() if r.reltype.endswith("/chart")]
    xml = relation.target_part.blob.decode().replace("1F4E79", "C00000")
    rich = f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>{title}</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    relation.target_part._blob = xml.replace("<c:autoTitleDeleted", rich + "<c:autoTitleDeleted").encode()
    return saved(document)


def test_a_chart_of_the_template_with_the_datas_name_gets_the_figures_and_keeps_its_styling():
    document = docx.Document(io.BytesIO(template("各类任务完成情况")))
    data = charts(done=9)
    assert fill_template_charts(document, data) == ("各类任务完成情况",)
    package = saved(document)
    (xml,), (workbook,) = parts(package, "word/charts/chart"), parts(package, "word/embeddings/")
    assert cells(workbook)[1] == ("一、公开 & <透明>", 9, 0, 1)
    root = etree.fromstring(xml)
    first = next(root.iter(f"{C}ser"))
    assert [point.text for point in first.findall(f"{C}val//{C}v")] == ["9", "0"]
    assert b"C00000" in etree.tostring(first)
    assert next(document.element.iter(f"{WP}docPr")).get("descr") == data[1].alt


def test_a_chart_of_another_title_stays_as_it_is():
    document = docx.Document(io.BytesIO(template("历年对比")))
    assert fill_template_charts(document, charts(done=9)) == ()
    assert saved(document) == template("历年对比")


def test_classes_the_template_lacks_are_added_and_those_without_figures_go():
    document = docx.Document(io.BytesIO(template("各类任务完成情况")))
    data = make_charts(completion(tally(done=1), [category("甲", done=2, mostly_done=1, under_way=1, unreported=3)]))
    fill_template_charts(document, data)
    (xml,) = parts(saved(document), "word/charts/chart")
    names = [series.findtext(f"{C}tx//{C}v") for series in etree.fromstring(xml).iter(f"{C}ser")]
    assert sorted(names) == ["基本完成", "已完成", "未报送", "正在推进"]


def test_a_ring_copied_out_of_a_document_of_ours_gets_the_new_rate():
    old, new = charts(done=1)[0], charts(done=9)[0]
    document = docx.Document(io.BytesIO(with_native([old])))
    assert fill_template_charts(document, [new]) == ("完成情况构成",)
    (xml,) = parts(saved(document), "word/charts/chart")
    title = etree.fromstring(xml).find(f".//{C}title")
    assert [text.text for text in title.iter(f"{A}t")] == ["完成率", "81.8%"]


def test_a_chart_of_ours_without_figures_is_taken_out():
    document = docx.Document(io.BytesIO(template("各单位完成情况")))
    assert fill_template_charts(document, charts()[:1]) == ()
    package = saved(document)
    assert parts(package, "word/charts/") == parts(package, "word/embeddings/") == []
    assert not list(document.element.iter(f"{WP}inline"))


def test_pages_become_one_chart_in_a_template():
    document = docx.Document(io.BytesIO(template("各单位完成情况")))
    data = make_charts(completion(units=[unit(f"第{number}科", tally(done=number + 1)) for number in range(40)]))
    assert fill_template_charts(document, data) == ("各单位完成情况（1/2）", "各单位完成情况（2/2）")
    (workbook,) = parts(saved(document), "word/embeddings/")
    assert len(cells(workbook)) == 41


def test_a_filled_template_is_valid_open_xml(tmp_path):
    document = docx.Document(io.BytesIO(template("各类任务完成情况")))
    fill_template_charts(document, charts(done=9))
    file = tmp_path / "filled.docx"
    file.write_bytes(saved(document))
    errors = OpenXmlValidator().validate(file).errors
    assert [str(error) for error in errors if "stylesWithEffects" not in (error.part_uri or "")] == []


@pytest.mark.parametrize("package", [with_native, lambda: template("各类任务完成情况")], ids=["native", "template"])
def test_libreoffice_opens_it(package, soffice, tmp_path):
    (tmp_path / "charts.docx").write_bytes(package())
    subprocess.run(
        [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(tmp_path / "charts.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert (tmp_path / "charts.pdf").read_bytes().startswith(b"%PDF")
