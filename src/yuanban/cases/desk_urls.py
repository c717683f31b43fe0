"""Addresses of the officials' pages."""

from django.urls import path

from yuanban.cases.applicant import form_paper
from yuanban.cases.desk import (
    act,
    carried,
    carry,
    correct,
    counter,
    file,
    flags,
    gap_slot,
    hearings,
    home,
    materials,
    parks,
    proof,
    runs,
    seals,
)

desk_urls = [
    path("desk/", home.home, name="desk"),
    path("desk/new/", counter.counter, name="counter"),
    path("desk/new/person/", counter.new_person, name="counter-person"),
    path("desk/new/done/<str:number>/", counter.done, name="counter-done"),
    path("desk/cases/<str:number>/", file.file, name="file"),
    path("desk/cases/<str:number>/uploads/<int:upload>/", file.upload, name="file-upload"),
    path("desk/cases/<str:number>/form/", form_paper.desk, name="file-form"),
    path("desk/cases/<str:number>/correcting/", correct.correcting, name="correcting"),
    path("desk/cases/<str:number>/gap-slot/", gap_slot.more, name="gap-slot"),
    path("desk/cases/<str:number>/materials/<str:code>/original/", materials.original, name="check-original"),
    path("desk/cases/<str:number>/materials/<str:code>/check/", materials.internal, name="check-material"),
    path("desk/cases/<str:number>/<slug:verb>/", act.act, name="act"),
    path("desk/flags/", flags.flags, name="flags"),
    path("desk/flags/<int:pk>/", flags.seen, name="flag-seen"),
    path("desk/runs/", runs.listed, name="desk-runs"),
    path("desk/runs/<str:number>/", runs.run, name="desk-run"),
    path("desk/runs/<str:number>/<slug:verb>/", runs.act, name="desk-run-act"),
    path("desk/seals/", seals.seals, name="seals"),
    path("desk/hearings/", hearings.hearings, name="hearings"),
    path("desk/carry/", carry.carried, name="carry"),
    path("desk/carry/<str:number>/", carry.hand, name="carry-case"),
    path("desk/carried/<slug:code>/", carried.page, name="carried"),
    path("desk/proof/", proof.search_proof, name="proofs"),
    path("desk/proof/<str:number>/", proof.proof, name="proof"),
    path("desk/parks/", parks.parks, name="parks"),
]
