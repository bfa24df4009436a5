"""Several files of one unit: which one counts, and what a person is told about the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportgen.catalogue import finding
from reportgen.model.findings import Finding, Place
from reportgen.model.progress import FileRecord
from reportgen.model.settings import Settings
from reportgen.workbook.dates import parse_day
from reportgen.workbook.returned import Returned
from reportgen.workbook.spec import BY_KEY

_NAMED = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """What became of one unit's files.

    Attributes:
        used: The file whose rows count, ``None`` where a person has to choose.
        records: One per file.
        findings: What is said about the files that do not count.
    """

    used: Returned | None
    records: tuple[FileRecord, ...]
    findings: tuple[Finding, ...] = ()


def choose(returns: Sequence[Returned], settings: Settings) -> Choice:
    """Which of one unit's files counts.

    A blank form beside a filled one is ignored; files of the same content count once; files that differ count only
    where the settings say that the newest does and the files say which that is.

    Args:
        returns: At least one file, by path.
        settings: Whether the newest of differing files counts.
    """
    filled = [one for one in returns if not one.is_blank] or list(returns[:1])
    blank = [one for one in returns if one not in filled]
    first = filled[0]
    differing = [one for one in filled[1:] if _texts(one) != _texts(first)]
    newest = _newest(filled) if differing and settings.prefer == "newest" else None
    reasons: dict[str, str] = {}
    findings: list[Finding] = []
    for one in blank:
        what = f"与 {first.file} 同属{one.unit}，是没有填写的空表，未使用"
        reasons[one.file] = f"空白表，已有另一份：{first.file}"
        findings.append(finding("file-duplicate", Place(one.file), what, unit=one.unit))
    if differing and newest is None:
        others = {one.file: "、".join(other.file for other in filled if other is not one) for one in filled}
        reasons |= {file: f"同一单位另有内容不同的文件（{other}），都未计入" for file, other in others.items()}
        findings += [_conflict(first, one, settings) for one in differing]
        # One of them may be another unit's, which is the first thing to know then.
        findings += [said for one in filled for said in one.findings if said.code == "unit-doubtful"]
        return Choice(None, _records(returns, None, reasons), tuple(findings))
    used = newest or first
    for one in filled:
        if one is used:
            continue
        is_same = _texts(one) == _texts(used)
        code = "file-duplicate" if is_same else "file-superseded"
        why = "内容相同，只计一次" if is_same else "内容不同，按设置用了较新的后者"
        reasons[one.file] = f"与 {used.file} 同属一个单位，{why}"
        what = f"与 {used.file} 同属{one.unit}，{why}"
        findings.append(finding(code, Place(one.file), what, unit=one.unit))
    return Choice(used, _records(returns, used, reasons), tuple(findings))


def _texts(one: Returned) -> Mapping[tuple[str, str], str]:
    return {key: written.text for key, written in one.texts().items()}


def _newest(filled: Sequence[Returned]) -> Returned | None:
    """The one file that is newer than the others by 填报日期, else by when it was last saved; ``None`` where none is.

    The file system's own times do not count: they change whenever a file is copied.
    """
    for times in ([_day(one) for one in filled], [one.modified for one in filled]):
        if all(times) and times.count(max(times)) == 1:
            return filled[times.index(max(times))]
    return None


def _day(one: Returned) -> str:
    day = parse_day(one.filled_on, year=2000).value
    return day.isoformat() if day and day.year > 2000 else ""


def _conflict(one: Returned, other: Returned, settings: Settings) -> Finding:
    """Two files that differ, with the cells in which they do."""
    mine, theirs = one.texts(), other.texts()
    both = {(entry.task, column): cell for entry in other.entries for column, cell in entry.written.items()}
    both |= {(entry.task, column): cell for entry in one.entries for column, cell in entry.written.items()}
    keys = [
        key for key in both if (mine[key].text if key in mine else "") != (theirs[key].text if key in theirs else "")
    ]
    cells = [f"{both[task, column].place.cell}（第{task}项{BY_KEY[column].title}）" for task, column in keys[:_NAMED]]
    more = f"等 {len(keys)} 处" if len(keys) > _NAMED else ""
    mend = '请留下正确的一份，移走另一份；或在设置中写 prefer = "newest"'
    if settings.prefer == "newest":
        mend = "设置要用较新的一份，但两份都没写填报日期，看不出先后；请移走不作数的一份"
    return finding(
        "file-conflict",
        Place(other.file),
        f"与 {one.file} 同属{one.unit}而内容不同：{'、'.join(cells)}{more}；都未计入",
        mend,
        unit=one.unit,
    )


def _records(returns: Sequence[Returned], used: Returned | None, reasons: Mapping[str, str]) -> tuple[FileRecord, ...]:
    return tuple(
        FileRecord(
            one.file,
            one.unit,
            used=one is used,
            reason=reasons.get(one.file) or _understood(one),
            reporter=one.reporter,
            telephone=one.telephone,
            filled_on=one.filled_on,
            modified=one.modified,
            fingerprint=one.fingerprint,
        )
        for one in returns
    )


def _understood(one: Returned) -> str | None:
    """What had to be understood to use the file."""
    told = [found.what for found in one.findings if found.code in ("file-unmarked", "unit-doubtful", "file-older")]
    return "；".join(told) or None
