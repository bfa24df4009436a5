"""How long a roll-up takes, step by step: python benchmarks/rollup.py [BODIES] [WORKERS].

CPU seconds, of all processes together, say more than the clock on a machine that others work on too.
"""

import itertools
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from annual_rollup_case import put, read_small, typed_figures, workbook
from python_calamine import CalamineWorkbook

from reportgen.annual.rollup import find_bodies, gather, roll_up
from reportgen.annual.rollup.book import rollup_workbook

STEPS = ("find", "read", "sum", "workbook", "raw calamine, one process")


def now() -> tuple[float, float]:
    """The clock, and CPU seconds of this process and those that it has ended."""
    return time.perf_counter(), sum(os.times()[:4])


def main(bodies: int = 10_000, workers: int = 0) -> None:
    """Make the folders, then time each step once; 0 workers leave the number to the program."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        for number in range(bodies):
            name = f"云岭市第{number}局"
            content = workbook(name, typed_figures(number), counts={"website": number})
            put(root, f"第{number % 97}片/{name}", content, tasks=(number % 9, 3, 1))
        stops = [now()]
        found = find_bodies([root])
        stops.append(now())
        read = list(gather(found.bodies, read=read_small, workers=workers or None))
        stops.append(now())
        rolled = roll_up(read)
        stops.append(now())
        content = rollup_workbook(rolled)
        stops.append(now())
        for body in found.bodies:
            book = CalamineWorkbook.from_path(str(body.workbook))
            for sheet in book.sheet_names:
                book.get_sheet_by_name(sheet).to_python()
        stops.append(now())
    spent = [(later[0] - earlier[0], later[1] - earlier[1]) for earlier, later in itertools.pairwise(stops)]
    for name, (clock, cpu) in zip(STEPS, spent, strict=True):
        print(f"{name:26} {clock:8.2f} s by the clock {cpu:8.2f} s CPU {cpu / bodies * 1000:7.3f} ms CPU per body")
    whole = [sum(step[at] for step in spent[:4]) for at in (0, 1)]
    print(f"whole: {whole[0]:.2f} s, {whole[1]:.2f} s CPU, {whole[1] / spent[4][1]:.1f} times raw calamine's CPU")
    print(f"{bodies} bodies, {len(rolled.included)} counted, {len(content) // 1024} KB written")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
