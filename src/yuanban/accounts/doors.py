"""Doors to the officials' pages: which roles may open them. What they see inside is asked of `visible_to` again."""

from functools import wraps

from django.shortcuts import render

from yuanban.accounts.models import Post
from yuanban.law.refusal import Refusal


def officials(*roles):
    """Only people on a post of one of these roles, or on any post; everyone else is told why and sees nothing."""
    allowed = frozenset(roles or Post.ROLES)

    def door(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if request.actor.role not in allowed:
                return turned_away(request, allowed)
            return view(request, *args, **kwargs)

        return guarded

    return door


def turned_away(request, allowed):
    names = "、".join(name for role, name in Post.ROLES.items() if role in allowed)
    refusal = Refusal("no-post", because="您当前的岗位不能打开这一页。", cure=f"请使用有相应岗位的账号登录：{names}。")
    return render(request, "site/refused.html", {"refusal": refusal}, status=403)
