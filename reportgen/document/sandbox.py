"""The one environment in which templates run: they can print, choose and repeat, and nothing else."""

import math
from collections.abc import Callable
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment


def printed(value: Any) -> Any:
    """How a value is printed: nothing as —, a fraction without the noise of its last digits."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return "—"
    return f"{value:.10g}" if isinstance(value, float) else value


class TemplateSandbox(ImmutableSandboxedEnvironment):
    """Jinja without globals, loader, or products: ``'a' * 10**9`` would fill the memory."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, *, autoescape: bool, show: Callable[..., Any] = printed) -> None:
        super().__init__(autoescape=autoescape, undefined=jinja2.StrictUndefined, finalize=show)
        self.globals.clear()

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002 - Jinja's signature
        """Refuse the intercepted operators."""
        raise SecurityError(f"模板中不能使用“{operator}”")
