"""The working folder: paths, settings, manifest, and the lock of whoever writes in it."""

from reportgen.folder.lock import hold
from reportgen.folder.manifest import (
    announce,
    note_outputs,
    place_beside,
    read_manifest,
    sha256,
    texts_of,
    write_manifest,
)
from reportgen.folder.paths import (
    ANNUAL_FILE,
    MANIFEST_FILE,
    OUTPUT_FOLDER,
    PROGRESS_FOLDER,
    RETURNS_FOLDER,
    SETTINGS_FILE,
    SUPERSEDED_FOLDER,
    TASK_LIST_FILE,
    WorkingFolder,
    earlier_task_lists,
    open_folder,
    place_for_old_version,
)
from reportgen.folder.settings import load_settings, settings_for, settings_text
from reportgen.folder.templates import (
    OUR_TEMPLATES,
    annual_template_file,
    own_templates,
    template_file,
    wording_folder,
)

__all__ = [
    "ANNUAL_FILE",
    "MANIFEST_FILE",
    "OUR_TEMPLATES",
    "OUTPUT_FOLDER",
    "PROGRESS_FOLDER",
    "RETURNS_FOLDER",
    "SETTINGS_FILE",
    "SUPERSEDED_FOLDER",
    "TASK_LIST_FILE",
    "WorkingFolder",
    "announce",
    "annual_template_file",
    "earlier_task_lists",
    "hold",
    "load_settings",
    "note_outputs",
    "open_folder",
    "own_templates",
    "place_beside",
    "place_for_old_version",
    "read_manifest",
    "settings_for",
    "settings_text",
    "sha256",
    "template_file",
    "texts_of",
    "wording_folder",
    "write_manifest",
]
