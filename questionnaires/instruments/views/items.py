"""The items of a draft: one by one, in their order."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lar.tenancy.requests import ProgramRequest
from lar.ui.navigation import Crumb
from networks.views.finding import person, sent, status_of
from questionnaires.instruments.actions import InstrumentRefused, change_draft, save_item
from questionnaires.instruments.editing import Change, move_item, remove_item
from questionnaires.instruments.formats import InstrumentContent, ItemContent
from questionnaires.instruments.item_form import ItemForm
from questionnaires.instruments.models import Item, ItemEquivalence, QuestionnaireVersion
from questionnaires.instruments.queries import content_of, dropped_items, earlier_items, item_pages
from questionnaires.instruments.views.finding import find_draft, show_crumbs, version_url


@require_safe
def items(request: ProgramRequest, version_id: int) -> HttpResponse:
    draft = find_draft(request, version_id)
    show_crumbs(request, draft, Crumb(_("Ítems")))
    context = {"version": draft, "pages": item_pages(draft), "back_url": version_url(request, draft)}
    return render(request, "instruments/items_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def item_add(request: ProgramRequest, version_id: int) -> HttpResponse:
    draft = find_draft(request, version_id)
    first = {"node": request.GET.get("dimension", ""), "another": "otro" in request.GET}
    return _edit(request, draft, content_of(draft), None, first=first)


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: ProgramRequest, version_id: int, item_code: str) -> HttpResponse:
    draft = find_draft(request, version_id)
    content = content_of(draft)
    return _edit(request, draft, content, _find(content, item_code))


@require_POST
def item_move(request: ProgramRequest, version_id: int, item_code: str) -> HttpResponse:
    draft = find_draft(request, version_id)
    _find(content_of(draft), item_code)
    up = request.POST.get("to") == "up"
    return _change(request, draft, partial(move_item, code=item_code, up=up), anchor=f"#item-{item_code}")


@require_POST
def item_remove(request: ProgramRequest, version_id: int, item_code: str) -> HttpResponse:
    draft = find_draft(request, version_id)
    _find(content_of(draft), item_code)
    return _change(request, draft, partial(remove_item, code=item_code))


def _find(content: InstrumentContent, code: str) -> ItemContent:
    found = next((one for one in content.items if one.code == code), None)
    if found is None:
        raise Http404
    return found


def _change(
    request: ProgramRequest, draft: QuestionnaireVersion, change: Change, *, anchor: str = ""
) -> HttpResponse:
    try:
        change_draft(draft, change=change, what="items", by=person(request))
    except InstrumentRefused as error:
        messages.error(request, str(error))
    return redirect(version_url(request, draft, "items") + anchor)


def _edit(
    request: ProgramRequest,
    draft: QuestionnaireVersion,
    content: InstrumentContent,
    one: ItemContent | None,
    *,
    first: Mapping[str, Any] | None = None,
) -> HttpResponse:
    list_url = version_url(request, draft, "items")
    here = one.code if one else _("Ítem nuevo")
    show_crumbs(request, draft, Crumb(_("Ítems"), list_url), Crumb(here))
    row = draft.items.get(code=one.code) if one else None
    earlier = _may_continue(draft, row)
    form = ItemForm(
        sent(request), content=content, item=one, earlier=earlier, initial=first or _initial(one, row)
    )
    if form.is_valid() and form.perform(
        lambda: save_item(draft, item=form.item(), same_as=form.same_question(), by=person(request))
    ):
        saved = form.item()
        messages.success(request, _("El ítem quedó guardado."))
        if form.cleaned_data.get("another"):
            return redirect(f"{version_url(request, draft, 'item_add')}?otro&dimension={saved.node}")
        return redirect(f"{list_url}#item-{saved.code}")
    context = {"form": form, "version": draft, "item": one, "back_url": list_url}
    return render(request, "instruments/item.html", context, status=status_of(form))


def _may_continue(draft: QuestionnaireVersion, row: Item | None) -> list[Item]:
    """Earlier questions that this item may be the same as: its own, and those that nobody continues."""
    own = earlier_items(draft).filter(identity=row.identity).first() if row else None
    return [*([own] if own else []), *dropped_items(draft)]


def _initial(one: ItemContent | None, row: Item | None) -> dict[str, Any]:
    if one is None or row is None:
        return {}
    declared = ItemEquivalence.objects.filter(item=row).first()
    return {
        "node": one.node,
        "kind": one.kind.value,
        "text": one.text,
        "is_reversed": one.is_reversed,
        "high_score_meaning": one.high_score_meaning,
        "same_as": str(declared.previous_identity) if declared else "",
        "reason": declared.reason if declared else "",
    }
