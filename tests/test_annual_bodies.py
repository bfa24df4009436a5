"""What kind of body a name stands for."""

import pytest

from reportgen.annual.bodies import government_of, guess_kind, is_small


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("云江省人民政府", "province"),
        ("云江省", "province"),
        ("青云壮族自治区人民政府", "province"),
        ("上海市人民政府", "province"),
        ("云岭市人民政府", "city"),
        ("云岭市", "city"),
        ("云江省云岭市人民政府", "city"),
        ("南溪傣族自治州人民政府", "city"),
        ("北原盟行政公署", "city"),
        ("东山地区行政公署", "city"),
        ("云岭市青禾市人民政府", "county"),
        ("南溪州青禾市人民政府", "county"),
        ("青禾县人民政府", "county"),
        ("云岭市青禾县", "county"),
        ("云岭市城东区人民政府", "county"),
        ("上海市临江新区人民政府", "county"),
        ("北原右旗人民政府", "county"),
        ("白水苗族自治县人民政府", "county"),
        ("桥头镇人民政府", "township"),
        ("青禾县石桥乡人民政府", "township"),
        ("澄岚街道办事处", "township"),
        ("云岭市城东区澄岚街道", "township"),
        ("北原右旗白音苏木人民政府", "township"),
        ("云岭市水务局", "department"),
        ("云江省农业农村厅", "department"),
        ("云岭市发展和改革委员会", "department"),
        ("云岭市人民政府办公室", "department"),
        ("青禾市政府办公室", "department"),
        ("云岭经济技术开发区管理委员会", "department"),
        ("云岭经济技术开发区", "department"),
        ("云岭市城东区市场监督管理局", "department"),
        ("青禾县街道管理局", "department"),
        ("国家税务总局云岭市税务局", "department"),
        ("云岭市公安局", "department"),
        ("云岭 市 人民政府", "city"),
        ("青禾县人民政府（汇总）", "county"),
        ("教育部", "ministry"),
        ("国家发展和改革委员会", "ministry"),
        ("国家统计局", "ministry"),
        ("海关总署", "ministry"),
        ("中国人民银行", "ministry"),
        ("云岭大学", "department"),
        ("", "department"),
    ],
)
def test_a_name_tells_the_kind_of_body(name, kind):
    assert guess_kind(name) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("云江省人民政府办公厅", "province"),
        ("云岭市人民政府办公室", "city"),
        ("青禾县政府办公室", "county"),
        ("云岭市水务局办公室", None),
        ("云岭市人民政府", None),
        ("国务院办公厅", None),
    ],
)
def test_a_governments_office_may_report_for_it(name, kind):
    assert government_of(name) == kind


@pytest.mark.parametrize(
    ("name", "small"),
    [
        ("澄岚街道", True),
        ("青禾县水务局", True),
        ("云岭市城东区民政局", True),
        ("云岭市城东区公安局", False),
        ("云岭市水务局", False),
        ("东山地区水务局", False),
        ("青云自治区水利厅", False),
        ("青禾县人民政府", False),
    ],
)
def test_a_small_body_is_a_township_or_a_bureau_below_a_county(name, small):
    assert is_small(name, guess_kind(name)) == small
