"""Every story of every kind of matter in every way of handling, played once on the model and kept as a template."""

import datetime as dt

from django.db import connection, connections, transaction

from yuanban.demo.province import slots
from yuanban.demo.province.days import Days, count, day_of
from yuanban.demo.province.model import far_numbers, model_seat, sequences
from yuanban.demo.province.play import Play
from yuanban.demo.province.record import Recorder
from yuanban.demo.province.stories import stories_for
from yuanban.demo.province.template import Compiler
from yuanban.mandates.world import _pictures
from yuanban.places import epoch

MONDAY, FRIDAY = dt.date(2025, 3, 10), dt.date(2025, 3, 14)
UNFINISHED = ("plain-normal", "supplement")  # of these every beginning is kept


def jobs(offers):
    return [(n, story) for n, offer in enumerate(offers) for story in stories_for(*offer.key)]


def make(worker, workers, only=None):
    """This worker's share: {((pattern, way), story): [template, …]}, one for each kind of week the story needs. Leaves nothing behind."""
    connections.close_all()
    made = {}
    with transaction.atomic():
        connection.cursor().execute("SET LOCAL TIME ZONE 'UTC'")
        far_numbers(worker)
        seat = model_seat(worker)
        epoch.remember("model")  # what the law reads stays as it is while stories are played
        for n, story in jobs(seat.offers)[worker::workers]:
            offer = seat.offers[n]
            if only is None or (offer.key, story) in only:
                made[offer.key, story] = weeks(seat, offer, story)
        transaction.set_rollback(True)
    epoch.forget()
    _pictures.clear()
    connections.close_all()
    return made


def weeks(seat, offer, story):
    """Played from a Monday; and from a Friday where it matters whether a day of it is followed by a working day."""
    first = played(seat, offer, story, MONDAY)
    if not first.needs:
        return [first]
    return [first, played(seat, offer, story, FRIDAY)]


def played(seat, offer, story, day):
    recorder = Recorder()
    play = Play(seat, offer, day, recorder.look)
    every = story in UNFINISHED
    with transaction.atomic():
        play.run(story, lambda at, by_clock: recorder.note(play, at, by_clock, every))
        if not every:
            at, *_ = recorder.steps.pop()
            recorder.note(play, at, by_clock=False)
        compiler = Compiler(words(seat, offer, play.cast), day)
        whole = compiler.compiled((offer.key, story), play, recorder.steps[-1])
        if every:
            whole.firsts = tuple(compiler.compiled((offer.key, story), play, step) for step in recorder.steps[:-1])
        transaction.set_rollback(True)
    return whole


def words(seat, offer, cast):
    organ = next(one for one in seat.organs.values() if one.code == offer.organ)
    told = slots.words_of_seat(seat) | slots.words_of_organ(seat, organ, offer.way)
    told |= slots.words_of_offer(offer) | slots.words_of_firm(*seat.firms[0])
    for n, post in enumerate(cast_posts(cast.values(), slots.pools(seat, organ), 0)):
        told |= slots.words_of_post(f"who{n}", post)
    return texts(told)


def cast_posts(cast, pools, turn):
    """Who takes part. `turn` moves everybody on in their pool, so that not the same people do everything."""
    return [pools[pool][(index + turn) % len(pools[pool])] for pool, index in cast]


def texts(told):
    return {name: str(text) for name, text in told.items() if text is not None}


def fits(template, index):
    """Whether the days of this template fall as they must when it begins on working day number `index`."""
    return all((day_of(index, ("n", k)) in Days.known) == working for k, working in template.needs)


def numbers_back():
    """After the model has gone: every table counts on from its own rows."""
    with connection.cursor() as cursor:
        for (sequence,) in sequences(cursor):
            table = sequence.rpartition(".")[2].strip('"').removesuffix("_id_seq")
            cursor.execute(f'SELECT setval(%s, GREATEST((SELECT max(id) FROM "{table}"), 1))', [sequence])


__all__ = ["cast_posts", "count", "fits", "make", "numbers_back", "texts"]
