"""What openpyxl and python-docx raise on damaged files, told as one message."""

import contextlib
import warnings
import zlib
from collections.abc import Iterator
from zipfile import BadZipFile

from reportgen.errors import UnusableInput

PARSER_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)
"""Found by fuzzing: these libraries trust every index, number and name in the file; the class tells nothing."""


@contextlib.contextmanager
def told_as_damaged(file: str, *, mend: str) -> Iterator[None]:
    """Whatever the reading inside meets is one message about this file.

    Raises:
        UnusableInput: The workbook is damaged.
    """
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(None):
            # openpyxl's remarks are English, no person can act on them, and some would stand within our JSON.
            warnings.simplefilter("ignore")
            yield
    except PARSER_FAULTS as error:
        raise UnusableInput("工作簿已损坏，读不出来", mend=mend, file=file) from error
