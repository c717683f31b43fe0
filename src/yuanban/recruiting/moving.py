"""A gathering that is moved or cancelled: what it was before, and who must be rung up because no message reaches them."""

from django.db.models import F, Q

from yuanban.accounts.acting import CHINA
from yuanban.recruiting.models import SignUp

WEEKDAYS = "一二三四五六日"


def where_and_when(gathering):
    """2026年12月5日（星期六）9:00—12:00，中心一楼大厅."""
    begins, ends = gathering.starts_at.astimezone(CHINA), gathering.ends_at.astimezone(CHINA)
    until = f"{ends:%H:%M}" if ends.date() == begins.date() else f"{ends.month}月{ends.day}日{ends:%H:%M}"
    day = f"{begins.year}年{begins.month}月{begins.day}日（星期{WEEKDAYS[begins.weekday()]}）"
    return f"{day}{begins:%H:%M}—{until}，{gathering.place}"


def moved(gathering, columns, at):
    """{moved_at, was} when `columns` have another time or place of one that is still to come, else {}."""
    same = all(getattr(gathering, key) == columns[key] for key in ("starts_at", "ends_at", "place"))
    return {} if same or gathering.ends_at <= at else {"moved_at": at, "was": where_and_when(gathering)}


def by_telephone(gathering):
    """Those who signed up before the last change with nothing but a telephone, and have not taken it back."""
    rows = SignUp.objects.filter(gathering=gathering, person=None, state__in=("seated", "waiting"))
    return rows.filter(at__lt=gathering.moved_at).order_by("pool", "serial") if gathering.moved_at else rows.none()


def to_ring(gathering):
    return by_telephone(gathering).filter(Q(told_at=None) | Q(told_at__lt=F("gathering__moved_at")))
