from django.urls import path

from yuanban.insight import audit_pages, board_pages, drawing, pages, three_data_pages, what_if

app_name = "insight"
urlpatterns = [
    path("desk/rungs/", pages.rungs, name="rungs"),
    path("desk/rungs/<str:park>/start/", drawing.start, name="start"),
    path("desk/rungs/<str:park>/<slug:kind>.<slug:form>", drawing.draft, name="draft"),
    path("desk/what-if/", what_if.what_if, name="what-if"),
    path("desk/audit/", audit_pages.audits, name="audits"),
    path("desk/audit/<str:park>/again/", audit_pages.again, name="audit-again"),
    path("desk/audit/<str:park>/report.<slug:form>", audit_pages.download, name="audit-file"),
    path("desk/boards/", board_pages.province, name="boards"),
    path("desk/boards/measures/", board_pages.meanings, name="board-measures"),
    path("desk/boards/cities/<slug:code>/", board_pages.city, name="board-city"),
    path("desk/boards/parks/<str:code>/", board_pages.park, name="board-park"),
    path("desk/boards/parks/<str:code>/cases/", board_pages.cases, name="board-cases"),
    path("desk/report/three-data/", three_data_pages.three_data, name="three-data"),
    path("desk/report/three-data.<slug:form>", three_data_pages.download, name="three-data-file"),
    path("desk/report/three-data/<slug:key>/", three_data_pages.rows, name="three-data-rows"),
]
