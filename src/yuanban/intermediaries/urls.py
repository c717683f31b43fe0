from django.urls import path

from yuanban.intermediaries import desk_pages, firm_pages, pages

app_name = "intermediaries"
urlpatterns = [
    path("intermediaries/", pages.services, name="services"),
    path("intermediaries/draws/<int:pk>/", pages.draw, name="draw"),
    path("intermediaries/<slug:code>/", pages.service, name="service"),
    path("my/services/", pages.mine, name="mine"),
    path("my/services/new/", pages.new, name="new"),
    path("my/services/<str:number>/", pages.order, name="order"),
    path("my/services/<str:number>/choose/", pages.choosing, name="choose"),
    path("my/services/<str:number>/file/", pages.file, name="file"),
    path("my/services/<str:number>/<slug:verb>/", pages.act, name="act"),
    path("my/intermediary/", firm_pages.home, name="home"),
    path("desk/intermediaries/offers/", desk_pages.offers, name="offers"),
    path("desk/intermediaries/needs/", desk_pages.needs, name="needs"),
    path("desk/intermediaries/draws/", desk_pages.draws, name="draws"),
]
