"""The order of the steps: new, issue, check, status, build. What is decided is decided in the rooms below."""

from reportgen.steps.building import SECTION_PUBLIC, Built, BuiltFile, build
from reportgen.steps.checking import Checked, check
from reportgen.steps.issuing import Issued, IssuedWorkbook, issue, told
from reportgen.steps.office import Office, Progress, open_office
from reportgen.steps.opening import Opened, new, read
from reportgen.steps.recording import Recorded, ReturnedUnit, check_and_record, record
from reportgen.steps.showing import SAMPLE, demo
from reportgen.steps.unsaid import Recalled
from reportgen.steps.verifying import Verified, verify
from reportgen.steps.whole import Whole

__all__ = [
    "SAMPLE",
    "SECTION_PUBLIC",
    "Built",
    "BuiltFile",
    "Checked",
    "Issued",
    "IssuedWorkbook",
    "Office",
    "Opened",
    "Progress",
    "Recalled",
    "Recorded",
    "ReturnedUnit",
    "Verified",
    "Whole",
    "build",
    "check",
    "check_and_record",
    "demo",
    "issue",
    "new",
    "open_office",
    "read",
    "record",
    "told",
    "verify",
]
