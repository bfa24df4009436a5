"""A Word file turned into a PDF by LibreOffice, without what differs from one run to the next."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path


def to_pdf(document: bytes) -> bytes:
    """The PDF of a Word file.

    Raises:
        SystemExit: LibreOffice is not installed or makes nothing.
    """
    command = shutil.which("soffice") or shutil.which("libreoffice")
    if not command:
        raise SystemExit("LibreOffice is needed to make the PDF sample")
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "plan.docx"
        source.write_bytes(document)
        subprocess.run(  # noqa: S603 - the program found on the path, with paths made here
            [
                command,
                f"-env:UserInstallation={(Path(scratch) / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                scratch,
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=180,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1609459200"},
        )
        return _steady((Path(scratch) / "plan.pdf").read_bytes())


def _steady(pdf: bytes) -> bytes:
    """The same file with a fixed date and id; lengths stay, so every offset in it still holds."""
    pdf = re.sub(rb"/CreationDate\(D:\d{14}", b"/CreationDate(D:20210104090000", pdf)
    pdf = re.sub(rb"(<[0-9A-F]{32}>)", b"<" + b"0" * 32 + b">", pdf)
    return re.sub(rb"/DocChecksum /[0-9A-F]{32}", b"/DocChecksum /" + b"0" * 32, pdf)
