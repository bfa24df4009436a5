"""Which official label a damaged one was: only one that is near, and no other nearly as near."""

from collections.abc import Mapping

from rapidfuzz.distance import Indel


def nearest(text: str, labels: Mapping[str, str], *, least: float = 0.75, margin: float = 0.12) -> str | None:
    """The name of the one label that is nearly the same; ``None`` where none is or two may be meant.

    Args:
        text: What is printed, in ``plain`` letters.
        labels: Official labels and the names they stand for.
        least: How alike the two must be, 0-1.
        margin: How much less alike every other name's label must be.
    """
    near: dict[str, float] = {}
    for label, name in labels.items():
        near[name] = max(near.get(name, 0.0), Indel.normalized_similarity(text, label))
    ranked = sorted(near.items(), key=lambda item: item[1], reverse=True)
    if not ranked or ranked[0][1] < least or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < margin):
        return None
    return ranked[0][0]
