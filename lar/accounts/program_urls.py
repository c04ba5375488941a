"""One's own account inside a programme."""

from __future__ import annotations

from django.urls import path

from lar.accounts.views.api_keys import api_keys, revoke_api_key

app_name = "accounts"

urlpatterns = [
    path("llaves/", api_keys, name="api_keys"),
    path("llaves/<int:token_id>/revocar/", revoke_api_key, name="revoke_api_key"),
]
