"""The whole matrix of a province beside one plan after the other; and what one changed paper costs."""

import json
import subprocess
import sys


def main() -> None:
    done = subprocess.run([sys.executable, "-m", "benchmarks._matrix"], check=True, stdout=subprocess.PIPE, text=True)
    found = json.loads(done.stdout)
    ours, theirs = found["seconds"], found["slow"]
    print(f"coverage ratio={ours / theirs:.5f} ours={ours:.2f} theirs={theirs:.1f} unit=s cells={found['cells']}")
    print(f"coverage-memory ours={found['mb']:.0f} unit=MB")
    looked = f"touched={found['touched']:.0f} differ={found['differ']:.0f}"
    print(f"coverage-change ours={found['change']:.1f} unit=ms {looked}")


if __name__ == "__main__":
    main()
