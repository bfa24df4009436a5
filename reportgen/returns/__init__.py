"""What goes back to the units (退回修改): their own workbooks with cells marked, and notices in plain words."""

from reportgen.returns.notice import notice_bytes, reminder_notice, return_notice
from reportgen.returns.pack import Returned, pack_return

__all__ = ["Returned", "notice_bytes", "pack_return", "reminder_notice", "return_notice"]
