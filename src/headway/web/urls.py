"""Every address of the office. Each has a name, and the matrix says who may use it."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import include, path, re_path

from headway.web.cases_urls import CASES
from headway.web.entry_urls import ENTRY
from headway.web.settings_urls import SETTINGS
from headway.web.views import (
    accessibility,
    commentary,
    editions,
    faults,
    indicator,
    owners,
    people,
    publishing,
    restatement,
    scorecard,
    sign_off,
    this_month,
    trail,
)

SIGN_IN = [
    path("", account.login, name="account_login"),
    path("out/", account.logout, name="account_logout"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("code/", mfa.authenticate, name="mfa_authenticate"),
    path("code/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("code/set-up/", totp.activate_totp, name="mfa_activate_totp"),
    path("code/spare/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("code/spare/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("password/", account.password_change, name="account_change_password"),
    path(
        "password/set/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/set/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("council/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("council/", include("headway.web.council_urls")),
]

COMMENTARY = [
    path("<slug:name>/<slug:month>/", commentary.show, name="commentary"),
    path("<slug:name>/<slug:month>/write/", commentary.edit, name="commentary-write"),
    path("<slug:name>/<slug:month>/figures/", commentary.figures, name="commentary-figures"),
    path("<slug:name>/<slug:month>/submit/", commentary.hand_in, name="commentary-submit"),
    path("<slug:name>/<slug:month>/sign/", commentary.sign_off, name="commentary-sign"),
    path("<slug:name>/<slug:month>/return/", commentary.send_back, name="commentary-return"),
]

SIGN_OFF = [
    path("", sign_off.begin, name="sign-off"),
    path("<slug:card>/<slug:month>/", sign_off.show, name="sign-off-month"),
    path(
        "<slug:card>/<slug:month>/put-forward/", sign_off.put_forward, name="sign-off-put-forward"
    ),
    path("<slug:card>/<slug:month>/approve/", sign_off.approve, name="sign-off-approve"),
    path("<slug:card>/<slug:month>/open/", sign_off.reopen, name="sign-off-reopen"),
    path("<slug:card>/<slug:month>/remind/", sign_off.remind, name="sign-off-remind"),
]

EDITIONS = [
    path("", editions.show_all, name="editions"),
    path("publish/<slug:card>/<slug:month>/", publishing.begin, name="edition-publish"),
    path("preview/<str:work>/", publishing.preview, name="edition-preview"),
    path("preview/<str:work>/publish/", publishing.publish, name="edition-preview-publish"),
    path("preview/<str:work>/accept/", publishing.accept, name="edition-preview-accept"),
    path("publishing/<str:work>/", publishing.publishing, name="edition-publishing"),
    path("<slug:edition>/", editions.show, name="edition"),
    path("<slug:edition>/file/", editions.download, name="edition-file"),
    path("<slug:edition>/withdraw/", editions.take_back, name="edition-withdraw"),
    path("<slug:edition>/changed/", restatement.show, name="edition-changed"),
    path(
        "<slug:edition>/changed/<slug:snapshot>/why/", restatement.why, name="edition-changed-why"
    ),
    path(
        "<slug:edition>/changed/<slug:snapshot>/file/",
        restatement.download,
        name="edition-changed-file",
    ),
]

urlpatterns = [
    path("", this_month.show, name="this-month"),
    path("sign-in/", include(SIGN_IN)),
    path("accessibility/", accessibility.show, name="accessibility"),
    path("scorecard/", scorecard.show, name="scorecard"),
    path("scorecard/choose/", scorecard.choose, name="scorecard-choose"),
    path("scorecard/download/", scorecard.download, name="scorecard-download"),
    path("indicator/<slug:name>/", indicator.show, name="indicator"),
    path("indicator/<slug:name>/choose/", indicator.choose, name="indicator-choose"),
    path("entry/", include(ENTRY)),
    path("commentary/", include(COMMENTARY)),
    path("sign-off/", include(SIGN_OFF)),
    path("owners/", owners.show, name="owners"),
    path("owners/name/", owners.name, name="owners-name"),
    path("owners/end/<int:number>/", owners.end, name="owners-end"),
    path("editions/", include(EDITIONS)),
    path("", include(CASES)),
    path("people/", people.show_all, name="people"),
    path("people/add/", people.add, name="person-add"),
    path("people/<int:number>/", people.show, name="person"),
    path("people/<int:number>/invite/", people.invite, name="person-invite"),
    path("people/<int:number>/give-role/", people.give, name="person-give-role"),
    path("people/<int:number>/end-role/<int:grant>/", people.end, name="person-end-role"),
    path("people/<int:number>/close/", people.close, name="person-close"),
    path("people/<int:number>/open/", people.open_again, name="person-open"),
    path("people/<int:number>/new-factor/", people.new_factor, name="person-new-factor"),
    path("settings/", include(SETTINGS)),
    path("trail/", trail.show, name="trail"),
    path("trail/filter/", trail.choose, name="trail-filter"),
    path("trail/check/", trail.check_whole, name="trail-check"),
    path("trail/checking/<str:load>/", trail.checking, name="trail-checking"),
    path("trail/download/", trail.download, name="trail-download"),
]

handler400 = faults.bad_request
handler403 = faults.not_allowed
handler404 = faults.not_found
handler500 = faults.our_fault
