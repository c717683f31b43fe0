from django.urls import path

from yuanban.mandates import arranging, drafting, pages
from yuanban.mandates.public_urls import public_urls

app_name = "mandates"
urlpatterns = [
    *public_urls,
    path("desk/instruments/", pages.instruments, name="instruments"),
    path("desk/instruments/new/", drafting.new_instrument, name="instrument-new"),
    path("desk/instruments/<slug:code>/", pages.instrument, name="instrument"),
    path("desk/instruments/<slug:code>/<slug:verb>/", pages.move, name="instrument-move"),
    path("desk/seal-register/", drafting.seals, name="seals"),
    path("desk/seal-register/new/", drafting.new_seal, name="seal-new"),
    path("desk/arrangements/", arranging.arrangements, name="arrangements"),
    path("desk/arrangements/<str:park>/<int:item>/", arranging.change, name="arrange"),
]
