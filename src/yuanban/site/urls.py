from django.urls import path

from yuanban.site import practices_pages, rules_pages

app_name = "site"
urlpatterns = [
    path("rules/", rules_pages.index, name="rules"),
    path("rules/<slug:rule>/", rules_pages.one, name="rule"),
    path("practices/", practices_pages.public, name="practices"),
    path("desk/practices/", practices_pages.desk, name="desk-practices"),
    path("desk/practices/<slug:key>/", practices_pages.one, name="practice"),
    path("desk/practices/<slug:key>/settle/", practices_pages.settle, name="practice-settle"),
    path("desk/practices/<slug:key>/end/<int:pk>/", practices_pages.end, name="practice-end"),
]
