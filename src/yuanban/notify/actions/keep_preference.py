"""通知方式: each person's own choice. What the law wants told always stays in the inbox."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from yuanban.ledger.invalid import Invalid
from yuanban.notify.models import Preference


def keep_preference(actor, address="", wechat_id="", **choices):
    """`choices`: email, sms, wechat, only_legal."""
    address, wechat_id = address.strip(), wechat_id.strip()[:60]
    try:
        if address:
            validate_email(address)
    except ValidationError:
        raise Invalid({"address": "邮箱地址不正确，例如 zhangsan@example.cn。"}) from None
    kept = {"address": address, "wechat_id": wechat_id, **choices}
    return Preference.objects.update_or_create(person_id=actor.person, defaults=kept)[0]
