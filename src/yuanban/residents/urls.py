from django.urls import path

from yuanban.residents import desk_pages, pages

app_name = "residents"
urlpatterns = [
    path("residents/", pages.residents, name="residents"),
    path("residents/<int:pk>/", pages.institution, name="institution"),
    path("my/disputes/", pages.mine, name="mine"),
    path("my/disputes/new/", pages.new, name="new"),
    path("my/disputes/<str:number>/", pages.one, name="one"),
    path("my/disputes/<str:number>/<slug:verb>/", pages.act, name="act"),
    path("desk/residents/", desk_pages.workplace, name="workplace"),
    path("desk/residents/disputes/<str:number>/", desk_pages.dispute, name="dispute"),
    path("desk/residents/disputes/<str:number>/<slug:verb>/", desk_pages.act, name="dispute-act"),
    path("desk/residents/<int:pk>/roster/", desk_pages.roster, name="roster"),
    path("desk/institutions/", desk_pages.institutions, name="institutions"),
    path("desk/institutions/new/", desk_pages.new_institution, name="new-institution"),
    path("desk/institutions/<int:pk>/", desk_pages.edit_institution, name="edit-institution"),
    path("desk/referrals/", desk_pages.referral, name="referral"),
]
