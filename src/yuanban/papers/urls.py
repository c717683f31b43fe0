from django.urls import path

from yuanban.papers import head_pages, pages, registers, uses

app_name = "papers"
urlpatterns = [
    path("check/", pages.check, name="check"),
    path("check/<str:token>/", pages.check_one, name="check-one"),
    path("desk/seal-register/<slug:code>/uses/", uses.seal_uses, name="seal-uses"),
    path("desk/seal-register/<slug:code>/face/", head_pages.keep, name="keep-face"),
    path("desk/seal-register/<slug:code>/face.png", head_pages.face, name="face"),
    path("desk/letterheads/", head_pages.letterheads, name="letterheads"),
    path("desk/letterheads/<slug:code>/", head_pages.set_one, name="letterhead"),
    path("papers/number/<str:number>/", pages.by_number, name="by-number"),
    path("desk/registers/", registers.registers, name="registers"),
    path("desk/registers/print/", registers.print_many, name="print-many"),
    path("papers/<str:token>.pdf.sm2sig", pages.sm2_signature, name="sm2"),
    path("papers/<str:token>.docx", pages.editable, name="docx"),
    path("papers/<str:token>.pdf", pages.pdf, name="pdf"),
]
