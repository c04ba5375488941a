"""The components as template tags. Each tag's arguments are the contract; the gallery shows them all.

``{% load lar_ui %}``. Tags with a matching ``end…`` tag enclose content.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lar.ui.components import (
    Action,
    ButtonKind,
    Choice,
    JobProgress,
    Kind,
    Shape,
    StepItem,
    Table,
    Text,
)

register = template.Library()

LEVELS: dict[str, Kind] = {
    "debug": "info",
    "info": "info",
    "success": "success",
    "warning": "warning",
    "error": "error",
}
NOTICE_WORDS = {"info": "Para saber", "success": "Listo", "warning": "Atención", "error": "Hay un problema"}
NOTICE_ICONS = {"info": "info", "success": "check", "warning": "warning", "error": "cross"}


def _inline(template_name: str, context: dict[str, Any]) -> SafeString:
    """Render what stands inside a sentence: the file's last newline would print as a space."""
    return mark_safe(render_to_string(template_name, context).strip())  # a rendered template stays safe


# --- Words and marks ----------------------------------------------------------------------------


@register.simple_tag
def icon(name: str, label: Text = "") -> SafeString:
    """Draw a symbol of ``icons.svg``. Without ``label`` it is decoration for the text beside it."""
    return _inline("components/icon.html", {"name": name, "label": label})


@register.simple_tag
def status_tag(words: Text, shape: Shape = "empty") -> SafeString:
    """A state in words with its shape: never by colour alone."""
    return _inline("components/status_tag.html", {"words": words, "shape": shape})


@register.inclusion_tag("components/band.html")
def band(words: Text, caption: Text = "") -> dict[str, Any]:
    """How many answers there are, as the band that may be known («5–9»)."""
    return {"words": words, "caption": caption}


@register.inclusion_tag("components/measure.html")
def measure(value: Text, n: Text, label: Text, note: Text = "") -> dict[str, Any]:
    """A number with what it measures and its n, which is never left out."""
    return {"value": value, "n": n, "label": label, "note": note}


@register.simple_tag
def date_text(value: date | None, style: str = "long", empty: Text = "—") -> SafeString:
    """A date for people and machines. ``style``: long, short, moment (day and hour)."""
    return _inline("components/date.html", {"value": value, "style": style, "empty": empty})


@register.inclusion_tag("components/scale_key.html")
def scale_key(labels: Sequence[Text]) -> dict[str, Any]:
    """The words of a scale on the charts' tones: five points or, when three are given, the blocks.

    Raises:
        ValueError: for another number of labels.
    """
    if len(labels) not in (3, 5):
        raise ValueError("A scale's key has three blocks or five points.")
    return {"labels": labels, "tone": "block" if len(labels) == 3 else "scale"}


# --- Structure of a page ------------------------------------------------------------------------


@register.inclusion_tag("components/page_header.html")
def page_header(
    title: Text,
    kicker: Text = "",
    lead: Text = "",
    action_label: Text = "",
    action_url: str = "",
) -> dict[str, Any]:
    """The one h1 of the page, what stands over it, one sentence under it, one thing to do."""
    return {
        "title": title,
        "kicker": kicker,
        "lead": lead,
        "action_label": action_label,
        "action_url": action_url,
    }


@register.simple_block_tag
def section(content: SafeString, title: Text, note: Text = "", slug: str = "") -> SafeString:
    """A part of the page under its own heading, without a box. ``slug`` lets links point at it."""
    return render_to_string(
        "components/section.html", {"content": content, "title": title, "note": note, "slug": slug}
    )


@register.simple_block_tag
def notice(content: SafeString, kind: str = "info", title: Text = "") -> SafeString:
    """Something to know: ``kind`` info, success, warning or error (or a message's level)."""
    tone = LEVELS.get(kind, "info")
    words = title or _(NOTICE_WORDS[tone])
    return render_to_string(
        "components/notice.html",
        {"content": content, "kind": tone, "title": words, "icon_name": NOTICE_ICONS[tone]},
    )


@register.simple_block_tag
def disclosure(content: SafeString, summary: Text, is_open: bool = False) -> SafeString:
    """More for those who want it, behind a line that opens without JavaScript."""
    return render_to_string(
        "components/disclosure.html", {"content": content, "summary": summary, "is_open": is_open}
    )


@register.inclusion_tag("components/empty_state.html")
def empty_state(
    title: Text, text: Text = "", action_label: Text = "", action_url: str = ""
) -> dict[str, Any]:
    """What a list says before it has anything: what will be here and how to begin."""
    return {"title": title, "text": text, "action_label": action_label, "action_url": action_url}


@register.inclusion_tag("components/definitions.html")
def definitions(pairs: Iterable[tuple[Text, object]]) -> dict[str, Any]:
    """Facts as term and description."""
    return {"pairs": list(pairs)}


# --- Things to do -------------------------------------------------------------------------------


@register.simple_tag
def button(
    label: Text,
    url: str = "",
    kind: ButtonKind = "primary",
    icon: str = "",
    name: str = "",
    value: str = "",
) -> SafeString:
    """A link when it has ``url``; else a submit button, with ``name`` and ``value`` if given."""
    context = {"label": label, "url": url, "kind": kind, "icon_name": icon, "name": name, "value": value}
    return _inline("components/button.html", context)


@register.inclusion_tag("components/action_list.html")
def action_list(actions: Sequence[Action], title: Text = "", all_done: Text = "") -> dict[str, Any]:
    """What to do now, most urgent first. Without actions it says ``all_done``."""
    return {
        "actions": actions,
        "title": title or _("Qué hacer ahora"),
        "all_done": all_done or _("Por ahora no hay nada pendiente."),
    }


@register.inclusion_tag("components/steps.html")
def steps(items: Sequence[StepItem]) -> dict[str, Any]:
    """The three steps of the cycle, each with its state in words."""
    return {"items": items}


@register.inclusion_tag("components/job_progress.html")
def job_progress(job: JobProgress) -> dict[str, Any]:
    """Work in the background; refreshes itself with htmx, or by its own link without JavaScript."""
    return {"job": job}


@register.simple_block_tag(takes_context=True)
def confirm(
    context: Context,
    content: SafeString,
    submit: Text,
    cancel_url: str,
    action: str = "",
    kind: ButtonKind = "primary",
) -> SafeString:
    """A question before what cannot be undone: what will happen (the content) and two ways out."""
    return render_to_string(
        "components/confirm.html",
        {
            "content": content,
            "submit": submit,
            "cancel_url": cancel_url,
            "action": action,
            "kind": kind,
            "csrf_token": context.get("csrf_token", ""),
        },
    )


# --- Input ----------------------------------------------------------------------------------------


@register.inclusion_tag("components/form.html", takes_context=True)
def lar_form(
    context: Context,
    form: BaseForm,
    submit: Text,
    action: str = "",
    cancel_url: str = "",
    cancel: Text = "",
    keep: bool = True,
) -> dict[str, Any]:
    """A whole POST form: error summary, fields, submit button, way back.

    What is typed outlives a sign-in that expires (drafts.js), unless ``keep`` is false: others' words.
    """
    return {
        "keep": keep,
        "form": form,
        "submit": submit,
        "action": action,
        "cancel_url": cancel_url,
        "cancel": cancel or _("Cancelar"),
        "csrf_token": context.get("csrf_token", ""),
    }


@register.inclusion_tag("components/likert.html")
def likert(
    name: str,
    question: Text,
    options: Sequence[Choice],
    others: Sequence[Choice] = (),
    number: int | None = None,
    value: str = "",
    error: Text = "",
    reversed_note: Text = "",
) -> dict[str, Any]:
    """One item of the questionnaire as one radio group. ``others`` are «no aplica» and «no sé»."""
    return {
        "name": name,
        "question": question,
        "options": options,
        "others": others,
        "number": number,
        "value": str(value),
        "error": error,
        "reversed_note": reversed_note,
    }


# --- Lists ----------------------------------------------------------------------------------------


@register.inclusion_tag("components/table.html")
def data_table(table: Table) -> dict[str, Any]:
    """A table that becomes a list of cards on a phone."""
    rows = [list(zip(table.columns, row, strict=True)) for row in table.rows]
    return {"table": table, "rows": rows}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], label: Text = "") -> dict[str, Any]:
    """Previous and next, keeping the filters of the address."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    query.pop("page", None)
    prefix = query.urlencode()
    return {"page": page, "label": label or _("Páginas"), "prefix": f"{prefix}&" if prefix else ""}
