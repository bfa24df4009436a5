"""Headings above requirements in rows and paragraphs of their own: which level each one takes."""

from dataclasses import dataclass, field

from reportgen.plan.phrases.labels import split_label
from reportgen.plan.phrases.spacing import squeeze


def tidy_heading(text: str) -> str:
    """A heading as printed, squeezed, without a closing stop."""
    return squeeze(text.replace("\n", " ")).rstrip("。").rstrip()


@dataclass(slots=True)
class HeadingStack:
    """Headings in force, outermost first; a heading printed again where the table runs on is the same heading."""

    stack: list[tuple[str, str]] = field(default_factory=list)
    has_tasks_below: bool = False

    def push(self, text: str) -> None:
        """Take a heading: beside the last one of its kind of label, below what stands open otherwise."""
        heading = tidy_heading(text)
        label, _ = split_label(heading)
        style = label.style if label else ""
        styles = [known for known, _ in self.stack]
        if style in styles:
            del self.stack[styles.index(style) :]
        elif style == "" and self.stack and self.has_tasks_below:
            self.stack.pop()
        elif style and "" in styles and self.has_tasks_below:
            # A labelled heading after an unlabelled one at the same depth is its sibling.
            del self.stack[styles.index("") :]
        if style == "chinese" and self.stack and self.stack[0][0] != "part":
            self.stack.clear()
        self.stack.append((style, heading))
        self.has_tasks_below = False

    @property
    def path(self) -> tuple[str, ...]:
        """The headings in force."""
        return tuple(heading for _, heading in self.stack)
