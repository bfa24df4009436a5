"""The command line: options in, words and exit code out; the only place that prints."""

from reportgen.cli.ring import main

__all__ = ["main"]
