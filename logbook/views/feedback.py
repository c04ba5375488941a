"""Feedback on what a team writes, and the mirror of one's own."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from logbook.actions.feedback import comment_on, reply_to, resolve_comment, say_it_made_think
from logbook.feedback_forms import CommentForm, ReplyForm
from logbook.menu import may_read_logbooks
from logbook.prose import html_of
from logbook.queries.feedback import own_balance, threads_of
from logbook.views.finding import entry_url, find_block, find_comment, show_entry_crumbs
from networks.errors import NotAllowedNow
from networks.views.finding import person, sent, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def comment_create(request: ProgramRequest, network_id: int, block_id: int) -> HttpResponse:
    """Comment on a block. Whoever may read it may comment."""
    found = find_block(request, network_id, block_id)
    form = CommentForm(sent(request))
    if form.is_valid() and form.perform(partial(comment_on, found, **form.cleaned_data, by=person(request))):
        messages.success(request, _("Tu comentario está en el párrafo. El equipo recibirá un aviso."))
        return redirect(f"{entry_url(request, found.entry)}#comentario-{form.result.pk}")
    show_entry_crumbs(request, found.entry, _("Comentar"))
    context = {
        "entry": found.entry,
        "html": html_of(found.text, under=2),
        "form": form,
        "cancel_url": f"{entry_url(request, found.entry)}#parrafo-{found.pk}",
    }
    return render(request, "logbook/comment_create.html", context, status=status_of(form))


@require_POST
def comment(request: ProgramRequest, network_id: int, comment_id: int) -> HttpResponse:
    """Answer a comment, resolve it or open it again, say that it made one think."""
    found = find_comment(request, network_id, comment_id)
    entry = found.block.entry
    there = f"{entry_url(request, entry)}#comentario-{found.pk}"
    act = request.POST.get("act")
    if act == "think":
        try:
            say_it_made_think(found, by=person(request))
        except NotAllowedNow as error:
            messages.warning(request, str(error))
        return redirect(there)
    if act in {"resolve", "reopen"}:
        if found.written_by_id != request.actor.user_id:
            require(request, Permission.WRITE_LOGBOOK, entry.cycle.network)
        resolve_comment(found, is_open=act == "reopen", by=person(request))
        return redirect(there)
    form = ReplyForm(request.POST)
    if form.is_valid() and form.perform(partial(reply_to, found, **form.cleaned_data, by=person(request))):
        return redirect(there)
    show_entry_crumbs(request, entry, _("Responder"))
    thread = next(
        one for one in threads_of([found.block], request.actor)[found.block_id] if one.comment == found
    )
    context = {"entry": entry, "thread": thread, "form": form, "cancel_url": there}
    return render(request, "logbook/reply.html", context, status=422)


@require_safe
def balance(request: ProgramRequest) -> HttpResponse:
    """The mirror of the reader's own comments. Nobody else's can be asked for: it takes no parameter."""
    if not may_read_logbooks(request):
        require(request, Permission.VIEW_LOGBOOK)
    home = program_url(request.program, "logbook:home")
    set_crumbs(request, [Crumb(_("Bitácora"), home), Crumb(_("Cómo comento"))])
    return render(request, "logbook/balance.html", {"balance": own_balance(request.actor)})
