"""Signing in and out, choosing the post to act on, one's own account."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from yuanban.accounts import demo
from yuanban.accounts.acting import live_posts
from yuanban.accounts.landing import landing_of
from yuanban.accounts.middleware import POST

WRONG = "账号或者密码不正确，请重新输入。连续输错5次，账号将锁定15分钟。"
LOCKED = "连续输错密码5次，账号已锁定15分钟。请稍后再试；忘记密码的，请联系本单位管理员或者园区政务服务中心重置。"
BARRED = "演示账号的密码是公开的，只能在本机演示时使用。"
SHORT = "密码至少8位，不能全是数字，也不能是常见密码。"


@login_not_required
@sensitive_post_parameters("password")
def sign_in(request):
    if request.user.is_authenticated:
        return redirect(after(request))
    if request.method != "POST":
        return door(request)
    person = authenticate(
        request, username=request.POST.get("username", "").strip(), password=request.POST.get("password", "")
    )
    if person is None:
        return door(request, {"username": WRONG}, 422)
    if demo.barred(person):
        return door(request, {"username": BARRED}, 403)
    login(request, person)
    return redirect(landing(request, person))


def door(request, errors=None, status=200):
    typed = request.POST.get("username", "")
    context = {
        "errors": errors or {},
        "username": typed,
        "next": asked_for(request),
        "cast": demo.cast(),
        "password": demo.PASSWORD,
    }
    return render(request, "accounts/sign_in.html", context, status=status)


def locked_out(request, response=None, credentials=None):
    return door(request, {"username": LOCKED}, 429)


def asked_for(request):
    """The page that was wanted before signing in, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()) else ""


def landing(request, person):
    many = live_posts(person, request.actor.day).count() > 1
    return "accounts:account" if many and not asked_for(request) else after(request, person)


def after(request, person=None):
    person = person or request.user
    official = live_posts(person, request.actor.day).exists()
    return asked_for(request) or ("/desk/" if official else landing_of(person, request.actor.day))


@require_POST
def sign_out(request):
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def account(request):
    return render(request, "accounts/account.html", own(request))


def own(request):
    posts = live_posts(request.user, request.actor.day)
    firms = request.user.enterprises.select_related("park").order_by("name")
    return {"person": request.user, "posts": posts, "firms": firms, "errors": {}}


@require_POST
def choose_post(request):
    post = live_posts(request.user, request.actor.day).filter(pk=request.POST.get("post") or 0).first()
    if post is None:
        messages.error(request, "没有这个岗位，或者岗位已经到期。")
        return redirect("accounts:account")
    request.session[POST] = post.pk
    messages.success(request, f"现在以{post.body.name}“{post.title}”办理。")
    return redirect("/desk/")


@require_POST
@sensitive_post_parameters("old", "new", "again")
def change_password(request):
    errors = password_errors(request.user, request.POST)
    if errors:
        return render(request, "accounts/account.html", own(request) | {"errors": errors}, status=422)
    request.user.set_password(request.POST["new"])
    request.user.save(update_fields=["password"])
    update_session_auth_hash(request, request.user)
    messages.success(request, "密码已更换，其他设备上的登录已经失效。")
    return redirect("accounts:account")


def password_errors(person, given):
    if not person.check_password(given.get("old", "")):
        return {"old": "现在的密码不正确。"}
    if given.get("new") != given.get("again"):
        return {"again": "两次输入的新密码不一样。"}
    try:
        validate_password(given.get("new", ""), person)
    except ValidationError:
        return {"new": SHORT}
    return {}
