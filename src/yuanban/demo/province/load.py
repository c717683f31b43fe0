"""`make demo DEMO_ARGS="--scale province"`: the whole province, with a year of matters, in minutes."""

import gc
import multiprocessing
from collections import defaultdict
from contextlib import contextmanager
from functools import partial

from django.contrib.auth.hashers import make_password
from django.db import connection, connections, transaction

from yuanban.demo.province import bare
from yuanban.demo.province import templates as played
from yuanban.demo.province.rooms import Year, crew, programme, recruiting, residents, support
from yuanban.demo.province.world import build
from yuanban.demo.province.write import Writer
from yuanban.ledger.digests import seal_ledger
from yuanban.ledger.models import Digest
from yuanban.places import epoch
from yuanban.places.models import Body

SEED = 20230930
MARK = "committee-510150"  # the first park of the sample province
WORKERS = 2
WRITERS = 3  # one waits for the disk while two work
ROOMS = (programme, support, recruiting, residents, crew)
YEARLY = 200_000


def unfinished():
    """Whether a filling was interrupted: the last thing it does is to seal the ledger."""
    return Body.objects.filter(code=MARK).exists() and not Digest.objects.exists()


def load(now, password, cases=YEARLY, scale=None, tick=lambda n, what="": None, workers=WORKERS, only=None):
    """Into an empty database. `scale` as `world.build` has it; `only`: the stories to play."""
    with bare.few_checkpoints(), nothing_collected():
        tick(0, "正在用真实的办理动作排演各类办件")
        stories = all_templates(workers, only)
        played.numbers_back()
        tick(0, "正在设立机构、园区、事项和授权文书")
        with transaction.atomic():
            province = build(make_password(password), SEED, scale)
            epoch.bump()
        tick(0, "正在写入一年的办件，以及要素保障、招聘、活动和队伍")
        with transaction.atomic():
            indexes, foreign = bare.stripped()
        numbers_on(write_all(province, stories, now, cases, tick))
        tick(0, "正在建立索引，逐表核对约束")
        bare.dressed(indexes, foreign, workers)
        tick(0, "正在封存账本")
        seal_ledger(now)


@contextmanager
def nothing_collected():
    """What is made here stays to the end: to look through it again and again for what may go only takes time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def all_templates(workers, only=None):
    connections.close_all()
    with context().Pool(workers) as pool:
        parts = pool.starmap(played.make, [(worker, workers, only) for worker in range(workers)])
    return {key: found for part in parts for key, found in part.items()}


def context():
    return multiprocessing.get_context("fork")


def write_all(province, stories, now, cases, tick):
    """Each writer has whole prefectures, and so its bodies' registers to itself; one more process has what is beside approvals."""
    groups = shared(with_numbers(province, cases), WRITERS)
    writers = [Writer(n, group, stories, now, SEED) for n, group in enumerate(groups)]
    connections.close_all()
    ready = context()
    done = ready.SimpleQueue()
    jobs = [partial(beside, province, now), *(one.run for one in writers)]
    processes = [ready.Process(target=at_work, args=(done, job)) for job in jobs]
    for one in processes:
        one.start()
    return gathered(done, processes, tick)


@transaction.atomic
def beside(province, now, tick):
    year = Year(now, province.rng)
    for room in ROOMS:
        room.fill(province, year)
    return {}


def at_work(done, job):
    """`job(tick)` -> {table: the last number given}"""
    try:
        done.put(("done", job(lambda n: done.put(("tick", n)))))
    except BaseException as problem:
        done.put(("failed", f"{type(problem).__name__}: {problem}"))
        raise


def gathered(done, processes, tick):
    found, left = [], len(processes)
    while left:
        what, said = done.get()
        if what == "failed":
            for one in processes:
                one.terminate()
            raise RuntimeError(said)
        if what == "tick":
            tick(said)
        else:
            found.append(said)
            left -= 1
    for one in processes:
        one.join()
    return found


def with_numbers(province, cases):
    """How many matters each open centre has: larger ones more."""
    seats = province.open()
    sizes = [province.rng.lognormvariate(0, 0.45) for _ in seats]
    numbers = [int(cases * size / sum(sizes)) + 1 for size in sizes]
    return list(zip(seats, numbers, strict=True))


def shared(seats, workers):
    """By prefecture, the largest first to whoever has least."""
    cities = defaultdict(list)
    for seat, number in seats:
        cities[seat.city.code].append((seat, number))
    groups: list[list] = [[] for _ in range(workers)]
    for city in sorted(cities.values(), key=lambda one: -sum(number for _, number in one)):
        min(groups, key=lambda one: sum(number for _, number in one)).extend(city)
    return groups


def numbers_on(written):
    """Every table counts on from the highest number any worker gave."""
    last: dict = defaultdict(int)
    for one in written:
        for table, number in one.items():
            last[table] = max(last[table], number)
    with connection.cursor() as cursor:
        for table, number in last.items():
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, number])
