"""LibreOffice, where it is installed: old and other office files (.doc .xls .wps .et .rtf .odt .ods) become current."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from reportgen.errors import UnusableInput

_SECONDS = 60
_COMMANDS = ("soffice", "libreoffice")
_PLACES = ("C:/Program Files/LibreOffice/program/soffice.exe", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le") + b"\x00\x00")
_SPREADSHEET = b"opendocument.spreadsheet"
_ENDINGS = {
    ("rtf", "docx"): "rtf",
    ("odf", "docx"): "odt",
    ("odf", "xlsx"): "ods",
    ("ole", "docx"): "doc",
    ("ole", "xlsx"): "xls",
}
_WORD = "WordDocument".encode("utf-16-le")


def as_current(content: bytes, *, kind: str, file: str) -> tuple[bytes, str]:
    """The same document as .docx or .xlsx.

    Args:
        content: An OLE file, RTF or OpenDocument.
        kind: ``ole``, ``rtf`` or ``odf``, as the door said.
        file: For messages.

    Returns:
        The converted bytes and their kind, ``docx`` or ``xlsx``.

    Raises:
        UnusableInput: Encrypted, no text or table document, LibreOffice missing or without result; says how to go on.
    """
    form = _form_of(content, kind, file)
    what = {"rtf": "RTF 文件", "odf": "OpenDocument 文件（.odt、.ods）"}.get(
        kind, "旧版 Word 文件（.doc、.wps）" if form == "docx" else "旧版 Excel 文件（.xls、.et）"
    )
    if _command() is None:
        raise UnusableInput(
            f"这是{what}，不能直接读取", mend=f"请用 WPS 或 Office 打开，另存为 .{form} 后再用", file=file
        )
    made = converted(content, ending=_ENDINGS[kind, form], form=form)
    if made is None:
        raise UnusableInput(f"这是{what}，转换没有成功", mend=f"请用 WPS 或 Office 另存为 .{form} 后再用", file=file)
    return made, form


def converted(content: bytes, *, ending: str, form: str) -> bytes | None:
    """A file in another form (``docx``, ``xlsx``, ``pdf``); ``None`` without LibreOffice, or where it made nothing."""
    command = _command()
    if command is None:
        return None
    with tempfile.TemporaryDirectory(prefix="reportgen-") as scratch:
        source = Path(scratch) / f"source.{ending}"
        source.write_bytes(content)
        _run([command, *_arguments(Path(scratch), source, form)])
        made = Path(scratch) / "out" / f"source.{form}"
        # LibreOffice's exit status is 0 whatever happened; only the file tells.
        return (made.read_bytes() or None) if made.is_file() else None


def _form_of(content: bytes, kind: str, file: str) -> str:
    if kind == "rtf":
        return "docx"
    if kind == "odf":
        return "xlsx" if _SPREADSHEET in content[:200] else "docx"
    if _ENCRYPTED in content:
        raise UnusableInput("文件加了密码", mend="请去掉密码另存后再用", file=file)
    if _WORD in content:
        return "docx"
    if any(name in content for name in _WORKBOOK):
        return "xlsx"
    raise UnusableInput("不是能读取的文字或表格文件", mend="请用 WPS 或 Office 另存为 .docx 或 .xlsx 后再用", file=file)


def _command() -> str | None:
    found = next((path for name in _COMMANDS if (path := shutil.which(name))), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def _arguments(scratch: Path, source: Path, form: str) -> list[str]:
    profile = (scratch / "profile").as_uri()
    out = str(scratch / "out")
    return [
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--convert-to",
        form,
        "--outdir",
        out,
        str(source),
    ]


def _run(command: list[str]) -> None:
    """Run LibreOffice with a time limit; it starts children, so the whole group ends with it."""
    process = subprocess.Popen(  # noqa: S603 - our own arguments and a path of our own making
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=os.name != "nt",
    )
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        if os.name == "nt":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
