from django.urls import path

from yuanban.crew import board_pages, cadre_pages, order_pages, original_pages, people_pages, phone_pages

app_name = "crew"
urlpatterns = [
    path("crew/", phone_pages.day, name="day"),
    path("crew/worker.js", phone_pages.worker, name="worker"),
    path("crew/sync/", phone_pages.sync, name="sync"),
    path("crew/deeds/", phone_pages.deeds, name="deeds"),
    path("crew/deeds/<uuid:key>/settled/", phone_pages.settled, name="settled"),
    path("crew/leave/<int:shift>/", phone_pages.leave, name="leave"),
    path("crew/orders/<slug:number>/<slug:verb>/", phone_pages.act, name="act"),
    path("desk/crew/", board_pages.board, name="board"),
    path("desk/crew/plan/", board_pages.plan, name="plan"),
    path("desk/crew/plan/<int:pk>/", board_pages.progress, name="progress"),
    path("desk/crew/orders/", order_pages.orders, name="orders"),
    path("desk/crew/orders/new/", order_pages.new, name="order-new"),
    path("desk/crew/orders/<slug:number>/", order_pages.order, name="order"),
    path("desk/crew/orders/<slug:number>/<slug:verb>/", order_pages.act, name="order-act"),
    path("desk/crew/people/", people_pages.people, name="people"),
    path("desk/crew/people/team/", people_pages.team, name="team"),
    path("desk/crew/people/join/", people_pages.join, name="join"),
    path("desk/crew/people/<int:pk>/", people_pages.runner, name="runner"),
    path("desk/crew/spots/", people_pages.spots, name="spots"),
    path("desk/crew/originals/", original_pages.originals, name="originals"),
    path("desk/crew/originals/<slug:number>/", original_pages.original, name="original"),
    path("desk/crew/cadres/", cadre_pages.cadres, name="cadres"),
    path("desk/crew/cadres/attach/", cadre_pages.attach, name="attach"),
    path("desk/crew/cadres/<int:pk>/end/", cadre_pages.end, name="cadre-end"),
]
