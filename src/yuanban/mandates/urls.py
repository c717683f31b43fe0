from django.urls import path

from yuanban.mandates import (
    arranging,
    attachment_pages,
    choosing,
    coverage_pages,
    document_form,
    documents,
    drafting,
    pages,
    sealing,
)
from yuanban.mandates.public_urls import public_urls

app_name = "mandates"
urlpatterns = [
    *public_urls,
    path("desk/instruments/", pages.instruments, name="instruments"),
    path("desk/instruments/new/", drafting.new_instrument, name="instrument-new"),
    path("desk/instruments/<slug:code>/", pages.instrument, name="instrument"),
    path("desk/instruments/<slug:code>/edit/", drafting.edit, name="instrument-edit"),
    path("desk/instruments/<slug:code>/<slug:verb>/", pages.move, name="instrument-move"),
    path("desk/instrument-check/", drafting.check_now, name="check-now"),
    path("desk/item-choice/", choosing.choose_items, name="item-choice"),
    path("desk/attachments/<int:pk>/", attachment_pages.attachment, name="attachment"),
    path("desk/attachments/<int:pk>/detach/", attachment_pages.detach, name="detach"),
    path("desk/documents/", documents.documents, name="documents"),
    path("desk/documents/new/", document_form.new_document, name="document-new"),
    path("desk/documents/<slug:code>/", documents.document, name="document"),
    path("desk/documents/<slug:code>/edit/", document_form.edit, name="document-edit"),
    path("desk/documents/<slug:code>/rows/", document_form.more_rows, name="document-rows"),
    path("desk/documents/<slug:code>/answer/", documents.answer, name="document-answer"),
    path("desk/documents/<slug:code>/<slug:verb>/", documents.move, name="document-move"),
    path("desk/seal-register/", sealing.seals, name="seals"),
    path("desk/seal-register/new/", sealing.new_seal, name="seal-new"),
    path("desk/seal-register/<slug:code>/", sealing.seal, name="seal"),
    path("desk/seal-register/<slug:code>/retire/", sealing.retire, name="seal-retire"),
    path("desk/coverage/", coverage_pages.coverage, name="coverage"),
    path("desk/coverage/download/", coverage_pages.download, name="coverage-download"),
    path("desk/arrangements/", arranging.arrangements, name="arrangements"),
    path("desk/arrangements/<str:park>/<int:item>/", arranging.change, name="arrange"),
]
