"""The working folder: paths, settings and manifest."""

from reportgen.folder.manifest import place_beside, place_for_output, read_manifest, sha256, write_manifest
from reportgen.folder.paths import (
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

__all__ = [
    "OUTPUT_FOLDER",
    "PROGRESS_FOLDER",
    "RETURNS_FOLDER",
    "SETTINGS_FILE",
    "SUPERSEDED_FOLDER",
    "TASK_LIST_FILE",
    "WorkingFolder",
    "earlier_task_lists",
    "load_settings",
    "open_folder",
    "place_beside",
    "place_for_old_version",
    "place_for_output",
    "read_manifest",
    "settings_for",
    "settings_text",
    "sha256",
    "write_manifest",
]
