"""A person's own keys for the API of a programme."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lar.accounts.actions import create_api_token, revoke_api_token
from lar.accounts.forms import ApiTokenForm
from lar.accounts.models import User
from lar.tenancy.models import ApiToken
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs


@require_http_methods(["GET", "HEAD", "POST"])
def api_keys(request: ProgramRequest) -> HttpResponse:
    """List one's keys and make a new one; its secret is shown on this answer and never again."""
    form = ApiTokenForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        _token, secret = create_api_token(request.program, **form.cleaned_data, by=cast(User, request.user))
        form = ApiTokenForm()
    set_crumbs(request, [Crumb(_("Mis llaves de la API"))])
    context = {"form": form, "secret": secret, "tokens": _own_tokens(request)}
    return render(request, "account/api_keys.html", context)


@require_POST
def revoke_api_key(request: ProgramRequest, token_id: int) -> HttpResponse:
    token = get_object_or_404(_own_tokens(request), pk=token_id)
    revoke_api_token(token, by=cast(User, request.user))
    messages.success(request, _("La llave «%(name)s» ya no sirve.") % {"name": token.name})
    return redirect(program_url(request.program, "accounts:api_keys"))


def _own_tokens(request: ProgramRequest) -> QuerySet[ApiToken]:
    """Keys are a shared table: the person and the programme are the filter."""
    own = ApiToken.objects.filter(program=request.program, user_id=request.actor.user_id)
    return own.order_by("-created_at")
