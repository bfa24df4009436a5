"""Sums of any number of bodies' 年报数据.xlsx and completion: who counts, what adds up, and 汇总.xlsx."""

from reportgen.annual.rollup.body import BodyRead, Reader, ReportedBody, read_body
from reportgen.annual.rollup.book import rollup_workbook, sum_control
from reportgen.annual.rollup.codes import ROLLUP_RULES
from reportgen.annual.rollup.find import BodyFiles, FoundBodies, find_bodies
from reportgen.annual.rollup.gather import gather
from reportgen.annual.rollup.own_report import input_from
from reportgen.annual.rollup.standing import STATE_WORDS, Standing
from reportgen.annual.rollup.sums import RollUp, roll_up

__all__ = [
    "ROLLUP_RULES",
    "STATE_WORDS",
    "BodyFiles",
    "BodyRead",
    "FoundBodies",
    "Reader",
    "ReportedBody",
    "RollUp",
    "Standing",
    "find_bodies",
    "gather",
    "input_from",
    "read_body",
    "roll_up",
    "rollup_workbook",
    "sum_control",
]
