from django.urls import path

from yuanban.joint import meeting_pages, pages, visit_pages

app_name = "joint"
urlpatterns = [
    path("desk/consults/", pages.consults, name="consults"),
    path("desk/consults/<int:pk>/", pages.consult_one, name="consult"),
    path("desk/cases/<str:number>/consult/", pages.ask, name="ask"),
    path("desk/cases/<str:number>/opinions/", pages.weigh, name="weigh"),
    path("desk/meetings/", meeting_pages.meetings, name="meetings"),
    path("desk/meetings/new/", meeting_pages.new, name="meeting-new"),
    path("desk/meetings/<int:pk>/", meeting_pages.one, name="meeting"),
    path("desk/meetings/<int:pk>/<slug:verb>/", meeting_pages.act, name="meeting-act"),
    path("desk/site-visits/", visit_pages.visits, name="visits"),
    path("desk/site-visits/new/", visit_pages.new, name="visit-new"),
    path("desk/site-visits/<int:pk>/", visit_pages.one, name="visit"),
    path("desk/site-visits/<int:pk>/photos/<int:photo>/", visit_pages.photo, name="photo"),
    path("desk/site-visits/<int:pk>/<slug:verb>/", visit_pages.act, name="visit-act"),
]
