"""人员与岗位: who works where, with which duties, from when to when. A post gives no power by itself; the papers do."""

import re
import secrets

from django.db import transaction

from yuanban.accounts.models import Person, Post
from yuanban.accounts.phones import PHONE
from yuanban.law.refusal import Refusal
from yuanban.law.world import POWERS
from yuanban.ledger.invalid import Invalid

USERNAME = re.compile(r"^[a-z][a-z0-9._-]{2,29}$")
AT_CENTRE = ("clerk", "helper", "manager", "resident")
NO_POWERS = ("auditor", "provincial", "city", "expert", "admin", "manager", "resident")
CARRYING = {"receive", "deliver"}


def require_admin(actor):
    if actor.role != "admin":
        raise Refusal("no-post", because=f"{actor.name}的岗位不能管理人员和岗位。", cure="请由系统管理员办理。")


@transaction.atomic
def add_person(actor, username, name, phone=""):
    """-> (person, the password to hand over once)."""
    require_admin(actor)
    username, name, phone = username.strip().lower(), name.strip(), phone.strip()
    errors = person_errors(name, phone)
    if not USERNAME.match(username):
        errors["username"] = "账号为3至30个字符：以小写字母开头，可以有数字、点、横线。"
    elif Person.objects.filter(username=username).exists():
        errors["username"] = f"账号“{username}”已有人使用，请换一个。"
    if errors:
        raise Invalid(errors)
    password = new_password()
    return Person.objects.create_person(username, name, password, phone=phone), password


@transaction.atomic
def change_person(actor, person, name, phone, active):
    require_admin(actor)
    if person.pk == actor.person and not active:
        raise Invalid({"active": "不能停用自己正在使用的账号。"})
    errors = person_errors(name.strip(), phone.strip())
    if errors:
        raise Invalid(errors)
    person.name, person.phone, person.is_active = name.strip(), phone.strip(), active
    person.save(update_fields=["name", "phone", "is_active"])
    return person


def person_errors(name, phone):
    errors = {}
    if not 2 <= len(name) <= 60:
        errors["name"] = "请填写姓名（2至60字）。"
    if phone and not PHONE.match(phone):
        errors["phone"] = "请填写手机号码或者带区号的固定电话。"
    return errors


@transaction.atomic
def reset_password(actor, person):
    """-> the new password, to be handed over once; every sign-in under the old one ends."""
    require_admin(actor)
    password = new_password()
    person.set_password(password)
    person.save(update_fields=["password"])
    return password


def new_password():
    return secrets.token_urlsafe(9)


@transaction.atomic
def open_post(actor, person, body, role, title, powers, from_date, to_date=None, centre=None, head=False):
    require_admin(actor)
    post = Post(person=person, body=body, centre=centre, role=role, title=title.strip(), head=head)
    post.powers, post.from_date, post.to_date = [p for p in POWERS if p in powers], from_date, to_date
    check_post(post)
    post.save()
    return post


def check_post(post):
    errors = {}
    if post.role not in Post.ROLES:
        errors["role"] = "请选择岗位类别。"
    if not post.title:
        errors["title"] = "请填写岗位名称。"
    if post.from_date is None:
        errors["from_date"] = "请填写任职日期。"
    elif post.to_date and post.to_date < post.from_date:
        errors["to_date"] = "离任日期不能早于任职日期。"
    if post.role in AT_CENTRE and post.centre is None:
        errors["centre"] = f"“{Post.ROLES[post.role]}”在园区中心工作，请选择中心。"
    if post.role in NO_POWERS and post.powers:
        errors["powers"] = f"“{Post.ROLES[post.role]}”不办理具体步骤，不能有办理职责。"
    if errors:
        raise Invalid(errors)
    require_organ(post)


def require_organ(post):
    """《行政许可法》第二十四条第一款: a company or person receives, guides and carries; it never accepts or decides."""
    beyond = [POWERS[power] for power in post.powers if power not in CARRYING]
    if post.body.kind in ("company", "person") and beyond:
        raise Refusal(
            "entrustee-not-organ", because=f"{post.body.name}不是行政机关，其人员不能有{'、'.join(beyond)}职责。"
        )


@transaction.atomic
def end_post(actor, post, day):
    """The last day of the post; what was done on it stays as it was."""
    require_admin(actor)
    if post.pk == actor.post:
        raise Invalid({"day": "不能结束自己正在使用的岗位，请由另一名管理员办理。"})
    if day < post.from_date:
        raise Invalid({"day": f"离任日期不能早于任职日期（{post.from_date}）。"})
    post.to_date = day
    post.save(update_fields=["to_date"])
    return post
