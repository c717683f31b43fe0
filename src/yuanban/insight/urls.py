from django.urls import path

from yuanban.insight import audit_pages, drawing, pages, what_if

app_name = "insight"
urlpatterns = [
    path("desk/rungs/", pages.rungs, name="rungs"),
    path("desk/rungs/<str:park>/start/", drawing.start, name="start"),
    path("desk/rungs/<str:park>/<slug:kind>.<slug:form>", drawing.draft, name="draft"),
    path("desk/what-if/", what_if.what_if, name="what-if"),
    path("desk/audit/", audit_pages.audits, name="audits"),
    path("desk/audit/<str:park>/again/", audit_pages.again, name="audit-again"),
    path("desk/audit/<str:park>/report.<slug:form>", audit_pages.download, name="audit-file"),
]
