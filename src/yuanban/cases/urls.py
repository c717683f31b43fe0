"""Addresses of the case pages: the applicants' and the officials'."""

from yuanban.cases.applicant_urls import applicant_urls
from yuanban.cases.desk_urls import desk_urls

app_name = "cases"
urlpatterns = [*applicant_urls, *desk_urls]
