"""Every file of 进度填报/ with what it is: an answer to read, one that cannot be read, or nothing of ours."""

from collections.abc import Iterator
from pathlib import Path

from reportgen.errors import UnusableInput
from reportgen.files.door import admit
from reportgen.files.write import TEMPORARY_PREFIX
from reportgen.model.progress import FileRecord

PROGRESS_FOLDER = "进度填报"
_SUPERSEDED = "旧版"
_SYSTEM = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_MEANT_AS_WORKBOOK = frozenset({".xlsx", ".xls", ".xlsm", ".et", ".csv", ".zip", ".rar", ".7z", ".ods"})


def files_of(folder: Path) -> Iterator[tuple[str, Path]]:
    """(path relative to the working folder with ``/``, path) of every file, sub-folders too, sorted; 旧版 left out."""
    inbox = folder / PROGRESS_FOLDER
    for path in sorted(inbox.rglob("*")) if inbox.is_dir() else ():
        if path.is_file() and _SUPERSEDED not in path.relative_to(inbox).parts[:-1]:
            yield path.relative_to(folder).as_posix(), path


def not_an_answer(file: str, path: Path) -> FileRecord | None:
    """Why a file is skipped by its name alone; ``None`` where it has to be opened."""
    name = path.name.lower()
    if path.is_symlink():
        return FileRecord(file, None, used=False, reason="是链接，不跟随", kind="skipped")
    if name.startswith(("~$", ".~", "._", TEMPORARY_PREFIX)) or name in _SYSTEM:
        return FileRecord(file, None, used=False, reason="Excel、WPS 或系统的临时文件", kind="skipped")
    return None


def content_of(file: str, path: Path) -> bytes | FileRecord:
    """The bytes of a workbook, or why the file is not one."""
    try:
        admitted = admit(path)
    except UnusableInput as error:
        return FileRecord(file, None, used=False, reason=f"{error.what}。{error.mend}", kind="refused")
    if admitted.kind == "xlsx":
        return admitted.content
    reasons = {
        "ole": "是旧版 Excel（.xls、.et）或加密的文件；请用 Excel/WPS 去掉密码、另存为 .xlsx 后放回",
        "zip": "是压缩包；请解压后把其中的填报表放回",
        "empty": "是空文件；请单位重新发送",
        "docx": "是 Word 文档，不是填报表",
        "html": "其实是网页，不是 Excel 工作簿；请复制到下发的填报表中",
        "text": "其实是文本，不是 Excel 工作簿；请复制到下发的填报表中",
    }
    reason = reasons.get(admitted.kind, "不是 Excel 工作簿")
    is_meant = admitted.kind in ("ole", "zip") or path.suffix.lower() in _MEANT_AS_WORKBOOK
    return FileRecord(file, None, used=False, reason=reason, kind="refused" if is_meant else "skipped")
