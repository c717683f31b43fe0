"""The JSON door. Rooms bring their routers; errors are the same sentences that the pages show."""

import orjson
from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig
from django.db import DataError
from django.http import Http404
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser
from ninja.renderers import BaseRenderer
from ninja.security import django_auth

from yuanban.cases.api import router as cases
from yuanban.catalogue.api import router as items
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.support.api import router as services


class Renderer(BaseRenderer):
    media_type = "application/json"

    def render(self, request, data, *, response_status):
        return orjson.dumps(data)


class Reader(Parser):
    def parse_body(self, request):
        return orjson.loads(request.body)


api = NinjaAPI(
    title="园办接口",
    version="1",
    auth=django_auth,
    renderer=Renderer(),
    parser=Reader(),
    urls_namespace="api",
    docs_url=None,
)
api.add_router("/cases", cases)
api.add_router("/items", items)
api.add_router("/services", services)


@api.exception_handler(Refusal)
def refused(request, problem):
    said = {"rule": problem.rule, "because": problem.because, "article": problem.article, "cure": problem.cure}
    return api.create_response(request, said, status=409)


@api.exception_handler(Invalid)
def invalid(request, problem):
    return api.create_response(request, {"errors": problem.errors}, status=422)


@api.exception_handler(Http404)
@api.exception_handler(ObjectDoesNotExist)
def missing(request, problem):
    return api.create_response(request, {"because": "没有找到，或者您无权查看。"}, status=404)


@api.exception_handler(AuthenticationError)
def nobody(request, problem):
    return api.create_response(request, {"because": "请先登录。"}, status=401)


@api.exception_handler(HttpError)
def unreadable(request, problem):
    return api.create_response(
        request, {"errors": {"body": "请求内容不是可以读取的JSON。"}}, status=problem.status_code
    )


@api.exception_handler(ValidationError)
def misshapen(request, problem):
    wrong = {str(error["loc"][-1]): f"“{error['loc'][-1]}”缺少或者类型不正确。" for error in problem.errors}
    return api.create_response(request, {"errors": wrong}, status=422)


@api.exception_handler(DataError)
def unstorable(request, problem):
    """A NUL character, a number beyond any column: the database will not have it, and nothing was written."""
    return api.create_response(request, {"errors": {"body": "请求中有无法保存的字符，或者数字过大。"}}, status=422)


@api.exception_handler(RequestDataTooBig)
def too_large(request, problem):
    return api.create_response(request, {"errors": {"body": "请求内容过大，文件请逐个上传。"}}, status=413)
