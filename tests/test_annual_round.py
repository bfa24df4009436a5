"""What we write, our own reader reads back figure by figure, and our own rules find nothing wrong in its prose."""

import random

import pytest
from annual_document_case import COUNTY_COUNTS, COUNTY_TEXTS, PLAN, PLAN_SECTION, county, entered, nil, report

from reportgen.annual.document import AnnualOptions, annual_content, as_pdf, render_html, render_word
from reportgen.annual.form import APPLICANTS, RESULTS
from reportgen.annual.published import read_published
from reportgen.annual.rules import check_annual

ABOUT_WRITING = {"R1", "R2", "R3", "R5", "R7", "R8", "R11", "R16", "R17", "R18", "R19", "R20", "R27"}
"""Rules that our own writing can break."""

COLUMNS = [*APPLICANTS][:-1]


def made_at_random(seed):
    """A body, its right tables, the year before, and counts; everything adds up."""
    rnd = random.Random(seed)
    results = {
        row: {column: rnd.choice((0, 0, 1, 2, 7, 30)) for column in rnd.sample(COLUMNS, 2)}
        for row in rnd.sample(RESULTS, rnd.randint(0, 8))
    }
    rows = {"r01": {}, "r02": {}, "r25": {}, **results}
    for column in COLUMNS:
        handled = sum(counts.get(column, 0) for counts in results.values())
        rows["r02"][column] = rnd.choice((0, 0, 2))
        rows["r01"][column] = max(0, handled + rnd.choice((0, 0, 3)) - rows["r02"][column])
        rows["r25"][column] = rows["r01"][column] + rows["r02"][column] - handled
    kind, body = rnd.choice(
        [("department", "青禾县水务局"), ("county", "青禾县人民政府"), ("township", "岚川镇人民政府")]
    )
    this = report(
        body,
        kind=kind,
        requests=rows,
        disclosure={("normative", "made"): rnd.choice((0, 3)), ("normative", "in_force"): rnd.choice((10, 40))},
        reviews={("direct", "pending"): rnd.choice((0, 1)), ("reconsideration", "corrected"): rnd.choice((0, 1))},
    )
    received = {column: count + (20 if column == "person" else 0) for column, count in rows["r02"].items()}
    before = report(body, year=2024, kind=kind, requests={"r01": received, "r03": {"person": 20}, "r25": rows["r02"]})
    told = {key: rnd.choice((0, 1, 5, 120)) for key in COUNTY_COUNTS} | {"fee": rnd.choice((0, 270)), "fee_requests": 1}
    options = AnnualOptions(years_table=rnd.random() < 0.5, part_one_limit=rnd.choice((100, 700, 1000)))
    return entered(this, told=told, written=COUNTY_TEXTS, earlier=[before]), options


@pytest.mark.parametrize("seed", range(24))
def test_our_prose_breaks_no_rule_and_every_figure_comes_back(seed, tmp_path):
    given, options = made_at_random(seed)
    path = tmp_path / "年报.docx"
    path.write_bytes(render_word(annual_content(given, options=options)))
    found = read_published(path).report
    assert {key: found.value(key) for key in given.report.figures} == {
        key: one.value for key, one in given.report.figures.items()
    }
    run = check_annual(found, previous=given.earlier[0])
    found = [one for one in run.findings if one.code in ABOUT_WRITING]
    assert [str(one) for one in found if one.needs_a_person or one.code == "R17"] == []


@pytest.mark.parametrize("ending", ["docx", "html", "pdf"])
@pytest.mark.parametrize("make", [county, nil], ids=["county", "nil"])
def test_every_form_of_the_report_is_read_back_whole(make, ending, tmp_path, soffice):
    given = make()
    charts = frozenset({"channels", "results", "years"})
    options = AnnualOptions(charts=charts, years_table=True)
    content = annual_content(given, plan_section=PLAN_SECTION, plan_title=PLAN, options=options)
    document = render_word(content)
    made = {"docx": lambda: document, "html": lambda: render_html(content), "pdf": lambda: as_pdf(document)}[ending]()
    path = tmp_path / f"年报.{ending}"
    path.write_bytes(made)
    found = read_published(path).report
    assert {key: found.value(key) for key in given.report.figures} == {
        key: one.value for key, one in given.report.figures.items()
    }
    assert (found.title, found.year, found.body) == (content.title, 2025, given.report.body)
    assert [part.number for part in found.parts] == [1, 2, 3, 4, 5, 6]
    assert found.labels == ()
