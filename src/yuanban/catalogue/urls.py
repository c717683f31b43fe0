from django.urls import path

from yuanban.catalogue import desk_pages, pages

app_name = "catalogue"
urlpatterns = [
    path("", pages.home, name="home"),
    path("search/", pages.results, name="search"),
    path("suggest/", pages.suggestions, name="suggest"),
    path("park/", pages.choose_park, name="choose-park"),
    path("items/<int:pk>/", pages.item, name="item"),
    path("desk/items/", desk_pages.items, name="items"),
    path("desk/items/<int:pk>/", desk_pages.item, name="item-versions"),
    path("desk/items/<int:pk>/draft/", desk_pages.draft, name="item-draft"),
    path("desk/items/<int:pk>/<slug:verb>/", desk_pages.move, name="item-move"),
]
