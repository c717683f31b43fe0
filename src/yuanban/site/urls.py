from django.urls import path

from yuanban.site import rules_pages

app_name = "site"
urlpatterns = [
    path("rules/", rules_pages.index, name="rules"),
    path("rules/<slug:rule>/", rules_pages.one, name="rule"),
]
