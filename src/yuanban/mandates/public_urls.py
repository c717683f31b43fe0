"""Addresses that everyone may open."""

from django.urls import path

from yuanban.mandates import public, public_paper

public_urls = [
    path("parks/", public.parks, name="parks"),
    path("parks/<str:park>/", public.park, name="park"),
    path("parks/<str:park>/items/<int:pk>/", public.guide, name="guide"),
    path("parks/<str:park>/bundles/<slug:code>/", public.bundle, name="bundle"),
    path("instruments/<slug:code>/", public_paper.paper, name="paper"),
]
