"""A park dissolved into another: nothing new begins there, and whoever comes is told where to go (许可法第三十二条第一款第二项)."""

from datetime import date

from yuanban.law.refusal import Refusal


def guard_new(park: str, into: str, merged: date | None, day: date) -> None:
    """`park` and `into` are names; `merged` is the first day on which the park is no more, None when it stands."""
    if merged and day >= merged:
        because = f"{park}自{merged.year}年{merged.month}月{merged.day}日起并入{into}，不再收取新的申请。"
        raise Refusal("park-merged", because, f"请向{into}申请；此前已经申请的，仍由原来的机关按原来的方案办结。")
