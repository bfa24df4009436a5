"""How the charts are laid out and drawn."""

import io
import warnings
from itertools import combinations

import matplotlib as mpl
import pytest
from chart_case import category, completion, tally, unit
from matplotlib.font_manager import fontManager
from matplotlib.ft2font import FT2Font
from PIL import Image

from reportgen.charts.data import make_charts
from reportgen.charts.font import font_files, missing_characters, with_drawable_characters
from reportgen.charts.layout import WIDTH_MM, lay_out
from reportgen.charts.pictures import draw
from reportgen.charts.scene import Box, Scene, Words
from reportgen.charts.wrap import text_ems
from reportgen.terms import STATUS_WORDS

LONG = "一、全面推进基层政务公开标准化规范化建设，健全《公开事项目录》动态管理和监督考核机制（含街道、社区）"


def many(rows: int, *, status: str | None = None, most: int = 40):
    """Charts of so many categories and units, with names and counts of every length."""

    def counts(number: int) -> dict[str, int]:
        if status:
            return {status: number % most + 1}
        return {word: (number * 7 + at * 5) % most // (at + 1) for at, word in enumerate(STATUS_WORDS)} | {"done": 1}

    names = [LONG[: 5 + number * 3 % 46] for number in range(rows)]
    whole = counts(3)
    return make_charts(
        completion(
            tally(**whole),
            [category(name, **counts(number)) for number, name in enumerate(names)],
            [unit(name[:20], tally(**counts(number)), tally(done=number % 3)) for number, name in enumerate(names)],
        )
    )


CASES = [
    pytest.param({"rows": 1}, id="one row"),
    pytest.param({"rows": 3, "status": "not_started"}, id="nothing done"),
    pytest.param({"rows": 17}, id="17 categories"),
    pytest.param({"rows": 23, "status": "done"}, id="23 units, all done"),
    pytest.param({"rows": 69, "most": 160}, id="69 units, bars of very different length"),
]


def words_of(scene: Scene) -> list[Words]:
    return [shape for shape in scene.shapes if isinstance(shape, Words)]


@pytest.mark.parametrize("case", CASES)
def test_no_text_overlaps_another_or_leaves_the_picture(case):
    for chart in many(**case):
        scene = lay_out(chart)
        assert scene.height <= 225 - 15, "with its caption it fits the type area"
        for one in words_of(scene):
            left, right = one.extent
            assert left >= 0, one
            assert right <= WIDTH_MM, one
            assert one.points >= 9
        for one, other in combinations(words_of(scene), 2):
            if abs(one.y - other.y) < 3.0:
                (left, right), (from_, to) = one.extent, other.extent
                assert right <= from_ + 0.01 or to <= left + 0.01, (one, other)


def test_every_class_of_a_category_has_its_number():
    (_, chart) = make_charts(
        completion(tally(done=1), [category("一、甲", done=90, under_way=1, not_started=2, unreported=1)])
    )
    shown = [words.text for words in words_of(lay_out(chart))]
    assert [number for number in ("90", "1", "2", "1") if number in shown] == ["90", "1", "2", "1"]


def test_every_class_of_every_unit_has_its_number_also_beside_a_second_set_of_bars():
    units = [
        unit("办公室", tally(done=30, under_way=1, unreported=2), tally(done=1, unreported=1)),
        unit("财务科", tally(done=1, unreported=28), tally(done=1, under_way=1)),
    ]
    (chart,) = make_charts(completion(units=units))
    shown = [words.text for words in words_of(lay_out(chart)) if words.text.isdigit()]
    assert sorted(shown) == sorted(["30", "1", "2", "1", "1", "1", "28", "1", "1"])


def test_bars_are_as_long_as_their_counts():
    (_, chart) = make_charts(completion(tally(done=1), [category("甲", done=6), category("乙", done=3)]))
    first, second = [shape for shape in lay_out(chart).shapes if isinstance(shape, Box)][:2]
    assert first.width == pytest.approx(2 * second.width)


def test_widths_are_reckoned_no_smaller_than_the_font_draws_them():
    font = FT2Font(font_files()[0].path)
    font.set_size(100, 72)
    for text in ("公开信息，（2020）", "完成/任务 100.0%", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"):
        font.set_text(text)
        assert font.get_width_height()[0] / 64 / 100 <= text_ems(text) * 1.03


def test_a_picture_is_as_wide_as_the_type_area_at_300_dpi():
    (ring,) = make_charts(completion(tally(done=2, under_way=1)))
    picture = draw(ring)
    image = Image.open(io.BytesIO(picture.png))
    assert image.width == pytest.approx(156 / 25.4 * 300, abs=1)
    assert image.height == pytest.approx(picture.height_mm / 25.4 * 300, abs=1)
    assert (picture.name, picture.width_mm, picture.alt) == ("完成情况构成", 156, ring.alt)
    assert set(image.info) == {"dpi"}, "neither program nor date"


def test_the_same_data_gives_the_same_bytes_and_leaves_matplotlib_as_it_was():
    (ring,) = make_charts(completion(tally(done=2, unreported=1)))
    settings, fonts = dict(mpl.rcParams), list(fontManager.ttflist)
    first = draw(ring).png
    assert (dict(mpl.rcParams), fontManager.ttflist) == (settings, fonts)
    with mpl.rc_context({"font.size": 33, "font.family": "monospace", "savefig.facecolor": "red"}):
        assert draw(ring).png == first


def test_rare_characters_are_drawn_or_named_never_an_empty_box():
    charts = make_charts(
        completion(
            tally(done=1),
            [category("堃喆㙦𬭎公开✔", done=1), category("𠮷野\u200b区", done=1), category("a$b$c", done=1)],
        )
    )
    assert missing_characters(charts) == (("𠮷", "𠮷野\u200b区"),)
    drawn = with_drawable_characters(charts[1])
    assert drawn.labels == ("堃喆㙦𬭎公开✔", "〓野区", "a$b$c")
    assert drawn.note == "“〓”处是字库没有的字（U+20BB7）"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        draw(charts[1])
