"""Prose written from the tables is never blamed; one number changed in it is found, and nothing else."""

import string

from annual_case import report, run
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.annual.form import NOT_PROCESSED, REFUSED, RESULTS, UNAVAILABLE

SENTENCES = (
    "2025年，本机关共收到政府信息公开申请{received}件，上年结转{carried}件。",
    "全年新收政府信息公开申请{received}件、上年结转{carried}件，办结{handled}件，结转下年度继续办理{left}件。",
    "本局受理政府信息公开申请{received}件，其中自然人申请{person}件，法人或其他组织申请{organisations}件。",
    "共收到公民、法人和其他组织提出的政府信息公开申请{received}件，答复{handled}件。",
    "办结的{handled}件申请中，予以公开{public}件，部分公开{partly}件，不予公开{refused}件。",
    "其中，予以公开{public}件，占{public_share}%；部分公开{partly}件，占{partly_share}%。",
    "予以公开、部分公开、不予公开分别为{public}件、{partly}件、{refused}件。",
    "按结果分，{public}件予以公开，{partly}件部分公开，{refused}件不予公开，{unavailable}件无法提供，{ignored}件不予处理。",
    "依申请公开答复中，予以公开和部分公开{open}件，不予公开{refused}件，无法提供{unavailable}件。",
    "尚有{left}件申请结转至2026年办理。",
    "因政府信息公开被申请行政复议{reconsideration}件，被提起行政诉讼{lawsuits}件。",
    "全年政府信息公开行政复议案件{reconsideration}件，行政诉讼案件{lawsuits}件（其中复议后起诉{after}件）。",
    "制发行政规范性文件{made}件，废止行政规范性文件{repealed}件，现行有效行政规范性文件{force}件。",
    "新出台{made}件行政规范性文件，均同步解读。",
    "作出行政许可决定{licences}件，作出行政处罚决定{penalties}件，实施行政强制{coercion}件。",
    # Numbers that are no figure of the tables.
    "通过政府网站发布信息{other}条，政务新媒体发布信息{other}条，举办新闻发布会{other}场。",
    "办理人大代表建议{other}件、政协提案{other}件，办结率100%。",
    "受理12345热线工单{other}件，按时办结{other}件。",
    "公开行政许可信息{other}条、行政处罚信息{other}条。",
    "2024年收到政府信息公开申请{other}件。",
    "上半年收到政府信息公开申请{other}件，较上年同期有所增加。",
    "市档案局受理政府信息公开申请{other}件，予以公开{other}件。",
    "其中通过网络提交{other}件，通过信函提交{other}件。",
    "开展业务培训{other}场次，{other}人次参加，修订制度{other}项。",
)


def share(part, whole):
    return (part * 2000 + whole) // (2 * whole) / 10


@st.composite
def cases(draw):
    """A consistent report's tables, and the numbers that its prose may tell."""
    small = st.integers(1, 60)
    requests = {row: {kind: draw(small) for kind in ("person", "company")} for row in RESULTS}
    left = draw(small)
    requests["r25"] = {"person": left}
    total = {kind: sum(requests[row][kind] for row in RESULTS) for kind in ("person", "company")}
    carried = draw(st.integers(1, 20))
    requests["r02"] = {"person": carried}
    requests["r01"] = {"person": total["person"] + left - carried, "company": total["company"]}
    reviews = {
        block: {"upheld": draw(small), "pending": draw(small)} for block in ("reconsideration", "direct", "after")
    }
    made, repealed, force = draw(small), draw(small), draw(st.integers(60, 200))
    decided = {row: {"decided": draw(st.integers(1, 90_000))} for row in ("licensing", "penalties", "coercion")}
    disclosure = {"normative": {"made": made, "repealed": repealed, "in_force": force}, **decided}

    def rows(*names):
        return sum(sum(requests[row].values()) for row in names)

    def both(block):
        return sum(reviews[block].values())

    handled = sum(total.values())
    numbers = {
        "received": sum(requests["r01"].values()),
        "carried": carried,
        "handled": handled,
        "left": left,
        "person": requests["r01"]["person"],
        "organisations": requests["r01"]["company"],
        "public": rows("r03"),
        "partly": rows("r04"),
        "open": rows("r03", "r04"),
        "refused": rows(*REFUSED),
        "unavailable": rows(*UNAVAILABLE),
        "ignored": rows(*NOT_PROCESSED),
        "reconsideration": both("reconsideration"),
        "lawsuits": both("direct") + both("after"),
        "after": both("after"),
        "made": made,
        "repealed": repealed,
        "force": force,
        "licences": decided["licensing"]["decided"],
        "penalties": decided["penalties"]["decided"],
        "coercion": decided["coercion"]["decided"],
        "public_share": share(rows("r03"), handled),
        "partly_share": share(rows("r04"), handled),
    }
    return {"requests": requests, "reviews": reviews, "disclosure": disclosure}, numbers


def write(sentence, numbers, other, *, change=None):
    """A sentence with its numbers; the ``change``-th of them wrong."""
    text, at = "", 0
    for literal, name, _, _ in string.Formatter().parse(sentence):
        text += literal
        if name:
            value = other if name == "other" else numbers[name]
            text += str(value + 100_000 if at == change else value)
            at += 1
    return text


def found(tables, *texts):
    given = report(one=["（二）依申请公开。" + "".join(texts)], **tables)
    return [finding.code for finding in run(given, part_one_limit=10_000).findings if finding.code != "R22"]


@given(cases(), st.permutations(SENTENCES), st.integers(2, 9999))
@settings(max_examples=30, deadline=None)
def test_prose_written_from_the_tables_is_not_blamed(case, sentences, other):
    tables, numbers = case
    for text in (write(sentence, numbers, other) for sentence in sentences):
        assert found(tables, text) == [], text


@given(cases(), st.permutations(SENTENCES), st.integers(2, 9999))
@settings(max_examples=25, deadline=None)
def test_the_same_sentences_in_paragraphs_are_not_blamed(case, sentences, other):
    tables, numbers = case
    about = [sentence for sentence in sentences if "{other}" not in sentence]
    texts = [write(sentence, numbers, other) for sentence in about]
    given = report(one=["（二）依申请公开", *("".join(texts[at : at + 4]) for at in range(0, len(texts), 4))], **tables)
    codes = [finding.code for finding in run(given, part_one_limit=10_000).findings if finding.code != "R22"]
    assert codes == []


@given(cases(), st.data())
@settings(max_examples=100, deadline=None)
def test_one_number_changed_in_a_sentence_is_one_finding(case, data):
    tables, numbers = case
    counted = [sentence for sentence in SENTENCES if "{other}" not in sentence and "_share" not in sentence]
    sentence = data.draw(st.sampled_from(counted))
    change = data.draw(st.integers(0, sentence.count("{") - 1))
    assert found(tables, write(sentence, numbers, 0, change=change)).count("R16") == 1


@given(cases(), st.integers(0, 1), st.sampled_from(["7.3", "55.5", "99.1"]))
@settings(max_examples=30, deadline=None)
def test_a_share_changed_is_found(case, which, wrong):
    tables, numbers = case
    name, other = (("public", "partly"), ("partly", "public"))[which]
    wholes = [
        numbers["handled"],
        numbers["received"],
        numbers["received"] + numbers["carried"],
        numbers[other],
        numbers["open"],
    ]
    if any(abs(numbers[name] * 100 / whole - float(wrong)) < 0.2 for whole in wholes):
        return
    text = write(SENTENCES[5], numbers | {f"{name}_share": wrong}, 0)
    assert found(tables, text) == ["R17"]
