"""How many changes a second the rollups take up when 20,000 matters changed at once; 500 events a second must be kept up with."""

from benchmarks.board import in_own_database

CASES = 20_000


def main():
    in_own_database("yuanban_bench_rollups", "rollups", CASES)


if __name__ == "__main__":
    main()
