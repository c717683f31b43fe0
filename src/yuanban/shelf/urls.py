from django.urls import path

from yuanban.shelf import pages

app_name = "shelf"
urlpatterns = [
    path("my/shelf/", pages.shelf, name="shelf"),
    path("my/shelf/keep/", pages.keep, name="keep"),
    path("my/shelf/<int:pk>/state/", pages.state, name="state"),
    path("my/shelf/<int:pk>/file/", pages.file, name="file"),
]
