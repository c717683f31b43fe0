"""Real data and scenarios that others published, kept beside the repository and never in it."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared(name: str) -> Path:
    """The path of one shared file; a test that wants one is skipped where the folder does not lie beside the clone."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{name} 不在仓库旁的 shared 目录中")
    return path
