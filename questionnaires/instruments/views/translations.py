"""The languages of a draft, each with what it still lacks."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.views.finding import person, sent, status_of
from questionnaires.instruments.actions import change_draft
from questionnaires.instruments.editing import add_language, put_translation, remove_translation
from questionnaires.instruments.formats import missing_translations, translatable
from questionnaires.instruments.forms import LanguageForm, TranslationForm
from questionnaires.instruments.queries import content_of
from questionnaires.instruments.views.finding import find_draft, show_crumbs, version_url


@require_http_methods(["GET", "HEAD", "POST"])
def languages(request: ProgramRequest, version_id: int) -> HttpResponse:
    draft = find_draft(request, version_id)
    show_crumbs(request, draft, Crumb(_("Traducciones")))
    form = LanguageForm(sent(request))
    if form.is_valid():
        language = form.cleaned_data["language"]
        add = partial(add_language, language=language)
        if form.perform(partial(change_draft, draft, change=add, what="languages", by=person(request))):
            return redirect(_url(request, version_id, language))
    content = content_of(draft)
    missing = missing_translations(content)
    total = len(translatable(content))
    context = {
        "form": form,
        "version": draft,
        "rows": [
            {"language": name, "done": total - len(missing.get(name, ())), "total": total}
            for name in content.translations
        ],
        "back_url": version_url(request, draft),
    }
    return render(request, "instruments/languages.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def translation(request: ProgramRequest, version_id: int, language: str) -> HttpResponse:
    draft = find_draft(request, version_id)
    content = content_of(draft)
    if language not in content.translations:
        raise Http404
    list_url = version_url(request, draft, "languages")
    show_crumbs(request, draft, Crumb(_("Traducciones"), list_url), Crumb(language))
    form = TranslationForm(
        sent(request), sources=translatable(content), texts=dict(content.translations[language])
    )
    if form.is_valid() and form.perform(
        lambda: change_draft(
            draft,
            change=partial(put_translation, language=language, texts=form.texts()),
            what="translation",
            by=person(request),
        )
    ):
        messages.success(request, _("La traducción quedó guardada."))
        return redirect(list_url)
    context = {
        "form": form,
        "version": draft,
        "language": language,
        "missing_count": len(missing_translations(content).get(language, ())),
        "back_url": list_url,
    }
    return render(request, "instruments/translation.html", context, status=status_of(form))


@require_POST
def translation_remove(request: ProgramRequest, version_id: int, language: str) -> HttpResponse:
    draft = find_draft(request, version_id)
    if language not in draft.translations:
        raise Http404
    change_draft(
        draft,
        change=partial(remove_translation, language=language),
        what="languages",
        by=person(request),
    )
    messages.success(request, _("La traducción fue quitada."))
    return redirect(version_url(request, draft, "languages"))


def _url(request: ProgramRequest, version_id: int, language: str) -> str:
    return program_url(request.program, "instruments:translation", version_id=version_id, language=language)
