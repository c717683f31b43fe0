"""Puts `request.actor` on every request: who acts, on which post, now."""

from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from yuanban.accounts.acting import Actor, acting
from yuanban.places import epoch

POST = "post"


def actor_of(request):
    if not request.user.is_authenticated:
        return Actor(person=None, name="访客", at=timezone.now())
    return acting(request.user, timezone.now(), request.session.get(POST))


class ActorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor = SimpleLazyObject(lambda: actor_of(request))
        try:
            return self.get_response(request)
        finally:
            epoch.forget()
