"""Addresses of the officials' pages."""

from django.urls import path

from yuanban.cases.desk import act, carried, carry, counter, file, hearings, home, parks, proof, seals

desk_urls = [
    path("desk/", home.home, name="desk"),
    path("desk/new/", counter.counter, name="counter"),
    path("desk/new/person/", counter.new_person, name="counter-person"),
    path("desk/new/done/<str:number>/", counter.done, name="counter-done"),
    path("desk/cases/<str:number>/", file.file, name="file"),
    path("desk/cases/<str:number>/uploads/<int:upload>/", file.upload, name="file-upload"),
    path("desk/cases/<str:number>/<slug:verb>/", act.act, name="act"),
    path("desk/seals/", seals.seals, name="seals"),
    path("desk/hearings/", hearings.hearings, name="hearings"),
    path("desk/carry/", carry.carried, name="carry"),
    path("desk/carry/<str:number>/", carry.hand, name="carry-case"),
    path("desk/carried/<slug:code>/", carried.page, name="carried"),
    path("desk/proof/", proof.search_proof, name="proofs"),
    path("desk/proof/<str:number>/", proof.proof, name="proof"),
    path("desk/parks/", parks.parks, name="parks"),
]
