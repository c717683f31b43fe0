"""The JSON door. Rooms bring their routers; errors are the same sentences that the pages show."""

import orjson
from django.core.exceptions import ObjectDoesNotExist
from ninja import NinjaAPI
from ninja.parser import Parser
from ninja.renderers import BaseRenderer
from ninja.security import django_auth

from yuanban.cases.api import router as cases
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


class Renderer(BaseRenderer):
    media_type = "application/json"

    def render(self, request, data, *, response_status):
        return orjson.dumps(data)


class Reader(Parser):
    def parse_body(self, request):
        return orjson.loads(request.body)


api = NinjaAPI(
    title="园办接口", version="1", auth=django_auth, renderer=Renderer(), parser=Reader(), urls_namespace="api"
)
api.add_router("/cases", cases)


@api.exception_handler(Refusal)
def refused(request, problem):
    said = {"rule": problem.rule, "because": problem.because, "article": problem.article, "cure": problem.cure}
    return api.create_response(request, said, status=409)


@api.exception_handler(Invalid)
def invalid(request, problem):
    return api.create_response(request, {"errors": problem.errors}, status=422)


@api.exception_handler(ObjectDoesNotExist)
def missing(request, problem):
    return api.create_response(request, {"because": "没有找到，或者您无权查看。"}, status=404)
