from django.urls import path

from yuanban.archive import pages

app_name = "archive"
urlpatterns = [
    path("desk/cases/<str:number>/story/", pages.story, name="story"),
    path("cases/<str:number>/story/", pages.own_story, name="own-story"),
    path("desk/archive/", pages.archives, name="archives"),
    path("desk/archive/export/", pages.export, name="export"),
    path("desk/archive/export/<int:pk>.zip", pages.export_file, name="export-file"),
    path("desk/archive/<str:number>/file/", pages.file_case, name="file-case"),
    path("desk/archive/<str:number>.zip", pages.download, name="download"),
    path("papers/<str:token>/proof.zip", pages.own_proof, name="own-proof"),
    path("check/package/", pages.check_package, name="check-package"),
    path("check/keys/", pages.public_keys, name="keys"),
]
