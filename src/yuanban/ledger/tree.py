"""A hash tree over the heads of streams, as RFC 6962 has it: a short path proves that one head was among them.

A leaf is [stream, seq, hash]. Since the events of a stream are chained, the head of a stream stands for all before it.
"""

import hashlib

from yuanban.ledger.hashing import canonical


def leaf_hash(leaf) -> bytes:
    return hashlib.sha256(b"\x00" + canonical(list(leaf))).digest()


def root(leaves) -> str:
    """The root over all leaves in their order, as hex; raises ValueError for none."""
    level = [leaf_hash(leaf) for leaf in leaves]
    if not level:
        raise ValueError("没有可以封存的事件。")
    while len(level) > 1:
        level = above(level)
    return level[0].hex()


def above(level):
    """The next level; an odd last node goes up as it is."""
    pairs = [joined(level[n], level[n + 1]) for n in range(0, len(level) - 1, 2)]
    return pairs + level[len(level) - len(level) % 2 :]


def joined(left, right) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def path(leaves, index):
    """What must be joined to the leaf on the way up: [[side of the sibling, its hash as hex], ...]."""
    level, steps = [leaf_hash(leaf) for leaf in leaves], []
    while len(level) > 1:
        sibling = index ^ 1
        if sibling < len(level):
            steps.append(["left" if sibling < index else "right", level[sibling].hex()])
        level, index = above(level), index // 2
    return steps


def climbed(leaf, steps) -> str:
    """The root that this leaf and path lead to. Raises ValueError for a path that is none."""
    node = leaf_hash(leaf)
    for side, sibling in steps:
        other = bytes.fromhex(sibling)
        if side not in ("left", "right") or len(other) != 32:
            raise ValueError("证明路径不正确。")
        node = joined(other, node) if side == "left" else joined(node, other)
    return node.hex()
