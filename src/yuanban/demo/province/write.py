"""The matters of some centres, filled in and copied into the database: one worker's share."""

from collections import defaultdict
from itertools import count
from random import Random

from django.db import connection, connections, transaction

from yuanban.cases.models import Counter
from yuanban.demo.province import slots, year
from yuanban.demo.province.days import Days
from yuanban.demo.province.fill import EVENT, Filler
from yuanban.demo.province.record import tables
from yuanban.demo.province.templates import cast_posts, texts
from yuanban.insight.rollup import count_new
from yuanban.law import codes
from yuanban.papers.models import Register

AT_ONCE = 1500  # matters for each transaction
SHARE = 20_000_000  # numbers of rows that each worker may give
KNOWN = "ANALYZE cases_case (id, item_id, park_id), voice_rating (case_id, counted)"  # or they are thought empty, and joined row by row
EVENT_COLUMNS = ("stream", "seq", "kind", "at", "person", "post", "data", "prev", "hash")


class Writer:
    """`seats`: [(seat, how many matters)]. Two writers never share a body, so that each keeps its registers alone."""

    def __init__(self, worker, seats, templates, now, seed):
        self.worker, self.seats, self.templates, self.now = worker, seats, templates, now
        self.rng = Random(seed * 1000 + worker)
        self.next: dict = defaultdict(lambda: count(worker * SHARE + 1))
        self.lines, self.known = defaultdict(list), {}
        self.filler = Filler(self.out, lambda table: next(self.next[table]), self.rng)

    def run(self, tick):
        """-> {table: the last number given}"""
        connections.close_all()
        every = [(seat, one) for seat, number in self.seats for one in self.drawn(seat, number)]
        self.number_papers(every)
        for n, (seat, one) in enumerate(every, 1):
            self.fill(seat, one)
            if n % AT_ONCE == 0:
                self.flush()
                tick(AT_ONCE)
        self.flush()
        tick(len(every) % AT_ONCE)
        connection.cursor().execute(KNOWN)
        with transaction.atomic():
            count_new(" WHERE c.park_id = ANY(%s)", [[seat.park.pk for seat, _ in self.seats]])
        return {table: next(numbers) for table, numbers in self.next.items()}

    # -- numbers ----------------------------------------------------------------------------------------------------

    def drawn(self, seat, number):
        """The matters with their numbers, day by day as the centre gave them."""
        found = year.matters(seat, number, self.templates, self.now, self.rng)
        serials: dict = defaultdict(int)
        for one in found:
            day = Days.every[one.index]
            serials[day] += 1
            one.number = codes.case_number(self.part(one.offer.item), day, seat.centre.number, serials[day])
        Counter.objects.bulk_create(Counter(centre=seat.centre, day=day, last=last) for day, last in serials.items())
        return found

    def part(self, item):
        if item.pk not in self.known:
            self.known[item.pk] = codes.case_item_part(codes.parse_item_code(item.code), item.region_id[:6], item.name)
        return self.known[item.pk]

    def number_papers(self, every):
        bodies = {one.pk: one for seat, _ in self.seats for one in self.bodies(seat)}
        seat_of = {id(one): seat for seat, one in every}
        found = year.give_paper_numbers(
            [one for _, one in every],
            lambda one, slot: int(self.words(seat_of[id(one)], one.offer)[slot]),
            {pk: one.short for pk, one in bodies.items()},
        )
        Register.objects.bulk_create(
            Register(body_id=body, word=word, year=in_year, last=last) for (body, word, in_year), last in found.items()
        )

    def bodies(self, seat):
        return [*seat.organs.values(), seat.committee, seat.window, seat.helper, seat.desk]

    # -- rows -------------------------------------------------------------------------------------------------------

    def words(self, seat, offer):
        """The slots of the centre, the organ, its paper and the item."""
        key = seat.park.pk, offer.organ, offer.way
        if key not in self.known:
            organ = next(one for one in seat.organs.values() if one.code == offer.organ)
            told = slots.words_of_seat(seat) | slots.words_of_organ(seat, organ, offer.way)
            issuers = {b"%d" % one.pk: one for one in self.bodies(seat)}
            self.known[key] = raw(told), slots.pools(seat, organ), issuers
        if id(offer) not in self.known:
            self.known[id(offer)] = self.known[key][0] | raw(slots.words_of_offer(offer))
        return self.known[id(offer)]

    def fill(self, seat, one):
        words = self.words(seat, one.offer)
        _, pools, issuers = self.known[seat.park.pk, one.offer.organ, one.offer.way]
        mine = words | self.firm_words(seat, one.firm)
        for n, post in enumerate(cast_posts(one.template.cast.values(), pools, one.turn)):
            mine |= self.post_words(n, post)
        self.filler.fill(
            one.template, mine, one.index, one.jitter, one.number, one.paper_numbers, one.offer.item, issuers
        )  # fmt: skip

    def firm_words(self, seat, n):
        key = seat.park.pk, n
        if key not in self.known:
            self.known[key] = raw(slots.words_of_firm(*seat.firms[n]))
        return self.known[key]

    def post_words(self, n, post):
        key = "post", n, post.pk
        if key not in self.known:
            self.known[key] = raw(slots.words_of_post(f"who{n}", post))
        return self.known[key]

    def out(self, table, lines):
        self.lines[table].append(lines)

    def flush(self):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL TIME ZONE 'UTC'; SET LOCAL synchronous_commit TO off")
            for table, lines in self.lines.items():
                columns = EVENT_COLUMNS if table == EVENT else tables()[table][0]
                names = ", ".join(f'"{name}"' for name in columns)
                with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                    copy.write(b"".join(lines))
        self.lines.clear()


def raw(told):
    return {name: text.encode() for name, text in texts(told).items()}
