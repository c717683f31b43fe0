"""Why an errand goes to this runner, in words that a person can check."""

from collections.abc import Mapping, Sequence

from yuanban.crew.planning import Errand, Plan, Runner, Visit, away, may


def clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def reasons(
    plan: Plan, errands: Sequence[Errand], runners: Sequence[Runner], before: Mapping[int, int]
) -> dict[int, str]:
    """{errand: sentence}. `before`: how many orders each runner already had today."""
    by_key, told = {errand.key: errand for errand in errands}, {}
    for runner in runners:
        for n, visit in enumerate(plan.routes.get(runner.key, ())):
            load = before.get(runner.key, 0) + n
            told[visit.errand] = because(by_key[visit.errand], visit, runner, runners, n > 0, load)
    return told | {key: f"没有派出：{why}。" for key, why in plan.left.items()}


def because(
    errand: Errand, visit: Visit, runner: Runner, runners: Sequence[Runner], on_the_way: bool, load: int
) -> str:
    parts = [near(errand, visit, runner, runners, on_the_way)]
    if errand.skill and errand.skill in runner.skills:
        parts.append("会办此事")
    parts += [f"今日已有{load}单" if load else "今日第一单", f"预计{clock(visit.arrives)}到"]
    if visit.late:
        parts.append(f"比要求的{clock(errand.due or 0)}晚{visit.late}分钟，在班的人都不能更早")
    return "，".join(parts) + "。"


def near(errand: Errand, visit: Visit, runner: Runner, runners: Sequence[Runner], on_the_way: bool) -> str:
    if errand.fixed is not None:
        return "组长指定"
    able = [one for one in runners if may(one, errand)]
    if on_the_way:
        return f"顺路，从上一单过去{visit.km:.1f}公里"
    nearer = sum(away(one.at, errand.start) < away(runner.at, errand.start) for one in able)
    if nearer == 0:
        return (
            f"能办的{len(able)}人中离得最近（{visit.km:.1f}公里）"
            if len(able) > 1
            else f"在班的只有一人能办（{visit.km:.1f}公里）"
        )
    return f"离{visit.km:.1f}公里，更近的{nearer}人另有安排"
