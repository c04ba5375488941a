"""Review of what people wrote with their own words, by facilitators without a role in the network."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import AnyRequest, ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from networks.errors import NotAllowedNow
from networks.models import Coordination, Network
from networks.views.finding import person, sent, status_of
from questionnaires.results.actions import open_voices, publish_voices, review_text
from questionnaires.results.masking import suggest
from questionnaires.results.queries.voices import (
    QuestionTexts,
    ReviewedText,
    TextState,
    is_outsider,
    networks_of,
    surveys_with_texts,
    texts_of,
    voices_release,
    voices_so_far,
)
from questionnaires.results.report.own_words import voices_section
from questionnaires.results.review_form import ReviewForm
from questionnaires.results.views.finding import find_release, results_url, show_crumbs
from questionnaires.surveys.models import Survey


@require_safe
def voices_home(request: ProgramRequest) -> HttpResponse:
    """Networks whose texts wait for review, and whether this person may review them."""
    actor = require(request, Permission.REVIEW_VOICES)
    set_crumbs(request, [Crumb(_("Voces"))])
    own = networks_of(actor.user_id)
    rows = [
        {"survey": survey, "is_outsider": survey.network_id not in own}
        for survey in surveys_with_texts(actor)
    ]
    return render(request, "results/voices_home.html", {"rows": rows})


@require_safe
def voices(request: ProgramRequest, survey_id: int) -> HttpResponse:
    """A survey's texts, question by question, with how far each one is."""
    survey = _find(request, survey_id)
    _crumbs(request, survey)
    questions = texts_of(survey, reader=request.actor.user_id)
    states = [text.state for question in questions for text in question.texts]
    context = {
        "survey": survey,
        "questions": questions,
        "total": len(states),
        "settled": sum(state in {TextState.AGREED, TextState.APART} for state in states),
        "next_text": _next(questions),
        "is_published": voices_release(survey) is not None,
    }
    return render(request, "results/voices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def voices_text(request: ProgramRequest, survey_id: int, text_key: uuid.UUID) -> HttpResponse:
    """One text: what was written, what others propose, and one's own decision."""
    survey = _find(request, survey_id)
    questions = texts_of(survey, reader=request.actor.user_id)
    question, text = _one(questions, text_key)
    _crumbs(request, survey, Crumb(_("Un texto")))
    form = ReviewForm(sent(request), initial=_initial(survey, text))
    if form.is_valid() and form.perform(
        lambda: review_text(survey, text_key=text_key, **form.decision(), by=person(request))
    ):
        messages.success(request, _("Tu revisión quedó guardada."))
        following = _next(texts_of(survey, reader=request.actor.user_id))
        return redirect(
            _url(request, survey, "voices_text", text_key=following) if following else _url(request, survey)
        )
    context = {
        "survey": survey,
        "question": question,
        "text": text,
        "form": form,
        "list_url": _url(request, survey),
    }
    return render(request, "results/voices_text.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def voices_publish(request: ProgramRequest, survey_id: int) -> HttpResponse:
    """What would be published, word for word, and the button that publishes it for good."""
    survey = _find(request, survey_id)
    back = _url(request, survey)
    try:
        if request.method == "POST":
            publish_voices(survey, by=person(request))
            messages.success(
                request,
                _("Las voces se publicaron para el equipo de la red. Los textos originales se borraron."),
            )
            return redirect(program_url(request.program, "results:voices_home"))
        found = voices_so_far(survey)
    except NotAllowedNow as error:
        messages.warning(request, str(error))
        return redirect(back)
    _crumbs(request, survey, Crumb(_("Publicar")))
    context = {"survey": survey, "voices": voices_section(found, ""), "back": back}
    return render(request, "results/voices_publish.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def voices_open(request: ProgramRequest, release_id: int) -> HttpResponse:
    """The team lets members read the voices, after their results."""
    release = find_release(request, release_id, Permission.OPEN_RELEASE)
    found = voices_release(release.survey)
    if found is None:
        raise Http404
    back = results_url(request, release)
    if request.method == "POST":
        try:
            open_voices(found, by=person(request))
        except NotAllowedNow as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("Listo. Las y los integrantes ya pueden leer las voces."))
        return redirect(back)
    show_crumbs(request, release, Crumb(_("Compartir las voces")))
    context = {"release": release, "network": release.survey.network, "back": back}
    return render(request, "results/voices_open.html", context)


# --- What these pages share -----------------------------------------------------------------------------


def _find(request: ProgramRequest, survey_id: int) -> Survey:
    """The survey, for a reviewer without a role in its network: 404 for strangers, 403 for its own people."""
    surveys = Survey.objects.filter(network__in=Network.objects.visible_to(request.actor))
    survey = get_object_or_404(
        surveys.select_related("network", "program", "cycle", "version__questionnaire"), pk=survey_id
    )
    actor = require(request, Permission.REVIEW_VOICES, survey.network)
    if not is_outsider(actor.user_id, survey.network):
        cast(AnyRequest, request).denied_permission = Permission.REVIEW_VOICES.value
        raise PermissionDenied(Permission.REVIEW_VOICES.value)
    return survey


def _crumbs(request: ProgramRequest, survey: Survey, *more: Crumb) -> None:
    home = Crumb(_("Voces"), program_url(request.program, "results:voices_home"))
    set_crumbs(request, [home, Crumb(survey.network.name, _url(request, survey) if more else ""), *more])


def _url(request: ProgramRequest, survey: Survey, name: str = "voices", **keys: Any) -> str:
    return program_url(request.program, f"results:{name}", survey_id=survey.pk, **keys)


def _one(questions: list[QuestionTexts], key: uuid.UUID) -> tuple[QuestionTexts, ReviewedText]:
    for question in questions:
        for text in question.texts:
            if text.key == key:
                return question, text
    raise Http404


def _next(questions: list[QuestionTexts]) -> uuid.UUID | None:
    """The first text that the reader has not decided about."""
    return next((text.key for question in questions for text in question.texts if text.mine is None), None)


def _initial(survey: Survey, text: ReviewedText) -> dict[str, str]:
    """What the reader decided before, what somebody else proposed, or the automatic masking."""
    before = text.mine or next(iter(text.others), None)
    if before is not None and (before.masked or text.mine):
        return {"use": before.use, "masked": before.masked or text.text, "theme": before.theme}
    schools = survey.roster_lines.values_list("school_name", flat=True).distinct()
    team = Coordination.objects.filter(network=survey.network).select_related("user")
    proposed = suggest(text.text, schools=schools, people=[row.user.name for row in team])
    return {"masked": proposed, "theme": before.theme if before else ""}
