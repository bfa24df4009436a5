"""Bars of plain counts: where they stand, and how the drawing reads as SVG and as a picture."""

import io
import re
from itertools import pairwise

import pytest
from chart_case import completion, tally
from lxml import etree
from PIL import Image

from reportgen.charts.data import make_charts
from reportgen.charts.layout import lay_out
from reportgen.charts.look import Look
from reportgen.charts.pictures import draw_scene
from reportgen.charts.plain import WIDTH_MM, PlainChart, PlainSeries, lay_out_plain
from reportgen.charts.scene import Box, Scene, Words
from reportgen.charts.svg import as_svg


def chart(*rows, years=1, labels=None):
    series = tuple(
        PlainSeries(f"{2025 - years + 1 + at}年", tuple(n + at for n in rows), tuple(f"{n + at}件" for n in rows))
        for at in range(years)
    )
    return PlainChart("办理情况", labels or tuple(f"第{at}类" for at in range(len(rows))), series, "条形图，办理情况。")


def boxes(scene):
    return [shape for shape in scene.shapes if isinstance(shape, Box)]


def words(scene):
    return [shape for shape in scene.shapes if isinstance(shape, Words)]


@pytest.mark.parametrize("years", [1, 2, 3])
def test_bars_are_as_long_as_their_counts_and_each_says_its_count(years):
    scene = lay_out_plain(chart(10, 40, 20, years=years))
    bars = boxes(scene)[: 3 * years]
    scale = bars[0].width / 10
    expected = [(n + at) * scale for n in (10, 40, 20) for at in range(years)]
    assert [bar.width for bar in bars] == pytest.approx(expected)
    said = [one.text for one in words(scene)]
    assert all(f"{n + at}件" in said for n in (10, 40, 20) for at in range(years))


def test_nothing_stands_outside_the_type_area_however_long_labels_and_numbers_are():
    long = ("公示栏、显示屏等其他方式公开的各类政府信息和办事指南", "政府网站发布信息")
    scene = lay_out_plain(chart(123456789, 1, years=3, labels=long))
    assert scene.width == WIDTH_MM
    for one in words(scene):
        left, right = one.extent
        assert left >= 0
        assert right <= WIDTH_MM
    for box in boxes(scene):
        assert box.x + box.width <= WIDTH_MM
        assert box.y + box.height <= scene.height


def test_nil_has_no_bar_and_a_chart_of_nothing_is_drawn():
    assert len(boxes(lay_out_plain(chart(5, 0)))) == 1
    assert boxes(lay_out_plain(chart(0, 0))) == []


def test_years_are_told_apart_in_black_and_white():
    greys = [box.look.grey for box in boxes(lay_out_plain(chart(5, years=3)))[:3]]
    assert all(before - after > 0.15 for before, after in pairwise(greys))
    legend = [one.text for one in words(lay_out_plain(chart(5, years=3)))][-3:]
    assert legend == ["2023年", "2024年", "2025年"]


def read(svg):
    return etree.fromstring(svg)


def test_a_drawing_reads_as_svg_with_title_description_and_text_as_text():
    scene = lay_out_plain(chart(10, 40, years=3))
    root = read(as_svg(scene, key="c1", title="图1 办理情况", description="条形图，办理情况。"))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "c1-title c1-desc"
    assert (root[0].tag, root[0].text) == ("title", "图1 办理情况")
    assert (root[1].tag, root[1].text) == ("desc", "条形图，办理情况。")
    assert [one.text for one in root.iter("text")] == [one.text for one in words(scene)]
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert all(one.startswith("c1-") for one in ids)
    used = set(re.findall(r"url\(#([^)]+)\)", etree.tostring(root, encoding="unicode")))
    assert used == {one.get("id") for one in root.iter("pattern")}
    assert used


def test_every_kind_of_chart_can_be_drawn_as_svg():
    for made in make_charts(completion(tally(done=3, unreported=1, ongoing_met=2, under_way=1, not_applicable=1))):
        root = read(as_svg(lay_out(made), key="r", title=made.title, description=made.alt))
        assert "3" in [one.text for one in root.iter("text")]
        assert list(root.iter("path"))


def test_a_whole_ring_is_still_an_arc():
    (ring,) = make_charts(completion(tally(done=3)))
    path = next(read(as_svg(lay_out(ring), key="r", title="图", description="图")).iter("path")).get("d")
    start, end = re.match(r"M([\d. ]+)A[\d.]+ [\d.]+ 0 1 1 ([\d. ]+)L", path).groups()
    assert start != end


def test_text_in_a_drawing_is_escaped():
    scene = Scene(10, 10, (Words(1, 1, "<b>&\"'"), Box(1, 1, 2, 2, Look("#FFFFFF"))))
    root = read(as_svg(scene, key="x", title="<i>", description="a & b"))
    assert next(root.iter("text")).text == "<b>&\"'"
    assert root[0].text == "<i>"


def test_a_picture_has_the_drawings_size_and_the_same_bytes_again():
    scene = lay_out_plain(chart(10, 40, years=2))
    picture = draw_scene(scene, name="办理情况", alt="条形图")
    assert (picture.width_mm, picture.height_mm) == (scene.width, scene.height)
    assert picture == draw_scene(scene, name="办理情况", alt="条形图")
    width, height = Image.open(io.BytesIO(picture.png)).size
    assert (round(width / 300 * 25.4), round(height / 300 * 25.4)) == (round(scene.width), round(scene.height))
