"""A document becomes a plan: sources read blocks, layouts make tasks of them."""

from pathlib import Path

from reportgen.model.plan import Plan


def read_plan(path: Path) -> Plan:
    """The plan in a file; raises ``UnusableInput`` where none can be recognised."""
    from reportgen.plan.layouts import read_layout
    from reportgen.plan.sources import read_blocks

    return read_layout(read_blocks(path))
