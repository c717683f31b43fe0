"""Addresses of the applicants' pages."""

from django.urls import path

from yuanban.cases.applicant import application, form_paper, hearing, home, run, situations, supplement, tracking

applicant_urls = [
    path("my/", home.home, name="my"),
    path("my/papers/", home.papers, name="my-papers"),
    path("my/drafts/<int:draft>/discard/", application.discard, name="discard"),
    path("apply/<str:park>/<int:pk>/", application.form, name="apply"),
    path("apply/<str:park>/<int:pk>/check/", application.look_through, name="check"),
    path(
        "apply/<str:park>/<int:pk>/certificate/<int:certificate>/<slug:purpose>/",
        application.form,
        name="apply-certificate",
    ),
    path(
        "apply/<str:park>/<int:pk>/certificate/<int:certificate>/<slug:purpose>/check/",
        application.look_through,
        name="check-certificate",
    ),
    path("apply/<str:park>/bundle/<slug:code>/", application.form, name="apply-bundle"),
    path("apply/<str:park>/bundle/<slug:code>/situations/", situations.page, name="situations"),
    path("apply/<str:park>/bundle/<slug:code>/check/", application.look_through, name="check-bundle"),
    path("runs/<str:number>/", run.track, name="run"),
    path("runs/<str:number>/early/", run.early, name="run-early"),
    path("runs/<str:number>/rest/", run.rest, name="run-rest"),
    path("cases/<str:number>/", tracking.track, name="track"),
    path("cases/<str:number>/applied/", tracking.applied, name="applied"),
    path("cases/<str:number>/supplement/", supplement.supplement, name="supplement"),
    path("cases/<str:number>/promised/", supplement.promised, name="promised"),
    path("cases/<str:number>/hearing/", hearing.hearing, name="hearing"),
    path("cases/<str:number>/form/", form_paper.own, name="form-paper"),
    path("cases/<str:number>/withdraw/", tracking.withdraw, name="withdraw"),
    path("cases/<str:number>/files/<int:material>/", tracking.file, name="material-file"),
]
