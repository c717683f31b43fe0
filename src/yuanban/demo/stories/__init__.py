"""One module for each topic that the sample town shows beside its plain matters: `tell(town)` plays it with the actions."""

from importlib import import_module
from pkgutil import iter_modules


def tell_all(town):
    for found in sorted(iter_modules(__path__), key=lambda module: module.name):
        import_module(f"{__name__}.{found.name}").tell(town)
