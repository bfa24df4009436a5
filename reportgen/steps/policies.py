"""What the figures would be under every 口径."""

from dataclasses import replace
from itertools import product

from reportgen.model.completion import Completion
from reportgen.model.settings import Policy
from reportgen.steps.checking import Checked

FiguresByPolicy = tuple[tuple[Policy, Completion], ...]
"""Each 口径 with its figures, the one in force first."""


def figures_by_policy(checked: Checked) -> FiguresByPolicy:
    """The 口径 in force with its figures first, then the others with what they would give."""
    from reportgen.completion import count

    office = checked.office
    chosen = office.settings.policy
    others = [Policy(mostly, support) for mostly, support in product((False, True), repeat=2)]
    return (
        (chosen, checked.completion),
        *(
            (
                policy,
                count(
                    checked.collection,
                    task_list=office.task_list,
                    roster=office.roster,
                    settings=replace(office.settings, policy=policy),
                ),
            )
            for policy in others
            if policy != chosen
        ),
    )
