from django.urls import path

from yuanban.oversight import pages

app_name = "oversight"
urlpatterns = [
    path("published/", pages.published, name="published"),
    path("published/feed.json", pages.feed, name="feed"),
    path("published/<int:pk>/withhold/", pages.withhold_one, name="withhold"),
    path("desk/oversight/", pages.oversight, name="oversight"),
    path("desk/pushes/", pages.pushes, name="pushes"),
    path("desk/pushes/<int:pk>/", pages.push, name="push"),
    path("desk/pushes/<int:pk>/<slug:verb>/", pages.push_act, name="push-act"),
]
