"""One engine in a process of its own: `python -m benchmarks._deciders NAME FOLDER`. Prints its cost and its answers.

Each peer is set up as those who know it would: rules parsed once and looked up by body and item, only the question
handed over for each decision. What a peer wants prepared for it (the places that hold a place) is prepared beforehand.
"""

import gc
import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

import psutil

from benchmarks._rights import FACT, NEVER, Question, Right, filled, province, stems

ROUNDS = 9
Decide = Callable[..., Any]  # (by, power, item, place, day, facts) -> its answer
places: dict[str, list[str]] = {}


def ours(folder: Path) -> Decide:
    return filled(province()).verdict


def cedar(folder: Path) -> Decide:
    """One entity for each body and item that carries its rights, and one policy for each place in that list."""
    import cedarpy

    known = grouped(folder)
    entities = [
        {"uid": {"type": "Right", "id": f"{by}/{item}"}, "parents": [], "attrs": cedar_attributes(found)}
        for (by, item), found in known.items()
    ]
    policies = (CEDAR.replace("right", f"right{n}") for n in range(max(map(len, known.values()))))
    parsed = cedarpy.PolicySet.from_str("".join(policies))
    store = cedarpy.Entities.from_json_str(json.dumps(entities))
    action, ask = {"type": "Action", "id": "take"}, cedarpy.is_authorized

    def decide(by, power, item, place, day, facts):
        context = {"power": power, "day": day.toordinal(), "places": places[place], FACT: facts[FACT]}
        resource = {"type": "Right", "id": f"{by}/{item}"}
        body = {"type": "Body", "id": by}
        request = {"principal": body, "action": action, "resource": resource, "context": context}
        return ask(request, parsed, store).allowed

    return decide


CEDAR = f"""
permit(principal, action, resource is Right) when {{
  resource has right && resource.right.powers.contains(context.power) &&
  context.day >= resource.right.first && context.day <= resource.right.last &&
  resource.right.areas.containsAny(context.places) && context.{FACT} <= resource.right.bound
}};
"""


def cedar_attributes(found: list[Right]) -> dict[str, object]:
    return {
        f"right{n}": {
            "powers": right.powers, "areas": right.areas, "first": right.first, "last": right.last,
            "bound": NEVER if right.bound is None else right.bound,
        }
        for n, right in enumerate(found)
    }  # fmt: skip


def opa(folder: Path) -> Decide:
    """Rights in the data document, found by body and item."""
    import opa_eval

    data: dict[str, dict[str, list[dict[str, object]]]] = {}
    for (by, item), found in grouped(folder).items():
        data.setdefault(by, {})[item] = [opa_right(right) for right in found]
    policy = folder / "rights.rego"
    policy.write_text(REGO, encoding="utf-8")
    engine = opa_eval.OpaEval(str(policy), data_json=json.dumps({"rights": data}), query="data.authority.allow")
    lists = {place: json.dumps(stems) for place, stems in places.items()}

    def decide(by, power, item, place, day, facts):
        return engine.evaluate_parsed(
            f'{{"by":"{by}","item":"{item}","power":"{power}","day":{day.toordinal()},'
            f'"places":{lists[place]},"{FACT}":{facts[FACT]}}}'
        )

    return decide


REGO = f"""package authority
import rego.v1
default allow := false
allow if {{
    some right in data.rights[input.by][input.item]
    right.powers[input.power]
    input.day >= right.first
    input.day <= right.last
    input.{FACT} <= right.bound
    some place in input.places
    right.areas[place]
}}
"""


def opa_right(right: Right) -> dict[str, object]:
    return {
        "powers": dict.fromkeys(right.powers, True), "areas": dict.fromkeys(right.areas, True),
        "first": right.first, "last": right.last, "bound": NEVER if right.bound is None else right.bound,
    }  # fmt: skip


def casbin(folder: Path) -> Decide:
    """FastEnforcer keeps policies by body and item; what is left is one call of a function of ours."""
    from casbin import FastEnforcer
    from casbin.model import FastModel

    model = FastModel([0, 1])
    model.load_model_from_text(CASBIN)
    enforcer = FastEnforcer(model, cache_key_order=[0, 1])
    enforcer.add_function("holds", casbin_holds)
    policy = model.model["p"]["p"].policy
    for right in rights_of(folder):
        terms = right.first, right.last, NEVER if right.bound is None else right.bound
        policy.append([right.by, right.item, frozenset(right.powers), frozenset(right.areas), *terms])
    enforce = enforcer.enforce
    return lambda by, power, item, place, day, facts: enforce(
        by, item, power, places[place], day.toordinal(), facts[FACT]
    )


CASBIN = """
[request_definition]
r = by, item, power, places, day, sum
[policy_definition]
p = by, item, powers, areas, first, last, bound
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = holds(r.power, r.places, r.day, r.sum, p.powers, p.areas, p.first, p.last, p.bound)
"""


def casbin_holds(power, here, day, sum_, powers, areas, first, last, bound) -> bool:
    return power in powers and first <= day <= last and sum_ <= bound and not areas.isdisjoint(here)


def rights_of(folder: Path) -> Iterator[Right]:
    with (folder / "rights.jsonl").open(encoding="utf-8") as lines:
        yield from (Right(*json.loads(line)) for line in lines)


def questions_of(folder: Path) -> Iterator[Question]:
    with (folder / "questions.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            by, power, item, place, day, facts = json.loads(line)
            yield Question(by, power, item, place, date.fromordinal(day), facts)


def grouped(folder: Path) -> dict[tuple[str, str], list[Right]]:
    found: dict[tuple[str, str], list[Right]] = {}
    for right in rights_of(folder):
        found.setdefault((right.by, right.item), []).append(right)
    return found


def cost(decide: Decide, asked: list[Question]) -> float:
    """Microseconds of CPU per decision, the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        begin = process_time()
        for question in asked:
            decide(*question)
        best = min(best, process_time() - begin)
    return best / len(asked) * 1e6


def main(name: str, folder: Path) -> None:
    asked = list(questions_of(folder))
    places.update((question.place, stems(question.place)) for question in asked)
    decide = globals()[name](folder)
    answers = "".join(
        "n" if (answer := decide(*question)) is False or isinstance(answer, str) else "y" for question in asked
    )
    gc.collect()
    took, memory = cost(decide, asked), psutil.Process().memory_info().rss / 1e6
    print(json.dumps({"us": took, "mb": memory, "answers": answers}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
