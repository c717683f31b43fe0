"""How many small errors put into the engine the tests of the law notice, by module; fails under the wanted share."""

import re
import subprocess
import sys
from collections import Counter, defaultdict

WANTED = 90
NOTICED = {"killed", "timeout"}
LINE = re.compile(r"^\s*(yuanban[.\w]+)\.\S+: (.+)$", re.M)


def main() -> int:
    subprocess.run(["nice", "-n", "19", "mutmut", "run", "--max-children", "1"], check=True)
    told = subprocess.check_output(["mutmut", "results", "--all", "true"], text=True)
    modules = statuses(told)
    for module, counts in sorted(modules.items()):
        print(f"{module:<32}{counts.total():>5} 处变异，察觉 {noticed(counts):>4} 处，{score(counts):.1f}%")
    low = [module for module, counts in modules.items() if score(counts) < WANTED]
    print(f"低于 {WANTED}%：{'、'.join(low)}" if low or not modules else f"各模块都不低于 {WANTED}%。")
    return bool(low) or not modules


def statuses(told: str) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for module, status in LINE.findall(told):
        found[module][status] += 1
    return found


def noticed(counts: Counter[str]) -> int:
    return sum(counts[status] for status in NOTICED)


def score(counts: Counter[str]) -> float:
    return 100 * noticed(counts) / counts.total()


if __name__ == "__main__":
    sys.exit(main())
