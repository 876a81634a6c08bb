"""Addresses of the desk. A case's address is its number; a page's state is in its query, so it can be shared."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path, re_path

from asylon.api import application
from asylon.desk.views import (
    access,
    accounts,
    authorisations,
    case,
    cases,
    copies,
    health,
    home,
    inbox,
    my_case,
    own_account,
    record,
    statistics,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("indicator/<str:indicator_id>", home.indicator, name="indicator"),
    path("inbox", inbox.inbox, name="inbox"),
    path("cases", cases.cases, name="cases"),
    path("statistics", statistics.statistics, name="statistics"),
    path("cases/open", cases.open_case, name="open-case"),
    path("case/<str:number>", case.case, name="case"),
    path("case/<str:number>/why/<str:person>/<str:provision>", case.why, name="why"),
    path("case/<str:number>/record", record.choose, name="record"),
    path("case/<str:number>/record/<str:kind>", record.record, name="record-kind"),
    path("case/<str:number>/recorded/<int:version>", record.recorded, name="recorded"),
    path("case/<str:number>/readings", case.readings, name="readings"),
    path("case/<str:number>/copy/<str:person>", copies.copy, name="copy"),
    path("my-case/copy", copies.my_copy, name="my-copy"),
    path("my-case", my_case.my_case, name="my-case"),
    path("account", own_account.overview, name="own-account"),
    path("account/second-factor", own_account.enrol, name="enrol"),
    path("account/recovery-codes", own_account.recovery_codes, name="recovery-codes"),
    path("account/password", own_account.password, name="password"),
    path("account/sign-out-everywhere", own_account.sign_out_everywhere, name="sign-out-everywhere"),
    path("accounts", accounts.overview, name="accounts"),
    path("accounts/<str:name>", accounts.account, name="account"),
    re_path(r"^access/?$", authorisations.table, name="authorisations"),
    re_path(r"^access/why/?$", authorisations.why, name="authorisations-why"),
    path("purpose", access.choose_purpose, name="purpose"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("metrics", health.metrics, name="metrics"),
    path("sign-in", access.sign_in, name="sign-in"),
    path("sign-in/second-factor", own_account.give_factor, name="second-factor"),
    path("sign-in/again", own_account.prove_again, name="prove-again"),
    path("sign-out", access.sign_out, name="sign-out"),
    path("language", access.language, name="language"),
    path("clock", access.clock, name="clock"),
    path("search", access.search, name="search"),
    path("api/v1/", application.addresses()),
    path("", include("asylon.desk.reference.urls")),
]

if settings.OIDC is not None:
    from asylon.desk.oidc import addresses

    urlpatterns += addresses()

handler400 = "asylon.desk.views.errors.bad_request"
handler403 = "asylon.desk.views.errors.forbidden"
handler404 = "asylon.desk.views.errors.not_found"
handler500 = "asylon.desk.views.errors.server_error"
