from django.urls import path

from yuanban.oversight import check_pages, pages

app_name = "oversight"
urlpatterns = [
    path("published/", pages.published, name="published"),
    path("published/feed.json", pages.feed, name="feed"),
    path("published/<int:pk>/withhold/", pages.withhold_one, name="withhold"),
    path("desk/oversight/", pages.oversight, name="oversight"),
    path("desk/checks/", check_pages.checks, name="checks"),
    path("desk/checks/<str:number>/", check_pages.check, name="check"),
    path("desk/pushes/", pages.pushes, name="pushes"),
    path("desk/pushes/<int:pk>/", pages.push, name="push"),
    path("desk/pushes/<int:pk>/<slug:verb>/", pages.push_act, name="push-act"),
]
