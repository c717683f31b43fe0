from django.urls import path

from yuanban.recruiting import desk_pages, gathering_pages, job_pages

app_name = "recruiting"
urlpatterns = [
    path("jobs/", job_pages.jobs, name="jobs"),
    path("jobs/<int:pk>/", job_pages.job, name="job"),
    path("my/jobs/", job_pages.my_jobs, name="my-jobs"),
    path("my/jobs/new/", job_pages.new_job, name="new-job"),
    path("my/jobs/<int:pk>/", job_pages.my_job, name="my-job"),
    path("my/jobs/<int:pk>/edit/", job_pages.edit_job, name="edit-job"),
    path("my/jobs/<int:pk>/<slug:verb>/", job_pages.act, name="job-act"),
    path("my/interests/<int:pk>/", job_pages.take_back, name="take-back"),
    path("gatherings/", gathering_pages.gatherings, name="gatherings"),
    path("gatherings/<int:pk>/", gathering_pages.gathering, name="gathering"),
    path("gatherings/ticket/<str:token>/", gathering_pages.ticket, name="ticket"),
    path("my/gatherings/", gathering_pages.mine, name="mine"),
    path("desk/gatherings/", desk_pages.gatherings, name="desk-gatherings"),
    path("desk/gatherings/new/", desk_pages.new, name="desk-new"),
    path("desk/gatherings/<int:pk>/", desk_pages.gathering, name="desk-gathering"),
    path("desk/gatherings/<int:pk>/edit/", desk_pages.edit, name="desk-edit"),
    path("desk/gatherings/<int:pk>/cancel/", desk_pages.cancel, name="desk-cancel"),
    path("desk/gatherings/<int:pk>/told/<int:signup>/", desk_pages.told_by_telephone, name="told"),
    path("desk/gatherings/<int:pk>/door/", desk_pages.door, name="door"),
    path("desk/gatherings/<int:pk>/xlsx/", desk_pages.workbook, name="workbook"),
    path("desk/jobs/", desk_pages.jobs, name="desk-jobs"),
    path("desk/jobs/<int:pk>/", desk_pages.job, name="desk-job"),
]
