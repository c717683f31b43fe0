from django.urls import path

from yuanban.accounts import admin_pages, credit_pages, pages

app_name = "accounts"
urlpatterns = [
    path("sign-in/", pages.sign_in, name="sign-in"),
    path("sign-out/", pages.sign_out, name="sign-out"),
    path("account/", pages.account, name="account"),
    path("account/post/", pages.choose_post, name="post"),
    path("account/password/", pages.change_password, name="password"),
    path("desk/people/", admin_pages.people, name="people"),
    path("desk/people/new/", admin_pages.new_person, name="person-new"),
    path("desk/people/<int:pk>/", admin_pages.person, name="person"),
    path("desk/credit/", credit_pages.credit, name="credit"),
    path("desk/credit/note/", credit_pages.note, name="credit-note"),
    path("desk/credit/<int:pk>/lift/", credit_pages.lift, name="credit-lift"),
]
