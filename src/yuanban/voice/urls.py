from django.urls import path

from yuanban.voice import concern_pages, desk_pages, item_pages, pages, public_pages, rating_pages, visit_pages

app_name = "voice"
urlpatterns = [
    path("cases/<str:number>/rate/", pages.rating, name="rate"),
    path("rate/<slug:code>/", pages.window, name="window"),
    path("rate/visit/<str:token>/", pages.visit, name="visit"),
    path("rate/paper/<str:token>/", pages.paper, name="paper"),
    path("voice/", public_pages.new, name="new"),
    path("voice/find/", public_pages.find, name="find"),
    path("voice/mine/", public_pages.mine, name="mine"),
    path("voice/mine/<str:number>/", public_pages.one, name="one"),
    path("parks/<str:park>/voice/", public_pages.centre, name="centre"),
    path("desk/ratings/", desk_pages.ratings, name="ratings"),
    path("desk/voice/", desk_pages.home, name="home"),
    path("desk/voice/loops/", desk_pages.loops, name="loops"),
    path("desk/voice/appeals/", desk_pages.appeals, name="appeals"),
    path("desk/ratings/phone/", rating_pages.phone, name="phone"),
    path("desk/voice/concerns/", concern_pages.concerns, name="concerns"),
    path("desk/voice/stuck/", concern_pages.stuck, name="stuck"),
    path("desk/voice/concerns/<str:number>/", concern_pages.concern, name="concern"),
    path("desk/voice/concerns/<str:number>/<slug:verb>/", concern_pages.act, name="concern-act"),
    path("desk/voice/items/", item_pages.items, name="items"),
    path("desk/voice/items/<int:pk>/", item_pages.item, name="item"),
    path("desk/voice/feedback/<int:pk>/<slug:verb>/", item_pages.hear, name="hear"),
    path("desk/voice/visits/", visit_pages.visits, name="visits"),
    path("desk/voice/visits/codes/", visit_pages.codes, name="codes"),
    path("desk/ratings/<int:pk>/", rating_pages.rating, name="rating"),
    path("desk/ratings/<int:pk>/evidence/", rating_pages.evidence, name="evidence"),
    path("desk/ratings/<int:pk>/<slug:verb>/", rating_pages.act, name="rating-act"),
]
