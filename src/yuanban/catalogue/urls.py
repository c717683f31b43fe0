from django.urls import path

from yuanban.catalogue import desk_pages, lists_draft_pages, lists_pages, lists_park_pages, pages

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
    path("desk/lists/", lists_pages.kinds, name="lists"),
    path("desk/lists/parks/", lists_park_pages.parks, name="list-parks"),
    path("desk/lists/parks/<str:park>/", lists_park_pages.park, name="list-park"),
    path("desk/lists/parks/<str:park>/add/", lists_park_pages.add, name="list-park-add"),
    path("desk/lists/parks/<str:park>/remove/", lists_park_pages.remove, name="list-park-remove"),
    path("desk/lists/parks/<str:park>/undo/<int:pk>/", lists_park_pages.undo, name="list-park-undo"),
    path("desk/lists/<slug:kind>/start/", lists_pages.start, name="list-start"),
    path("desk/lists/<slug:kind>/<int:number>/", lists_pages.version, name="list-version"),
    path("desk/lists/<slug:kind>/<int:number>/publish/", lists_pages.publish, name="list-publish"),
    path("desk/lists/<slug:kind>/<int:number>/discard/", lists_pages.discard, name="list-discard"),
    path("desk/lists/<slug:kind>/<int:number>/note/", lists_pages.note, name="list-note"),
    path("desk/lists/<slug:kind>/<int:number>/entry/", lists_draft_pages.entry, name="list-entry"),
    path("desk/lists/<slug:kind>/<int:number>/sheet/", lists_draft_pages.sheet, name="list-sheet"),
    path("desk/lists/<slug:kind>/<int:number>/diff/", lists_pages.diff, name="list-diff"),
    path("desk/lists/<slug:kind>/<int:number>/impact/", lists_pages.impact, name="list-impact"),
]
