"""Plans in traditional characters: folded to the simplified words that the rules know, and unfolded afterwards."""

import re
from dataclasses import replace

from reportgen.model.blocks import Block, Document, Grid
from reportgen.model.plan import Assignment, Deadline, Plan, Reporting, Task

_TRADITIONAL = (
    "務單責牽頭點項領導號機構協辦處實時備註內組課財貿監與總黨區鄉鎮縣廳標網絡際質環衛計劃門間關聯業產員報納開佈發會議書記審檔據數統戰傳體"
    "測範圍執險護華國學習問題對應應該準則針進運遠過還這後從復歸無為長東動勞農電視訊資訊類級維護繼續論設許認識談請調議證評詢詳誤說讀變讓負費賴購贊"
    "軍輸轉軟載達違選適遞郵醫釋銀鐵錄鍵閱隊階隨難離雙電靜響頁順預頻題願顧風飛養馬驗體魚鳥麗齊齡龍歷曆壓廠廣慶張強當彙徑徵"
)
_SIMPLIFIED = (
    "务单责牵头点项领导号机构协办处实时备注内组课财贸监与总党区乡镇县厅标网络际质环卫计划门间关联业产员报纳开布发会议书记审档据数统战传体"
    "测范围执险护华国学习问题对应应该准则针进运远过还这后从复归无为长东动劳农电视讯资讯类级维护继续论设许认识谈请调议证评询详误说读变让负费赖购赞"
    "军输转软载达违选适递邮医释银铁录键阅队阶随难离双电静响页顺预频题愿顾风飞养马验体鱼鸟丽齐龄龙历历压厂广庆张强当汇径征"
)
_FOLD = {ord(old): new for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True) if old != new}
_SIGNS = re.compile("[務責單牽點開報]")
_FEWEST = 6
_BLANK = re.compile(r"\s")


def is_traditional(document: Document) -> bool:
    """Whether a document is set in traditional characters: words of the field that only they write so."""
    return len(_SIGNS.findall(_all_text(document))) >= _FEWEST


def folded(document: Document) -> Document:
    """The document with each traditional character in its simplified form, one for one."""
    return replace(document, blocks=tuple(_folded_block(block) for block in document.blocks))


def _folded_block(block: Block) -> Block:
    if isinstance(block, Grid):
        return replace(block, cells=tuple(replace(cell, text=cell.text.translate(_FOLD)) for cell in block.cells))
    return replace(block, text=block.text.translate(_FOLD))


def _all_text(document: Document) -> str:
    parts = []
    for block in document.blocks:
        parts += [cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text]
    return "\n".join(parts)


def unfolded(plan: Plan, document: Document) -> Plan:
    """The plan of the folded document in the words that the document prints."""
    printed = _BLANK.sub("", _all_text(document))
    words = _Words(printed)
    return replace(
        plan,
        title=words.printed(plan.title),
        issuer=words.printed(plan.issuer),
        tasks=tuple(_unfolded_task(task, words) for task in plan.tasks),
        reporting=tuple(
            Reporting(order.task, order.channel, order.date, words.printed(order.text)) for order in plan.reporting
        ),
    )


def _unfolded_task(task: Task, words: "_Words") -> Task:
    return replace(
        task,
        category=tuple(words.printed(heading) for heading in task.category),
        title=words.printed(task.title) if task.title else None,
        text=words.printed(task.text),
        responsibility=words.printed(task.responsibility) if task.responsibility else None,
        units=tuple(Assignment(words.printed(unit.name), unit.role, unit.kind) for unit in task.units),
        deadlines=tuple(Deadline(due.date, words.printed(due.phrase)) for due in task.deadlines),
    )


class _Words:
    """Finds a folded text in the printed one; both have the same length but for white space."""

    def __init__(self, printed: str) -> None:
        self._printed = printed
        self._folded = printed.translate(_FOLD)

    def printed(self, text: str) -> str:
        """The text as printed; in pieces where it was put together from several places."""
        return "".join(self._piece(piece) for piece in re.split(r"([;\n])", text))

    def _piece(self, text: str) -> str:
        at = self._folded.find(_BLANK.sub("", text)) if text.strip() else -1
        if at < 0:
            return text
        letters = iter(self._printed[at:])
        return "".join(letter if letter.isspace() else next(letters) for letter in text)
