"""Processes: children that live exactly as long as they should, and a collector that leaves alone what stays."""

import gc
import os
import signal
import subprocess
import sys
import threading
import time

GRACE = 5  # seconds between asking and ending; a job cut short runs again


def keep_what_is_loaded() -> None:
    """What is loaded now stays: the collector need not walk through it again and again while work comes and goes."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def leave_with_parent() -> None:
    """Stop this process soon after its parent is gone, however the parent went."""
    threading.Thread(target=_watch, args=[os.getppid()], daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)


class Kept:
    """A Python module run as a child, started again whenever it ends, until `stop`."""

    def __init__(self, module: str) -> None:
        self.module = module
        self.stopping = threading.Event()
        self.child = self._start()
        self.thread = threading.Thread(target=self._keep, daemon=True)
        self.thread.start()

    def _start(self) -> subprocess.Popen[bytes]:
        # A session of its own: Ctrl-C reaches the parent alone, which then stops the child in good order.
        return subprocess.Popen([sys.executable, "-m", self.module], start_new_session=True)

    def _keep(self) -> None:
        self.child.wait()
        while not self.stopping.wait(1):
            self.child = self._start()
            self.child.wait()

    def stop(self) -> None:
        self.stopping.set()
        self.child.terminate()
        try:
            self.child.wait(GRACE)
        except subprocess.TimeoutExpired:
            self.child.kill()
