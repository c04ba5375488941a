"""A person's notices: what is new, what she has seen, and where she wants to read of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from lar.accounts.models import User
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from networks.actions.notices import choose_notices, mark_notices_seen, stop_digest
from networks.forms.notices import NoticesForm
from networks.models import NoticeReader, Rhythm
from networks.notice_links import stop_of
from networks.queries.notices import Inbox, inbox, rhythm_of, switches
from networks.views.finding import person, sent, status_of

MOST_LINES = 100
"""Nobody reads more at once; what is late and what is newest comes first."""


@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: ProgramRequest) -> HttpResponse:
    """One's own notices and their switches."""
    set_crumbs(request, [Crumb(_("Avisos"))])
    form = NoticesForm(
        sent(request), switches=switches(request.actor), rhythm=rhythm_of(request.actor.user_id)
    )
    if form.is_valid():
        rhythm = Rhythm(form.cleaned_data["rhythm"])
        choose_notices(form.choices(), rhythm=rhythm, by=person(request))
        messages.success(request, _("Quedó guardado cómo quieres enterarte."))
        return redirect(program_url(request.program, "networks:notices"))
    found = count(request)
    context = {"form": form, "lines": found.lines[:MOST_LINES], "unseen": found.unseen}
    return render(request, "networks/notices.html", context, status=status_of(form))


@require_POST
def notices_seen(request: ProgramRequest) -> HttpResponse:
    """Mark as seen one of one's notices, or all that the page showed. Of others' keys nothing is kept."""
    asked = set(request.POST.getlist("key") or request.POST.getlist("shown"))
    found = inbox(request.actor, request.program, timezone.now())
    keys = [key for key in found.unseen_keys if key in asked]
    mark_notices_seen(keys, by=person(request))
    if keys:
        words = ngettext("Un aviso quedó visto.", "%(n)d avisos quedaron vistos.", len(keys))
        messages.success(request, words % {"n": len(keys)})
    return redirect(program_url(request.program, "networks:notices"))


def count(request: ProgramRequest) -> Inbox:
    """Return the reader's notices, and keep their number for the header of every page."""
    found = inbox(request.actor, request.program, timezone.now())
    NoticeReader.objects.note_unseen(request.actor.user_id, found.unseen)
    return found


@csrf_exempt  # mail programs post here without a page before (RFC 8058); the signed token is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def digest_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Switch the digest off without signing in. Reading the page changes nothing: mail filters open links."""
    named = stop_of(token)
    program = Program.objects.filter(pk=named[0]).first() if named else None
    reader = User.objects.filter(pk=named[1]).first() if named else None
    if program is None or reader is None:
        return _public(request, "networks/digest_unknown.html", {}, status=404)
    if request.method == "POST":
        with program_context(program):
            stop_digest(reader, by=None)
        values = {"program": program, "notices_url": program_url(program, "networks:notices")}
        return _public(request, "networks/digest_stopped.html", values)
    return _public(request, "networks/digest_stop.html", {"program": program})


def _public(
    request: HttpRequest, template: str, values: dict[str, object], status: int = 200
) -> HttpResponse:
    response = render(request, template, values, status=status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
