"""Where the council's own sign-in comes back to when it did not go well."""

from allauth.socialaccount import views
from django.urls import path

urlpatterns = [
    path("cancelled/", views.login_cancelled, name="socialaccount_login_cancelled"),
    path("error/", views.login_error, name="socialaccount_login_error"),
]
