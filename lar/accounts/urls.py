"""Signing in and one's own account. Only the routes that we offer are mounted."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path

from lar.accounts.views.mailbox import mail, mailbox

urlpatterns = [
    path("entrar/", account.login, name="account_login"),
    # The library's mail to an unknown address asks for the sign-up page by this name. There is none:
    # it finds the sign-in page, which makes no accounts.
    path("entrar/", account.login, name="account_signup"),
    path("entrar/codigo/", account.request_login_code, name="account_request_login_code"),
    path("entrar/codigo/confirmar/", account.confirm_login_code, name="account_confirm_login_code"),
    path("entrar/segundo-factor/", mfa.authenticate, name="mfa_authenticate"),
    path("salir/", account.logout, name="account_logout"),
    path("cuenta/confirmar-identidad/", account.reauthenticate, name="account_reauthenticate"),
    path("cuenta/confirmar-identidad/segundo-factor/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("cuenta/clave/", account.password_change, name="account_change_password"),
    path("cuenta/clave/crear/", account.password_set, name="account_set_password"),
    path("cuenta/segundo-factor/", mfa.index, name="mfa_index"),
    path("cuenta/segundo-factor/activar/", totp.activate_totp, name="mfa_activate_totp"),
    path("cuenta/segundo-factor/desactivar/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "cuenta/segundo-factor/codigos/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"
    ),
    path(
        "cuenta/segundo-factor/codigos/nuevos/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "cuenta/segundo-factor/codigos/descargar/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("entrar/cuenta-desactivada/", account.account_inactive, name="account_inactive"),
    # Development only: without SHOW_MAILBOX both are 404.
    path("correo/", mailbox, name="mailbox"),
    path("correo/<slug:key>/", mail, name="mail"),
]
