"""校核结果.xlsx both ways: all findings with a person's decisions, who has not reported, rates, and the history."""

from reportgen.ledger.decide import decide
from reportgen.ledger.history import history_after
from reportgen.ledger.read import read_ledger
from reportgen.ledger.write import LedgerFacts, write_ledger

__all__ = ["LedgerFacts", "decide", "history_after", "read_ledger", "write_ledger"]
