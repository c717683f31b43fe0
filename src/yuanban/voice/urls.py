from django.urls import path

from yuanban.voice import desk_pages, pages

app_name = "voice"
urlpatterns = [
    path("cases/<str:number>/rate/", pages.rating, name="rate"),
    path("desk/ratings/", desk_pages.ratings, name="ratings"),
]
