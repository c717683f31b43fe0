from django.urls import path

from yuanban.notify import pages

app_name = "notify"
urlpatterns = [
    path("my/messages/", pages.messages, name="messages"),
    path("my/messages/count/", pages.count, name="count"),
    path("my/messages/read/", pages.read_all, name="read-all"),
    path("my/messages/settings/", pages.preference, name="preference"),
    path("my/messages/<int:pk>/", pages.open_message, name="open"),
    path("desk/cards/", pages.cards, name="cards"),
    path("desk/cards/<int:pk>/", pages.card, name="card"),
    path("desk/cards/<int:pk>/<slug:verb>/", pages.card_act, name="card-act"),
    path("desk/transfers/", pages.transfers, name="transfers"),
    path("desk/transfers/<int:pk>/", pages.sign, name="sign"),
    path("desk/outbox/", pages.outbox, name="outbox"),
    path("desk/outbox/<int:pk>/", pages.again, name="again"),
]
