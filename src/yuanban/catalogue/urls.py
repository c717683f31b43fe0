from django.urls import path

from yuanban.catalogue import pages

app_name = "catalogue"
urlpatterns = [
    path("", pages.home, name="home"),
    path("search/", pages.results, name="search"),
    path("suggest/", pages.suggestions, name="suggest"),
    path("park/", pages.choose_park, name="choose-park"),
    path("items/<int:pk>/", pages.item, name="item"),
]
