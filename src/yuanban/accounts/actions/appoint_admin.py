"""任命管理员: an administrator made on the server itself, where no administrator can sign in yet."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from yuanban.accounts.actions.people import USERNAME, person_errors
from yuanban.accounts.models import Person, Post
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


@transaction.atomic
def appoint_admin(actor, username, name, password, body):
    """-> the person, on a post of `body` from today on. `actor` is the system: whoever commands the server."""
    if actor.role != "system":
        raise Refusal("no-post", because="只能在服务器上任命系统管理员。", cure="请由系统管理员在“人员与岗位”设岗位。")
    username, name = username.strip(), name.strip()
    errors = person_errors(name, "") | account_errors(username) | password_errors(password, username, name)
    if errors:
        raise Invalid(errors)
    person = Person.objects.create_person(username, name, password)
    Post.objects.create(person=person, body=body, title=Post.ROLES["admin"], role="admin", from_date=actor.day)
    return person


def account_errors(username):
    if not USERNAME.match(username):
        return {"username": "账号为3至30个字符：以小写字母开头，可以有数字、点、横线。"}
    if Person.objects.filter(username=username).exists():
        return {"username": f"账号“{username}”已有人使用，请换一个；忘记密码的，请由另一名管理员重置。"}
    return {}


def password_errors(password, username, name):
    try:
        validate_password(password, Person(username=username, name=name))
    except ValidationError:
        return {"password": "密码至少8位，不能全是数字，也不能是常见密码。"}
    return {}
