from django.urls import path

from yuanban.certificates import desk_pages, pages

app_name = "certificates"
urlpatterns = [
    path("certificates/<str:number>/", pages.one, name="one"),
    path("my/certificates/", pages.mine, name="mine"),
    path("my/certificates/<str:number>/", pages.mine_one, name="mine-one"),
    path("desk/certificates/", desk_pages.desk, name="desk"),
    path("desk/certificates.xlsx", desk_pages.export, name="export"),
    path("desk/certificates/<str:number>/", desk_pages.file, name="file"),
    path("desk/certificates/<str:number>/<slug:verb>/", desk_pages.act, name="act"),
]
