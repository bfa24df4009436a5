"""What ``rollup`` shows a person, in plain Chinese."""

from typing import TYPE_CHECKING

from reportgen.cli.say import say, tell, tell_findings

if TYPE_CHECKING:
    from reportgen.steps.rollup import RolledUp

_MOST_NAMES = 20


def rolled_up(done: "RolledUp", *, quiet: bool) -> None:
    """How many bodies were counted, which are missing, what is doubtful, and where the sums are."""
    from reportgen.annual.rollup import sum_control

    rolled = done.rolled
    if not quiet:
        say(f"{f'{rolled.year}年，' if rolled.year else ''}{sum_control(rolled)}")
        if rolled.completion and rolled.completion.applicable:
            tally = rolled.completion
            say(f"任务合计 {tally.applicable} 项，完成 {tally.done} 项")
    if rolled.missing:
        more = f"等 {len(rolled.missing)} 个" if len(rolled.missing) > _MOST_NAMES else ""
        tell(f"未报送：{'、'.join(rolled.missing[:_MOST_NAMES])}{more}")
    tell_findings(rolled.all_findings, rest="，见汇总.xlsx 的“问题”表")
    for kept in done.kept:
        tell(f"请注意：{kept.file} {kept.reason}；这次生成的写在 {kept.written}")
    for file in done.files:
        say(f"写入：{file}")
