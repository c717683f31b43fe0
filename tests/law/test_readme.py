"""The examples of the library's README run as they stand and print what it says."""

import contextlib
import io
import re
from pathlib import Path

import yuanban.law

FOLDER = Path(yuanban.law.__file__).parent
BLOCK = re.compile(r"```(python|text)\n(.*?)```", re.S)


def blocks():
    found = BLOCK.findall((FOLDER / "README.md").read_text(encoding="utf-8"))
    assert [kind for kind, _ in found] == ["python", "text"] * (len(found) // 2)
    return list(zip(found[::2], found[1::2], strict=True))


def test_every_example_prints_what_the_readme_says():
    shared: dict[str, object] = {}
    for (_, code), (_, told) in blocks():
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(code, shared)
        assert printed.getvalue() == told


def test_the_library_ships_its_types():
    assert (FOLDER / "py.typed").exists()
