"""What every test may use: the shared seeds where they lie beside the checkout, and a way to render documents."""

import os
import shutil
from pathlib import Path

import pytest

pytest.register_assert_rewrite("mutation_case")

SEEDS = Path(os.environ.get("REPORTGEN_SEEDS", Path(__file__).resolve().parents[2] / "shared" / "seeds"))


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five real plans; skips where it is absent."""
    if not SEEDS.is_dir():
        pytest.skip("the five real plans are not beside this checkout (../shared/seeds)")
    return SEEDS


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice's command; skips where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if not found:
        pytest.skip("LibreOffice is not installed")
    return found
