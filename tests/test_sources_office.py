"""Old office files: through LibreOffice where it is there, else a message that says how to go on."""

import subprocess

import pytest

from reportgen.errors import UnusableInput
from reportgen.plan import read_plan
from reportgen.plan.sources import office
from reportgen.resources import inputs_folder

SAMPLE = next((inputs_folder() / "澄岚街道2023").glob("*.docx"))


def converted(tmp_path, soffice, ending):
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, profile, "--headless", "--convert-to", ending, "--outdir", str(tmp_path), str(SAMPLE)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return tmp_path / f"{SAMPLE.stem}.{ending}"


@pytest.mark.parametrize("ending", ["doc", "rtf", "odt"])
def test_an_old_file_reads_as_the_new_one(tmp_path, soffice, ending):
    old = converted(tmp_path, soffice, ending)
    misnamed = old.rename(tmp_path / "方案.docx")  # the kind is told by content, never by name
    read, expected = read_plan(misnamed), read_plan(SAMPLE)
    assert [(task.id, task.category, task.units) for task in read.tasks] == [
        (task.id, task.category, task.units) for task in expected.tasks
    ]


def test_without_libreoffice_the_message_says_how_to_save_the_file(tmp_path, soffice, monkeypatch):
    old = converted(tmp_path, soffice, "doc")
    monkeypatch.setattr(office, "_command", lambda: None)
    with pytest.raises(UnusableInput, match=r"另存为 \.docx"):
        read_plan(old)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "密码",
            id="encrypted",
        ),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "另存为", id="some other OLE file"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "图片", id="picture"),
        pytest.param(b"  \n\n", "空文件", id="empty"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path, content, said):
    path = tmp_path / "方案.doc"
    path.write_bytes(content)
    with pytest.raises(UnusableInput, match=said):
        read_plan(path)
