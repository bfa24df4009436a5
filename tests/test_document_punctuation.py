"""Mechanical faults in what units typed: mended, and reported one by one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.document.punctuation import Repair, mend


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        pytest.param("发布信息3条,其中解读1篇", "发布信息3条，其中解读1篇", id="half-width comma"),
        pytest.param("解读率100%,按时办结", "解读率100%，按时办结", id="half-width comma behind a sign"),
        pytest.param("已完成.下一步继续", "已完成。下一步继续", id="half-width stop"),
        pytest.param(
            "公开(含转发)300条,(1)自办;(2)转发", "公开（含转发）300条，（1）自办；（2）转发", id="half-width brackets"
        ),
        pytest.param("公开（含转发)300条", "公开（含转发）300条", id="brackets of two widths"),
        pytest.param("解读率１００％", "解读率100%", id="full-width digits"),
        pytest.param("已完成。。", "已完成。", id="doubled stop"),
        pytest.param("已完成，，继续；；", "已完成，继续；", id="doubled commas"),
        pytest.param("已完成；。", "已完成。", id="semicolon before a stop"),
        pytest.param("没有问题!!。", "没有问题！", id="doubled exclamation"),
        pytest.param("，已完成", "已完成", id="a mark that begins a line"),
        pytest.param("召开会议 ，部署 工作", "召开会议，部署工作", id="stray blanks"),
        pytest.param("图解 12 篇", "图解12篇", id="blanks around figures"),
        pytest.param('执行"三审三校"制度', "执行“三审三校”制度", id="straight quotes"),
        pytest.param("落实'双公示'要求", "落实“双公示”要求", id="straight single quotes"),
        pytest.param("公开”权责清单“132项", "公开“权责清单”132项", id="quotes the wrong way round"),
        pytest.param("称“落实“双公示”要求”", "称“落实‘双公示’要求”", id="quotes inside quotes"),
        pytest.param("开设“六稳专栏，发布信息", "开设六稳专栏，发布信息", id="half a pair of quotes"),
        pytest.param("制定《审核办法，严格执行", "制定审核办法，严格执行", id="half a pair of title marks"),
        pytest.param(
            "开设“六稳专栏，建立“双公示制度", "开设六稳专栏，建立双公示制度", id="two halves that are no pair"
        ),
        pytest.param("《条例》、《办法》", "《条例》《办法》", id="no 、 between title marks"),
        pytest.param("1、建台账\n2、抓培训", "1.建台账\n2.抓培训", id="labels of lists"),
        pytest.param("正在等待...", "正在等待……", id="an ellipsis of points"),
        pytest.param("还在等……", "还在等……", id="an ellipsis is no doubled stop"),
        pytest.param("1）建台账；2）抓培训", "1）建台账；2）抓培训", id="a label is no half a bracket"),
        pytest.param("做好“一件事，一次办”改革", "做好“一件事，一次办”改革", id="sound quotes"),
        pytest.param(
            "发布1,234条，比例3.5%，见 http://a.cn/b,c",
            "发布1,234条，比例3.5%，见 http://a.cn/b,c",
            id="figures and links",
        ),
        pytest.param("10:30开会，it's f(x)=2(3)", "10:30开会，it's f(x)=2(3)", id="times and formulas"),
        pytest.param("A & B、<b>粗</b>、{{ 1 }}、=1+1", "A & B、<b>粗</b>、{{ 1 }}、=1+1", id="anything else as typed"),
    ],
)
def test_only_mechanical_faults_are_mended(typed, printed):
    assert mend(typed).text == printed
    assert bool(mend(typed).repairs) == (typed != printed)


def test_every_mend_is_reported_with_its_place_before_and_after():
    assert mend("全年发布信息3条,其中解读1篇,图解1篇。。").repairs == (
        Repair("半角标点改为全角", "发布信息3条,其中解读1篇", "发布信息3条，其中解读1篇", 2),
        Repair("重复的标点只留一个", "篇，图解1篇。。", "篇，图解1篇。"),
    )
    assert mend("开设“六稳专栏").repairs == (Repair("只有一半的引号删去", "开设“六稳专栏", "开设六稳专栏"),)
    assert mend("完成3项。").repairs == ()


ALPHABET = "甲乙丙部门，。、；：？！,.;:?!“”‘’\"'（）()《》 \u300012２A\n%％…"


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=30))
def test_mending_twice_changes_nothing_more_and_every_word_stays(text):
    mended = mend(text).text
    assert mend(mended).text == mended
    letters = "".join(character for character in text.translate(str.maketrans("２", "2")) if character.isalnum())
    assert "".join(character for character in mended if character.isalnum()) == letters
    for opening, closing in ("“”", "《》"):
        assert mended.count(opening) == mended.count(closing)
