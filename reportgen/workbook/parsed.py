"""What a cell's parser gives back: a value, and the doubt about it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Parsed(Generic[Value]):
    """A value read from a cell.

    Attributes:
        value: ``None`` where the cell says nothing or nothing certain.
        doubt: Code of the finding about it, ``None`` where it is plain.
        what: What is doubtful, in Chinese, with the words as written.
        mend: What to enter instead, in Chinese.
    """

    value: Value | None
    doubt: str | None = None
    what: str = ""
    mend: str = ""
