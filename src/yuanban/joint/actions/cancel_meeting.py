"""取消联审会: called and not to be held; everyone is told why."""

from yuanban.joint import together
from yuanban.joint.models import Meeting


def cancel_meeting(actor, pk, note, version=None):
    return together.cancel(Meeting, actor, pk, note, ("case.meeting-cancelled", "meeting.cancelled"), version)
