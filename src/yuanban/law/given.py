"""What a scenario file gives: bodies, items, papers, seals, parks. Every id it names must be given in the same file."""

from collections.abc import Collection
from typing import Any

from yuanban.law.conditions import ConditionError, compile_condition
from yuanban.law.modefile import load_modes
from yuanban.law.strict import Parser, Spot, code, day, fields, flag, located, many, named, one_of, table, text, whole
from yuanban.law.world import (
    BODY_KINDS,
    GRANTED,
    KINDS,
    POWERS,
    Agreement,
    Body,
    Bundle,
    Instrument,
    Item,
    Park,
    Seal,
    World,
)

SECTIONS = ("bodies", "items", "instruments", "seals", "parks", "agreements", "bundles")
PERIOD: dict[str, Parser] = {"from_date": day, "to_date": day}


def read_world(value: Any, spot: Spot) -> World:
    """The world of the `given` key."""
    raw: dict[str, tuple[Any, Spot]] = fields(value, spot, dict.fromkeys(SECTIONS, located))

    def section(name: str, parser: Parser, empty: Any) -> Any:
        return parser(*raw[name]) if name in raw else empty

    bodies = section("bodies", _bodies, {})
    items = section("items", named(_item(bodies)), {})
    papers = _Papers(one_of(bodies), one_of(items))
    parks = section("parks", named(papers.park), {})
    return World(
        bodies=bodies,
        items=items,
        instruments=section("instruments", named(papers.instrument), {}),
        seals=section("seals", many(papers.seal), ()),
        parks=parks,
        agreements=section("agreements", named(papers.agreement), {}),
        bundles=section("bundles", named(papers.bundle(parks)), {}),
    )


def _bodies(value: Any, spot: Spot) -> dict[str, Body]:
    ids = [str(key) for key in table(value, spot)]
    known: dict[str, Parser] = {
        "name": text,
        "kind": one_of(BODY_KINDS),
        "territory": many(code),
        "set_up_by": one_of(ids),
        "merged_into": one_of(ids),
        "own_standing": flag,
        "merged_on": day,
    }

    def body(value: Any, spot: Spot) -> Body:
        raw = fields(value, spot, known, required=("name", "kind"))
        if "merged_into" in raw and "merged_on" not in raw:
            raise spot.error("缺少 merged_on（自哪一天起并入）")
        return Body(id=spot.key, **raw)

    bodies: dict[str, Body] = named(body)(value, spot)
    return bodies


def _item(bodies: Collection[str]) -> Parser:
    known: dict[str, Parser] = {
        "name": text,
        "statutory": whole,
        "promised": whole,
        "joint": flag,
        "visits": whole,
        "first_review": one_of(bodies),
    }

    def item(value: Any, spot: Spot) -> Item:
        raw = fields(value, spot, known, required=("name", "statutory"))
        return Item(id=spot.key, **{"promised": raw["statutory"]} | raw)

    return item


def _all_or(parser: Parser, everything: Any) -> Parser:
    def parse(value: Any, spot: Spot) -> Any:
        return everything if value == "all" else frozenset(many(parser)(value, spot))

    return parse


def _set_of(parser: Parser) -> Parser:
    return lambda value, spot: frozenset(many(parser)(value, spot))


def _condition(value: Any, spot: Spot) -> str:
    condition = text(value, spot)
    try:
        compile_condition(condition)
    except ConditionError as error:
        raise spot.error(str(error)) from error
    return condition


class _Papers:
    """Parsers of all that names bodies and items."""

    def __init__(self, body: Parser, item: Parser) -> None:
        self.body, self.item = body, item

    def instrument(self, value: Any, spot: Spot) -> Instrument:
        known: dict[str, Parser] = PERIOD | {
            "kind": one_of(KINDS),
            "from": self.body,
            "to": self.body,
            "items": _set_of(self.item),
            "powers": _all_or(one_of(POWERS), frozenset(POWERS)),
            "territory": many(code),
            "condition": _condition,
            "basis": text,
            "published": day,
            "revoked_on": day,
            "seal_on_sight": whole,
            "title": text,
        }
        raw = fields(value, spot, known, required=("kind", "to", "items", "powers"))
        grantor = raw.pop("from", None)
        if raw["kind"] in GRANTED and grantor is None:
            raise spot.error("缺少 from（由哪个机关授出）")
        if raw["kind"] == "statute" and grantor is not None:
            raise spot.error("法定职权（statute）来自法律本身，不写 from")
        return Instrument(id=spot.key, grantor=grantor, **raw)

    def seal(self, value: Any, spot: Spot) -> Seal:
        known = PERIOD | {"of": self.body, "kept_by": self.body, "items": _all_or(self.item, None), "id": text}
        return Seal(**fields(value, spot, known, required=("of", "kept_by", "items")))

    def park(self, value: Any, spot: Spot) -> Park:
        known: dict[str, Parser] = {
            "name": text,
            "place": code,
            "places": many(code),
            "window": self.body,
            "committee": self.body,
            "modes": named(one_of(load_modes())),
            "cadre": text,
            "operator": self.body,
            "desks": many(self.body),
        }
        raw = fields(value, spot, known, required=("name", "window"))
        place = raw.pop("place", None)
        raw["places"] = raw.get("places") or ((place,) if place else ())
        if not raw["places"]:
            raise spot.error("缺少 place 或 places")
        for item in raw.get("modes", {}):
            self.item(item, spot.at("modes"))
        return Park(id=spot.key, **{"committee": None} | raw)

    def agreement(self, value: Any, spot: Spot) -> Agreement:
        known = PERIOD | {"parties": many(self.body), "window": self.body, "items": _set_of(self.item)}
        return Agreement(id=spot.key, **fields(value, spot, known, required=("parties", "window", "items")))

    def bundle(self, parks: Collection[str]) -> Parser:
        known = PERIOD | {
            "name": text,
            "lead": self.body,
            "items": many(self.item),
            "order": many(many(self.item)),
            "parks": many(one_of(parks)),
        }

        def parse(value: Any, spot: Spot) -> Bundle:
            bundle = Bundle(id=spot.key, **fields(value, spot, known, required=("name", "lead", "items")))
            ordered = [item for stage in bundle.order for item in stage]
            if ordered and sorted(ordered) != sorted(bundle.items):
                raise spot.error("order 应当把 items 中的每个事项恰好写一次")
            return bundle

        return parse
