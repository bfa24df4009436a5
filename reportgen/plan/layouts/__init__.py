"""Blocks → plan, whatever the layout: table, run-together table, narrative."""

from reportgen.plan.layouts.read import read_layout

__all__ = ["read_layout"]
