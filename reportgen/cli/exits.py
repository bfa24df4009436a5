"""Exit codes: what a script learns from a command's end."""

from typing import Final

DONE: Final = 0
NEEDS_A_PERSON: Final = 1
"""Done, but findings or kept files need a person."""
WRONG_USE: Final = 2
FAILED: Final = 3
"""Nothing done: input that cannot be used, or an output that cannot be written."""
INTERRUPTED: Final = 130
