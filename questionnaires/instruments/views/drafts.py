"""Editing a draft as a whole: its data and scale, its dimensions, publishing it, throwing it away."""

from __future__ import annotations

from functools import partial
from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.views.finding import person, sent, status_of
from questionnaires.instruments.actions import (
    InstrumentRefused,
    change_draft,
    delete_draft,
    publish_version,
    start_version,
)
from questionnaires.instruments.editing import put_nodes
from questionnaires.instruments.formats import InstrumentContent
from questionnaires.instruments.forms import AboutForm, BaseNodeFormSet, NodeFormSet, NothingForm
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.instruments.queries import content_of
from questionnaires.instruments.rules import obstacles
from questionnaires.instruments.views.finding import find_draft, find_version, show_crumbs, version_url


@require_http_methods(["GET", "HEAD", "POST"])
def about(request: ProgramRequest, version_id: int) -> HttpResponse:
    draft = find_draft(request, version_id)
    show_crumbs(request, draft, Crumb(_("Datos y escala")))
    fixed = draft.questionnaire.versions.exclude(published_at=None).exists()
    form = AboutForm(sent(request), content=content_of(draft), title_is_fixed=fixed)
    if form.is_valid() and form.perform(
        partial(change_draft, draft, change=form.change, what="about", by=person(request))
    ):
        messages.success(request, _("Los datos quedaron guardados."))
        return redirect(version_url(request, draft))
    context = {"form": form, "version": draft, "back_url": version_url(request, draft)}
    return render(request, "instruments/about.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def nodes(request: ProgramRequest, version_id: int) -> HttpResponse:
    draft = find_draft(request, version_id)
    show_crumbs(request, draft, Crumb(_("Dimensiones")))
    forms = cast(
        BaseNodeFormSet, NodeFormSet(sent(request), initial=_initial_nodes(content_of(draft)), prefix="n")
    )
    whole = NothingForm(sent(request))
    if (
        forms.is_valid()
        and whole.is_valid()
        and whole.perform(
            lambda: change_draft(
                draft, change=partial(put_nodes, nodes=forms.nodes()), what="nodes", by=person(request)
            )
        )
    ):
        messages.success(request, _("Las dimensiones quedaron guardadas."))
        return redirect(version_url(request, draft))
    context = {"forms": forms, "whole": whole, "version": draft, "back_url": version_url(request, draft)}
    return render(request, "instruments/nodes.html", context, status=status_of(forms))


def _initial_nodes(content: InstrumentContent) -> list[dict[str, object]]:
    return [
        {
            "code": node.code,
            "name": node.name,
            "label": node.label,
            "parent": node.parent,
            "kind": node.kind.value,
            "place": place,
        }
        for place, node in enumerate(content.nodes, start=1)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: ProgramRequest, version_id: int) -> HttpResponse:
    """The question before what cannot be undone, with everything that is missing."""
    draft = find_draft(request, version_id)
    show_crumbs(request, draft, Crumb(_("Publicar")))
    form = NothingForm(sent(request))
    if form.is_valid() and form.perform(partial(publish_version, draft, by=person(request))):
        messages.success(request, _("La versión quedó publicada: ya se puede aplicar y no cambiará más."))
        return redirect(version_url(request, draft))
    context = {
        "version": draft,
        "missing": obstacles(content_of(draft)),
        "back_url": version_url(request, draft),
    }
    return render(request, "instruments/publish.html", context, status=status_of(form))


@require_POST
def start(request: ProgramRequest, version_id: int) -> HttpResponse:
    """A draft of the next number, from a published version."""
    require(request, Permission.EDIT_INSTRUMENTS)
    found = find_version(request, version_id)
    try:
        target = start_version(found, by=person(request))
    except InstrumentRefused as error:
        messages.error(request, str(error))
        target = found
    else:
        messages.success(request, _("La versión nueva es un borrador igual a la anterior: ahora cámbialo."))
    return redirect(version_url(request, target))


@require_POST
def delete(request: ProgramRequest, version_id: int) -> HttpResponse:
    draft = find_draft(request, version_id)
    try:
        delete_draft(draft, by=person(request))
    except InstrumentRefused as error:
        messages.error(request, str(error))
        return redirect(version_url(request, QuestionnaireVersion.objects.get(pk=version_id)))
    messages.success(request, _("El borrador fue eliminado."))
    return redirect(program_url(request.program, "instruments:version_list"))
