"""``python -m fuzz``: a long run in worker processes; a worker that dies or hangs has found a fault too.

Faults are printed once per kind with the input kept beside; the exit code is 1 where there was any.
"""

import argparse
import json
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from .run import MEGABYTES, input_of, inputs, keep, try_one

_HANG = 60


def work(seed: int, count: int, workers: int, mine: int, start: int) -> None:
    """Run every input whose place is ours, from ``start`` on; one line of JSON each to standard output."""
    import faulthandler
    import resource

    faulthandler.enable()
    resource.setrlimit(resource.RLIMIT_AS, (used() + MEGABYTES * 1024 * 1024, resource.RLIM_INFINITY))
    for place, (target, number) in enumerate(inputs(count)):
        if place < start or place % workers != mine:
            continue
        say({"place": place, "target": target, "number": number})
        faulthandler.dump_traceback_later(_HANG, exit=True)
        outcome = try_one(target, input_of(target, seed, number), number)
        faulthandler.cancel_dump_traceback_later()
        say({"read": outcome.is_read, "fault": outcome.fault, "seconds": round(outcome.seconds, 4)})
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    say({"peak": peak})


def used() -> int:
    """Bytes of address space in use."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * 4096
    except OSError:
        return 2 * 1024**3


def say(line: dict[str, object]) -> None:
    print(json.dumps(line), flush=True)


def meant(line: str) -> dict[str, Any] | None:
    """What a worker says; ``None`` for words of others, which no reader may put on a person's screen."""
    try:
        said = json.loads(line)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


class Tally:
    """What a run found."""

    def __init__(self, seed: int, found: Path) -> None:
        self.seed, self.found = seed, found
        self.tried, self.read, self.faults = Counter(), Counter(), Counter()
        self.slowest, self.seconds = defaultdict(float), defaultdict(float)
        self.peak = 0
        self.examples: dict[str, str] = {}

    def fault(self, words: str, target: str, number: int) -> None:
        kind = f"{target}: {words}"
        self.faults[kind] += 1
        if kind not in self.examples:
            self.examples[kind] = keep(target, input_of(target, self.seed, number), self.found).name
            print(f"FAULT {kind}\n      {self.examples[kind]}", flush=True)

    def follow(self, command: list[str]) -> int | None:
        """Read one worker to its end; the place after the input at which it died, ``None`` where it finished."""
        now: dict[str, object] = {}
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            assert process.stdout
            for line in process.stdout:
                said = meant(line)
                if said is None:
                    self.fault(f"printed {line[:80]!r}", str(now.get("target")), int(str(now.get("number", 0))))
                elif "place" in said:
                    now = said
                elif "peak" in said:
                    self.peak = max(self.peak, said["peak"])
                else:
                    self.take(now, said)
                    now = {}
            errors = process.stderr.read() if process.stderr else ""
        if not now:
            if process.returncode:
                sys.exit(errors)
            return None
        if process.returncode == -signal.SIGTERM:  # somebody wants the machine back, which is no fault of the input
            return int(str(now["place"]))
        last = " / ".join(errors.strip().splitlines()[-4:])
        self.tried[now["target"]] += 1
        self.fault(f"died ({process.returncode}) {last[:300]}", str(now["target"]), int(str(now["number"])))
        return int(str(now["place"])) + 1

    def take(self, now: dict[str, object], said: dict[str, object]) -> None:
        target = str(now["target"])
        self.tried[target] += 1
        if (tried := sum(self.tried.values())) % 10_000 == 0:
            print(f"{tried} inputs", flush=True)
        self.read[target] += bool(said["read"])
        self.seconds[target] += float(str(said["seconds"]))
        self.slowest[target] = max(self.slowest[target], float(str(said["seconds"])))
        if said["fault"]:
            self.fault(str(said["fault"]), target, int(str(now["number"])))


def main() -> int:
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--found", type=Path, default=Path(__file__).parent / "found", help="where failing inputs are kept"
    )
    parser.add_argument("--work", type=int, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(options.seed, options.count, options.workers, *options.work)
        return 0
    from concurrent.futures import ThreadPoolExecutor

    begun = time.perf_counter()
    tally = Tally(options.seed, options.found)
    base = [
        sys.executable,
        "-m",
        "fuzz",
        f"--seed={options.seed}",
        f"--count={options.count}",
        f"--workers={options.workers}",
    ]

    def worker(mine: int) -> None:
        start: int | None = 0
        while start is not None:
            start = tally.follow([*base, "--work", str(mine), str(start)])

    with ThreadPoolExecutor(options.workers) as pool:
        list(pool.map(worker, range(options.workers)))
    print(f"{'target':<12}{'inputs':>9}{'read':>9}{'refused':>9}{'mean ms':>9}{'max s':>8}")
    for target in sorted(tally.tried):
        tried, read = tally.tried[target], tally.read[target]
        mean = tally.seconds[target] / tried * 1000
        print(f"{target:<12}{tried:>9}{read:>9}{tried - read:>9}{mean:>9.1f}{tally.slowest[target]:>8.2f}")
    print(
        f"{sum(tally.tried.values())} inputs, seed {options.seed}, {time.perf_counter() - begun:.0f} s, peak {tally.peak} MB"
    )
    for kind, number in tally.faults.most_common():
        print(f"{number:>6} × {kind} [{tally.examples[kind]}]")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
