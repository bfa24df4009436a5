"""Small makers of completions for the tests of charts."""

from collections.abc import Sequence
from datetime import date

from reportgen.model.completion import CategoryResult, Completion, Tally, UnitResult
from reportgen.model.settings import Policy
from reportgen.terms import STATUS_WORDS


def tally(**counts: int) -> Tally:
    """``tally(done=3, unreported=1)``."""
    by_status = {status: counts.get(status, 0) for status in STATUS_WORDS}
    return Tally(sum(by_status.values()), by_status, by_status["done"] + by_status["ongoing_met"])


def category(name: str, **counts: int) -> CategoryResult:
    return CategoryResult((name,), tally(**counts))


def unit(name: str, carries: Tally | None = None, supports: Tally | None = None) -> UnitResult:
    return UnitResult(name, True, carries or tally(), supports or tally())


def completion(
    overall: Tally | None = None, categories: Sequence[CategoryResult] = (), units: Sequence[UnitResult] = ()
) -> Completion:
    return Completion(
        Policy(), date(2020, 12, 31), overall or tally(), (), categories=tuple(categories), units=tuple(units)
    )
