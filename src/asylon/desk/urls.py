"""Addresses of the desk. A case's address is its number; a page's state is in its query, so it can be shared."""

from __future__ import annotations

from django.urls import include, path

from asylon.api import application
from asylon.desk.views import access, case, cases, health, home, inbox, record

urlpatterns = [
    path("", home.home, name="home"),
    path("indicator/<str:indicator_id>", home.indicator, name="indicator"),
    path("inbox", inbox.inbox, name="inbox"),
    path("cases", cases.cases, name="cases"),
    path("cases/open", cases.open_case, name="open-case"),
    path("case/<str:number>", case.case, name="case"),
    path("case/<str:number>/why/<str:person>/<str:provision>", case.why, name="why"),
    path("case/<str:number>/record", record.choose, name="record"),
    path("case/<str:number>/record/<str:kind>", record.record, name="record-kind"),
    path("case/<str:number>/recorded/<int:version>", record.recorded, name="recorded"),
    path("case/<str:number>/readings", case.readings, name="readings"),
    path("purpose", access.choose_purpose, name="purpose"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("metrics", health.metrics, name="metrics"),
    path("sign-in", access.sign_in, name="sign-in"),
    path("sign-out", access.sign_out, name="sign-out"),
    path("language", access.language, name="language"),
    path("clock", access.clock, name="clock"),
    path("search", access.search, name="search"),
    path("api/v1/", application.addresses()),
    path("", include("asylon.desk.reference.urls")),
]

handler400 = "asylon.desk.views.errors.bad_request"
handler403 = "asylon.desk.views.errors.forbidden"
handler404 = "asylon.desk.views.errors.not_found"
handler500 = "asylon.desk.views.errors.server_error"
