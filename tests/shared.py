"""Real data and scenarios that others published, kept beside the repository and never in it."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared(name: str) -> Path:
    """The path of one shared file; without the folder the test is skipped, except under CI."""
    path = SHARED / name
    if not path.exists() and os.environ.get("CI") != "true":
        pytest.skip(f"{name} 不在仓库旁的 shared 目录中")
    return path
