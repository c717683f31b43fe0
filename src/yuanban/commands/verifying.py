"""The parts of a verification in several processes, answered in the order in which they were asked."""

import multiprocessing
import signal
from collections import deque
from concurrent.futures import ProcessPoolExecutor

from django.db import connections

from yuanban.exchange.verify import part_differences
from yuanban.mandates.world import picture
from yuanban.places import epoch
from yuanban.processes import keep_what_is_loaded, leave_with_parent

AHEAD = 4  # parts asked for each process before the first is answered


def in_order(parts, jobs):
    """(how many things, what is wrong with them) for each part; whoever stops asking leaves no process behind."""
    if jobs == 1:
        yield from ((len(keys), checked(kind, keys)) for kind, keys in parts)
        return
    picture()  # read once, shared by all
    keep_what_is_loaded()
    connections.close_all()
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), ready)
    pool.submit(int).result()  # starts all of them, before this process has a connection they would share
    try:
        yield from answered(pool, parts, jobs * AHEAD)
    finally:
        pool.shutdown(cancel_futures=True)


def answered(pool, parts, ahead):
    waiting: deque = deque()
    for kind, keys in parts:
        waiting.append((len(keys), pool.submit(checked, kind, keys)))
        if len(waiting) == ahead:
            yield result(*waiting.popleft())
    while waiting:
        yield result(*waiting.popleft())


def checked(kind, keys):
    epoch.remember(epoch.current())  # one part is asked of one picture of the law
    try:
        return part_differences(kind, keys)
    finally:
        epoch.forget()


def result(many, future):
    return many, future.result()


def ready():
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the parent, and these with it
    leave_with_parent()
