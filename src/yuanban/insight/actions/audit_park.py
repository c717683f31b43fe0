"""核查: go through one park again and put what was found in the place of what was found before."""

from django.db import connection, transaction

from yuanban.insight.audit import audit
from yuanban.insight.models import Audit, Finding
from yuanban.insight.scope import parks_of
from yuanban.law.refusal import Refusal

TURN = 7_310_001  # one audit at a time for each park


@transaction.atomic
def audit_park(actor, park):
    if actor.role != "system" and not may_audit(actor, park):
        because = f"{actor.name}的岗位不能核查{park.name}。"
        raise Refusal("no-post", because=because, cure="请由监督员、省级中心或者该园区的中心管理员核查。")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashint8(%s))", [TURN, park.pk])
    found = audit(park, actor.at)
    Finding.objects.filter(park=park).delete()
    Finding.objects.bulk_create(found.findings, batch_size=1000)
    counted = {"at": actor.at, "arrangements": found.arrangements, "steps": found.steps}
    return Audit.objects.update_or_create(park=park, defaults=counted)[0]


def may_audit(actor, park):
    return actor.role in ("auditor", "provincial", "manager") and parks_of(actor).filter(pk=park.pk).exists()
