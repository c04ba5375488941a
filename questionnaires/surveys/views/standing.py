"""The open surveys of the programme, which of them stand still, and a message to their teams."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.ui.navigation import Crumb, set_crumbs
from networks.views.finding import person, sent, status_of
from questionnaires.surveys.actions import write_to_teams
from questionnaires.surveys.forms import WriteForm
from questionnaires.surveys.models import TeamMessage
from questionnaires.surveys.queries.standing import open_surveys, team_of
from questionnaires.surveys.standstill import DAYS
from questionnaires.surveys.team_mail import letter


@require_http_methods(["GET", "HEAD", "POST"])
def standing(request: ProgramRequest) -> HttpResponse:
    """First the list and the words; then what each will receive; then it is sent."""
    require(request, Permission.WRITE_TO_TEAMS)
    set_crumbs(request, [Crumb(_("Cuestionarios en curso"))])
    rows = open_surveys(timezone.localdate())
    form = WriteForm(sent(request), rows=rows)
    step = request.POST.get("step", "preview")
    if step != "edit" and form.is_valid():
        if step == "send" and form.perform(
            lambda: write_to_teams(form.keys(), text=form.cleaned_data["text"], by=person(request))
        ):
            messages.success(request, _said(len(form.result)))
            return redirect(request.path)
        if step == "preview":
            return _preview(request, form)
    status = 200 if step == "edit" else status_of(form)
    return render(request, "surveys/standing.html", {"form": form, "rows": rows, "days": DAYS}, status=status)


def _preview(request: ProgramRequest, form: WriteForm) -> HttpResponse:
    """The mail as the first of them will read it, and who else gets one. Nothing was sent."""
    chosen = form.chosen()
    context: dict[str, Any] = {"form": form, "chosen": chosen, "people": sum(len(row.team) for row in chosen)}
    survey = chosen[0].survey
    team = team_of(survey, timezone.localdate())
    if team:
        draft = TeamMessage(survey=survey, text=form.cleaned_data["text"], by=person(request))
        draft.program = request.program
        context["mail"] = letter(draft, team[0])
    return render(request, "surveys/standing_preview.html", context)


def _said(teams: int) -> str:
    words = ngettext(
        "El correo sale ahora hacia quienes coordinan %(teams)d red.",
        "El correo sale ahora hacia quienes coordinan %(teams)d redes.",
        teams,
    )
    return words % {"teams": teams}
