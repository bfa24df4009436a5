"""A template can neither run code nor fill the memory: what grows without bound is refused in words, at once."""

import pytest

from reportgen.document.wording import say
from reportgen.errors import UnusableInput


@pytest.mark.parametrize(
    "text",
    [
        "{{ '甲' * 999999999 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '甲'.zfill(999999999) }}",
        "{{ '{:999999999}'.format(1) }}",
        "{{ 1.to_bytes(999999999) }}",
        "{{ '甲'|center(999999999) }}",
        "{{ '%999999999d'|format(1) }}",
        "{{ [1]|slice(999999999)|list }}",
        "{{ [1]|batch(999999999, 1)|list }}",
        "{{ 1.5|round(999999999, 'ceil') }}",
        "{% for 一 in range(999999999) %}{% endfor %}",
        "{% macro 甲() %}{{ 甲() }}{% endmacro %}{{ 甲() }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ 1 / 0 }}",
        "{{ {}['甲'].乙 }}",
        "{{ [3, '甲']|sort }}",
        "{% include '甲' %}",
    ],
)
def test_what_grows_or_breaks_is_refused_in_words(tmp_path, text):
    template = tmp_path / "甲.txt.jinja"
    template.write_text(text, encoding="utf-8")
    with pytest.raises(UnusableInput) as refused:
        say(template, {})
    assert refused.value.file == "甲.txt.jinja"


def test_what_offices_need_is_left(tmp_path):
    template = tmp_path / "甲.txt.jinja"
    template.write_text(
        "{{ 7 % 4 }}，{{ 66.667|round(1) }}，{{ ['甲', '乙']|join('、') }}，{{ 行|length }}", encoding="utf-8"
    )
    assert say(template, {"行": [1, 2]}) == ["3，66.7，甲、乙，2"]
