"""The programme's questionnaires: the list, each version with its state, and as members will see it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lar.authorization import Permission, has_permission
from lar.tenancy.requests import ProgramRequest
from lar.ui.navigation import Crumb, set_crumbs
from questionnaires.instruments.formats import ItemKind
from questionnaires.instruments.preview import items_context
from questionnaires.instruments.queries import content_of
from questionnaires.instruments.rules import obstacles
from questionnaires.instruments.views.finding import find_version, readable_versions, show_crumbs, version_url


@require_safe
def version_list(request: ProgramRequest) -> HttpResponse:
    versions = readable_versions(request)
    set_crumbs(request, [Crumb(_("Cuestionarios"))])
    return render(request, "instruments/version_list.html", {"versions": versions})


@require_safe
def version(request: ProgramRequest, version_id: int) -> HttpResponse:
    """State, what is missing, what to do with it, and the files that can be taken home."""
    found = find_version(request, version_id)
    show_crumbs(request, found)
    content = content_of(found)
    may_edit = has_permission(request.actor, Permission.EDIT_INSTRUMENTS)
    is_draft = found.published_at is None
    context = {
        "version": found,
        "may_edit": may_edit,
        "is_draft": is_draft,
        "missing": obstacles(content) if is_draft else [],
        "scale": content.scale_labels,
        "agreement": content.scale_labels[-content.agreement_points :],
        "beside": [label for label in (content.not_applicable_label, content.dont_know_label) if label],
        "open_count": sum(item.kind is ItemKind.OPEN for item in content.items),
        "reversed_count": sum(item.is_reversed for item in content.items),
        "languages": [content.language, *content.translations],
        "equivalences": found.equivalences.select_related("item").order_by("item__position"),
        "draft": None if is_draft else found.questionnaire.versions.filter(published_at=None).first(),
    }
    return render(request, "instruments/version.html", context)


@require_safe
def preview(request: ProgramRequest, version_id: int) -> HttpResponse:
    found = find_version(request, version_id)
    context = {
        **items_context(found, language=request.GET.get("idioma", "")),
        "version": found,
        "show_meanings": "significados" in request.GET,
        "back_url": version_url(request, found),
    }
    return render(request, "instruments/preview.html", context)
