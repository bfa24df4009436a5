"""Makes the sample plans and their filled workbooks anew: ``python inputs/make_samples.py [FOLDER …]``.

The workbooks are issued by the program itself and filled through openpyxl, as a unit would fill them in Excel.
"""

import io
import shutil
import sys
import tempfile
from collections.abc import Collection
from datetime import date
from pathlib import Path

import openpyxl

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

# the folder of this script is not on the path before
from making import city_office, culture_bureau, department, subdistrict, water_annual, water_bureau  # noqa: E402
from making.pdf import to_pdf  # noqa: E402
from making.plan_docx import narrative_docx, narrative_with_units_docx, plan_docx, two_headings_docx  # noqa: E402
from making.web_page import web_page  # noqa: E402

from reportgen import steps  # noqa: E402
from reportgen.annual.figure_cell import read_figure  # noqa: E402
from reportgen.annual.form import APPLICANTS, RESULTS, figure_keys  # noqa: E402
from reportgen.annual.totals import computed, total_keys  # noqa: E402
from reportgen.annual.workbook import annual_workbook  # noqa: E402
from reportgen.files.package import repack  # noqa: E402
from reportgen.model.annual import AnnualInput, AnnualParagraph, AnnualReport, FigureKey  # noqa: E402
from reportgen.model.findings import Place  # noqa: E402

ENTRY_TITLES = ("完成情况", "完成日期", "落实情况", "量化成果", "存在问题", "下一步措施", "佐证材料")


WATER_BUREAU = "云岭市水务局2025"
# a plan alone, without workbooks: its data and what makes the file of it
PLANS_ALONE = (
    (subdistrict, two_headings_docx),
    (city_office, web_page),
    (department, narrative_with_units_docx),
    (culture_bureau, lambda plan: to_pdf(narrative_docx(plan))),
)


def main(wanted: Collection[str]) -> None:
    """Write every sample's folder, or only the wanted ones."""
    if not wanted or WATER_BUREAU in wanted:
        make_water_bureau(HERE / WATER_BUREAU)
    for plan, make in PLANS_ALONE:
        if not wanted or plan.FOLDER in wanted:
            folder = HERE / plan.FOLDER
            folder.mkdir(exist_ok=True)
            (folder / plan.FILE).write_bytes(make(plan))


def make_water_bureau(folder: Path) -> None:
    """The main sample: the plan, and the workbooks as its units sent them back."""
    folder.mkdir(exist_ok=True)
    plan = folder / "分工方案.docx"
    plan.write_bytes(plan_docx(water_bureau.TITLE, water_bureau.HEAD, water_bureau.PLAN))
    with tempfile.TemporaryDirectory() as scratch:
        office = Path(scratch) / "office"
        steps.new(plan, office)
        steps.issue(office)
        filled = folder / "进度填报"
        shutil.rmtree(filled, ignore_errors=True)
        filled.mkdir()
        for unit, rows in water_bureau.FILLED.items():
            issued = office / "进度填报" / f"{unit}.xlsx"
            content = fill(issued.read_bytes(), rows, contact=water_bureau.CONTACTS[unit])
            (filled / issued.name).write_bytes(content)
    (folder / "年报数据.xlsx").write_bytes(annual_figures())


def annual_figures() -> bytes:
    """年报数据.xlsx with this year's figures entered and last year's beside them."""
    data = water_annual
    this = annual_report(data.YEAR, data.REQUESTS, data.DISCLOSURE, data.REVIEWS)
    last = annual_report(data.YEAR - 1, data.LAST_REQUESTS, data.LAST_DISCLOSURE, data.LAST_REVIEWS)
    counts = {key: read_figure(text, Place()) for key, text in data.COUNTS.items()}
    texts = {
        key: tuple(AnnualParagraph(line, Place()) for line in text.split("\n")) for key, text in data.TEXTS.items()
    }
    filled = AnnualInput(this, counts, texts, (last,), date(data.YEAR + 1, 1, 16))
    return annual_workbook(
        year=data.YEAR, body=data.BODY, kind="department", scope="own", earlier=(last,), filled=filled
    )


def annual_report(
    year: int,
    requests: dict[str, tuple[int, ...]],
    disclosure: dict[tuple[str, str], str],
    reviews: dict[tuple[str, str], str],
) -> AnnualReport:
    """Every typed figure of one year, 0 where nothing is said; totals are the form's own."""
    texts = {key: "0" for key in figure_keys() if key not in total_keys()}
    for row, numbers in requests.items():
        for applicant, number in zip(APPLICANTS, numbers, strict=False):
            texts[FigureKey("requests", row, applicant)] = str(number)
    texts |= {FigureKey("disclosure", *at): text for at, text in disclosure.items()}
    texts |= {FigureKey("reviews", *at): text for at, text in reviews.items()}
    texts |= {
        FigureKey("requests", "r24", applicant): str(
            sum(int(texts[FigureKey("requests", row, applicant)]) for row in RESULTS)
        )
        for applicant in list(APPLICANTS)[:-1]
    }
    figures = {key: read_figure(text, Place()) for key, text in texts.items()}
    figures |= {key: read_figure(str(value), Place()) for key, value in computed(figures).items()}
    return AnnualReport("", year, water_annual.BODY, figures=figures)


def fill(workbook: bytes, rows: dict[str, tuple[str, ...]], *, contact: tuple[str, str]) -> bytes:
    """The workbook with these rows filled by task id, and with who filled it."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    sheet = book["填报"]
    columns: dict[str, int] = {}
    left = dict(rows)
    for cells in sheet.iter_rows():
        values = {str(cell.value): cell for cell in cells if cell.value is not None}
        if not columns:
            for label, value in (("填报人", contact[0]), ("联系电话", contact[1]), ("填报日期", "2025年12月9日")):
                for text, cell in values.items():
                    if text.startswith(label):
                        sheet.cell(cell.row, cell.column + 1).value = value
            if {"序号", "完成情况"} <= values.keys():
                columns = {title: cell.column for title, cell in values.items()}
            continue
        entry = left.pop(str(cells[columns["序号"] - 1].value), None)
        for title, text in zip(ENTRY_TITLES, entry or (), strict=False):
            if text:
                sheet.cell(cells[0].row, columns[title]).value = text
    if left:
        raise SystemExit(f"no row for {sorted(left)}")
    out = io.BytesIO()
    book.save(out)
    return repack(out.getvalue(), stamp="2025-12-09T00:00:00Z")


if __name__ == "__main__":
    main(sys.argv[1:])
