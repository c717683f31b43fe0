"""`make bench [BENCH=name]`: run one benchmark or all; each prints its own line."""

import sys
from importlib import import_module
from pathlib import Path

NAMES = sorted(file.stem for file in Path(__file__).parent.glob("*.py") if not file.stem.startswith("_"))


def main(wanted: list[str]) -> None:
    unknown = set(wanted) - set(NAMES)
    if unknown:
        sys.exit(f"没有基准测试 {'、'.join(sorted(unknown))}。现有：{'、'.join(NAMES)}")
    for name in wanted or NAMES:
        import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
