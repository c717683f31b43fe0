from django.urls import path

from yuanban.papers import pages, registers, uses

app_name = "papers"
urlpatterns = [
    path("check/", pages.check, name="check"),
    path("check/<str:token>/", pages.check_one, name="check-one"),
    path("desk/seal-register/<slug:code>/uses/", uses.seal_uses, name="seal-uses"),
    path("papers/number/<str:number>/", pages.by_number, name="by-number"),
    path("desk/registers/", registers.registers, name="registers"),
    path("desk/registers/print/", registers.print_many, name="print-many"),
    path("papers/<str:token>.pdf.sm2sig", pages.sm2_signature, name="sm2"),
    path("papers/<str:token>.pdf", pages.pdf, name="pdf"),
]
