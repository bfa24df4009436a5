"""The one environment in which templates run: they can print, choose and repeat, and nothing else."""

import math
from collections.abc import Callable
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.filters import do_round
from jinja2.sandbox import ImmutableSandboxedEnvironment


def printed(value: Any) -> Any:
    """How a value is printed: nothing as —, a fraction without the noise of its last digits."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return "—"
    return f"{value:.10g}" if isinstance(value, float) else value


_GROWING_METHODS = frozenset(("center", "expandtabs", "ljust", "rjust", "to_bytes", "translate", "zfill"))
_GROWING_FILTERS = (
    *("batch", "center", "filesizeformat", "format", "indent", "pprint", "random", "slice", "tojson", "urlize"),
    *("wordwrap", "xmlattr"),
)
_FINEST = 10
"""Digits behind the point that a figure may be rounded to."""


class TemplateSandbox(ImmutableSandboxedEnvironment):
    """Jinja without globals, loader, products or padding: ``'a' * 10**9`` and ``'%999999999d'`` would fill the memory."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, *, autoescape: bool, show: Callable[..., Any] = printed) -> None:
        super().__init__(autoescape=autoescape, undefined=jinja2.StrictUndefined, finalize=show)
        self.globals.clear()
        for name in _GROWING_FILTERS:
            del self.filters[name]
        self.filters["round"] = _rounded

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse the intercepted operators; the remainder of a number is a number."""
        if operator == "%" and not isinstance(left, str | bytes):
            return super().call_binop(context, operator, left, right)
        raise SecurityError(f"模板中不能使用“{operator}”")

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Refuse what pads and formats texts, besides what Jinja refuses."""
        return attr not in _GROWING_METHODS and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Any:
        """Refuse ``'{:999999999}'.format(1)``, which Jinja lets through with a formatter of its own."""
        if super().wrap_str_format(value) is not None:
            raise SecurityError("模板中不能使用 format")
        return None


def _rounded(value: float, precision: int = 0, method: Any = "common") -> float:
    """Jinja's filter; ten to the power of a billion is not computed."""
    if not 0 <= precision <= _FINEST:
        raise SecurityError(f"模板中的 round 最多保留{_FINEST}位小数")
    return do_round(value, precision, method)
