"""Makes a database of its own for a benchmark: the sample world without cases. Run as a program, with DATABASE_URL set."""

import django

PASSWORD = "bench-only"


def main() -> None:
    django.setup()
    from django.core.management import call_command

    from yuanban.demo.load import load_world

    call_command("migrate", verbosity=0, interactive=False)
    load_world(PASSWORD)


if __name__ == "__main__":
    main()
