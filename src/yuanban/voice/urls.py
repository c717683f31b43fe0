from django.urls import path

from yuanban.voice import pages

app_name = "voice"
urlpatterns = [path("cases/<str:number>/rate/", pages.rating, name="rate")]
