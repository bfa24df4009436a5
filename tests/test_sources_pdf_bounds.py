"""A PDF that inflates, repeats or refers to itself without end is refused, and nothing of it goes on running."""

import threading
import time
import zlib

import pytest
from test_sources_hostile import TITLE, read

from reportgen.model.plan import Plan
from reportgen.plan.sources import pdf as reader
from reportgen.plan.sources.pdfguard import at_most

BIG = b" " * 40_000_000


def pdf(stream, filters="/FlateDecode", *, kids="[3 0 R]"):
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids{kids}/Count 1>>".encode(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Filter{filters}/Length {len(stream)}>>stream\n".encode() + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"6 0 R",
    )
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, each) for number, each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 7>>\n%%EOF"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(lambda: pdf(zlib.compress(BIG, 9)), "异常庞大", id="packed once"),
        pytest.param(lambda: pdf(zlib.compress(zlib.compress(BIG, 9)), "[/FlateDecode/FlateDecode]"), "异常庞大", id="packed twice"),
        pytest.param(lambda: pdf(b"\x81 " * 1_000_000, "/RunLengthDecode"), "异常庞大", id="run lengths"),
        pytest.param(lambda: pdf(zlib.compress(b"0 0 m 9 9 l S " * 300_000)), "读取超过", id="lines without end"),
        pytest.param(lambda: pdf(b"", kids="[6 0 R]"), "读取超过", id="an object that is itself"),
    ],
)  # fmt: skip
def test_a_pdf_beyond_the_bounds_is_refused(tmp_path, monkeypatch, make, said):
    if said == "读取超过":
        monkeypatch.setattr(reader, "PDF_SECONDS", 1.0)
    begun = time.monotonic()
    answer = read(tmp_path, make(), "方案.pdf")
    assert isinstance(answer, str)
    assert said in answer
    assert time.monotonic() - begun < 30
    assert threading.active_count() < 10


def test_text_in_a_frame_of_one_column_is_read(tmp_path):
    from fuzz.targets import seeds_of

    plain, framed = (read(tmp_path, content, "方案.pdf") for content in seeds_of("plan-pdf"))
    assert isinstance(plain, Plan)
    assert plain.title == TITLE
    assert [task.text for task in framed.tasks] == [task.text for task in plain.tasks]


def run_without_end():
    while True:
        pass


def test_the_watch_ends_with_what_it_watches():
    with at_most(0.5, 1 << 40):
        pass
    time.sleep(1)  # a watch that went on would raise here
    with pytest.raises(TimeoutError), at_most(0.3, 1 << 40):
        run_without_end()
