"""Facts → formal prose. Counts come from completion alone; sentences about nothing are not written."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from reportgen.completion import describe_policy, format_percent
from reportgen.document.case import Case
from reportgen.model.completion import Tally
from reportgen.model.plan import Task
from reportgen.model.progress import Entry
from reportgen.terms import CARRYING, STATUS_WORDS, Status

MISSING = "〔待补充：{}〕"
_LABEL = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十百]+[）)]?[、．.，]?|[（(]?\d+[）)、．.])\s*")
_HALF_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_BETWEEN_CHINESE = re.compile("(?<=[\u4e00-\u9fff》”）])([,;:?!])(?=[\u4e00-\u9fff《“（])")
_DOUBLED = re.compile("([。；，])[。；，]+")
_NAMED = 12
_OPEN: tuple[Status, ...] = ("mostly_done", "under_way", "ongoing_unmet", "not_started")


def chinese_number(number: int) -> str:
    """1-99 in Chinese numerals."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones or not tens else "")


def day_words(day: date) -> str:
    """2020年9月30日, as GB/T 15835 writes dates."""
    return f"{day.year}年{day.month}月{day.day}日"


def title(case: Case) -> str:
    """The document's title."""
    body = case.settings.body
    named = f"《{_inner(case.plan_title)}》"
    return f"{body}关于{named}落实情况的报告" if body else f"{named}落实情况的报告"


def opening(case: Case) -> list[str]:
    """The clause that orders the report, quoted, and what follows."""
    orders = [order for order in case.plan.reporting if order.channel == "annual_report"]
    # A plan may order several matters into the annual report; the last is the closing clause about the plan itself.
    order = orders[-1] if orders else None
    named = f"《{_inner(case.plan_title)}》"
    if order is None:
        return [f"现将{named}落实情况报告如下。"]
    number = f"第{order.task}项" if order.task else ""
    return [f"{named}{number}要求：“{_nested(_stopped(order.text)[:-1])}。”现将落实情况报告如下。"]


def overall(case: Case) -> list[str]:
    """Number of tasks, their classes, the rate and what it rests on; who has not reported."""
    completion = case.completion
    whole = completion.overall
    fields = len({task.category[:1] for task in case.plan.tasks if task.category})
    scope = f"涉及{fields}个方面，" if fields > 1 else ""
    sentences = [
        f"《{_inner(case.plan_title)}》共部署{whole.assigned}项任务，{scope}由{len(case.roster.units)}个单位承担。",
        f"截至{day_words(completion.judged_on)}，{_classes(whole)}；完成率{format_percent(whole.rate)}。",
    ]
    due = completion.due
    if due:
        on_time = sum(task.is_on_time for task in due)
        rate = format_percent(completion.on_time_rate)
        done = f"均按期完成，按期率{rate}" if on_time == len(due) else f"按期完成{on_time}项，按期率{rate}"
        sentences.append(f"有明确时限且已到期的任务{len(due)}项，{done}。")
    paragraphs = ["".join(sentences)]
    silent = [unit for unit in completion.units if not unit.is_reported]
    if silent:
        paragraphs.append(
            f"{_listed([unit.unit for unit in silent])}{'均' if len(silent) > 1 else ''}尚未报送落实情况，"
            "相关任务列为“未报送”，不计为完成。"
        )
    return [*paragraphs, describe_policy(completion.policy)]


def categories(case: Case) -> Iterator[tuple[str, list[str]]]:
    """Each top-level category: heading without label, and its paragraphs."""
    tasks: dict[str, list[Task]] = {}
    for task in case.plan.tasks:
        tasks.setdefault(task.category[0] if task.category else "其他工作", []).append(task)
    tallies = {category.path[0]: category.tally for category in case.completion.categories if len(category.path) == 1}
    for name, members in tasks.items():
        tally = tallies.get(name, case.completion.overall)
        yield _LABEL.sub("", name) or name, [_category_lead(tally), *_category_body(case, members)]


def _category_lead(tally: Tally) -> str:
    if tally.applicable == 0:
        return f"本类任务{tally.assigned}项，经核实均不适用。"
    if tally.done == tally.applicable:
        return f"本类任务{_only(tally.applicable)}项，{'均' if tally.applicable > 1 else ''}已完成年度要求。"
    done = f"完成{tally.done}项，完成率{format_percent(tally.rate)}。" if tally.done else _classes(tally) + "。"
    return f"本类任务{tally.assigned}项，{done}"


def _category_body(case: Case, tasks: Sequence[Task]) -> Iterator[str]:
    done: list[str] = []
    for task in tasks:
        if case.result(task.id).status in ("done", "ongoing_met"):
            done += _told(case.entries_of(task.id))
    if done:
        yield "".join(dict.fromkeys(done))
    for task in tasks:
        status = case.result(task.id).status
        if status in _OPEN:
            yield _open_task(case, task, status)
        elif status == "unreported":
            yield from _unreported_task(case, task)


def _open_task(case: Case, task: Task, status: Status) -> str:
    entries = [entry for entry in case.entries_of(task.id) if entry.role in CARRYING]
    state = {"mostly_done": "基本完成", "under_way": "正在推进", "not_started": "尚未启动"}
    text = f"“{_nested(_short(task))}”{state.get(status, '持续推进，年度要求尚未达到')}。"
    text += "".join(dict.fromkeys(_told(case.entries_of(task.id))))
    open_entries = [entry for entry in entries if entry.status in _OPEN]
    reasons = dict.fromkeys(_bare(entry.problems) for entry in open_entries if entry.problems)
    steps = dict.fromkeys(_bare(entry.next_steps) for entry in open_entries if entry.next_steps)
    if reasons:
        text += f"主要原因是{'；'.join(reasons)}。"
    if steps:
        text += f"下一步，{'；'.join(steps)}。"
    if not reasons and not steps:
        text += MISSING.format("未完成的原因和下一步措施")
    return text


def _unreported_task(case: Case, task: Task) -> Iterator[str]:
    entries = case.entries_of(task.id)
    told = "".join(dict.fromkeys(_told(entries)))
    answered = {entry.unit for entry in entries if entry.status}
    silent = [unit for unit in case.result(task.id).carriers if unit not in answered]
    yield told + MISSING.format(f"{_listed(silent)}对“{_nested(_short(task))}”的落实情况")


def units(case: Case) -> str:
    """What the unit table shows."""
    whole = case.completion.units
    reported = sum(unit.is_reported for unit in whole)
    said = "均已报送" if reported == len(whole) else f"已报送{reported}个" if reported else "均未报送"
    return f"承担或配合落实任务的单位共{len(whole)}个，{said}，各单位完成情况见表1。"


def problems(case: Case) -> list[str]:
    """Open tasks by class, what holds them up and what comes next; overdue ones named."""
    completion = case.completion
    by_status: dict[Status, list[Task]] = {}
    for task in case.plan.tasks:
        by_status.setdefault(case.result(task.id).status, []).append(task)
    paragraphs = []
    for status in _OPEN:
        tasks = by_status.get(status, [])
        if tasks:
            ids = "、".join(f"第{task.id}项" for task in tasks[:_NAMED]) + ("等" if len(tasks) > _NAMED else "")
            paragraphs.append(f"{STATUS_WORDS[status]}的任务{len(tasks)}项：{ids}。")
    overdue = [task for task in completion.tasks if task.is_overdue]
    if overdue:
        ids = "、".join(f"第{task.id}项" for task in overdue[:_NAMED]) + ("等" if len(overdue) > _NAMED else "")
        paragraphs.append(f"已过完成时限而未按期完成的任务{len(overdue)}项：{ids}。")
    entries = [
        entry
        for task in case.plan.tasks
        for entry in case.entries_of(task.id)
        if entry.role in CARRYING and entry.status in _OPEN
    ]
    reasons = list(dict.fromkeys(_bare(entry.problems) for entry in entries if entry.problems))
    steps = list(dict.fromkeys(_bare(entry.next_steps) for entry in entries if entry.next_steps))
    if reasons:
        paragraphs.append(f"存在的主要问题：{_numbered(reasons)}")
    if steps:
        paragraphs.append(f"下一步措施：{_numbered(steps)}")
    if by_status.get("unreported"):
        number = len(by_status["unreported"])
        paragraphs.append(f"另有{number}项任务承担单位尚未报送情况，待核实后补充。")
    if not paragraphs:
        paragraphs.append("各项任务均已达到年度要求，下一步将巩固成效、持续抓好常态化工作。")
    return paragraphs


# ------------------------------------------------------------------ small words


def _classes(tally: Tally) -> str:
    words = [
        f"{'已完成' if status == 'done' else STATUS_WORDS[status]}{number}项"
        for status, number in tally.by_status.items()
        if number
    ]
    return "、".join(words) if words else "没有任务"


def _numbered(items: Sequence[str]) -> str:
    if len(items) == 1:
        return f"{items[0]}。"
    return "；".join(f"{chinese_number(number)}是{item}" for number, item in enumerate(items, 1)) + "。"


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:_NAMED]) + (f"等{len(names)}个单位" if len(names) > _NAMED else "")


def _only(number: int) -> str:
    return "仅1" if number == 1 else str(number)


def _told(entries: Sequence[Entry]) -> list[str]:
    return [_stopped(entry.progress) for entry in entries if entry.progress]


def _short(task: Task) -> str:
    """The requirement in a few words: its run-in heading, or its first clause."""
    if task.title:
        return task.title
    first = re.split("[，,；;。]", task.text, maxsplit=1)[0]
    return first if len(first) <= 30 else first[:30] + "……"


def _bare(text: str) -> str:
    return mended(text).rstrip("。；，,;.")


def _stopped(text: str) -> str:
    """The text, mended, as a sentence with its stop."""
    text = mended(text)
    return text if text.endswith(("。", "！", "？", "”", "…")) else text.rstrip("；，,;.") + "。"


def mended(text: str) -> str:
    """Mechanical faults mended: half-width marks between Chinese characters, doubled stops, line breaks."""
    text = " ".join(part.strip() for part in text.split("\n") if part.strip())
    text = _BETWEEN_CHINESE.sub(lambda match: _HALF_WIDTH[match[1]], text)
    return _DOUBLED.sub(r"\1", text)


def _inner(name: str) -> str:
    """A title to stand inside 《》: its own marks become 〈〉."""
    return name.replace("《", "〈").replace("》", "〉")


def _nested(text: str) -> str:
    """A text to stand inside “”: its own marks become ‘’."""
    return text.replace("“", "‘").replace("”", "’")
