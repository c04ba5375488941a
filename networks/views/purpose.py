from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lar.authorization import Permission, has_permission
from lar.model.dimensions import CORE_PURPOSE
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.actions.purpose import write_exercise, write_purpose
from networks.forms.cycle import PurposeForm, PurposeStepForm
from networks.purpose_steps import DRAFT, PURPOSE_STEPS
from networks.queries.purpose import school_names, schools_on
from networks.views.finding import find_network, person, sent, show_network_crumbs, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def purpose(request: ProgramRequest, network_id: int) -> HttpResponse:
    """The purpose in force, its earlier versions and, for the team, a new one."""
    network = find_network(request, network_id, Permission.VIEW_NETWORK)
    show_network_crumbs(request, network, Crumb(_("Propósito")))
    if request.method == "POST":
        require(request, Permission.EDIT_CYCLE, network)
    versions = list(network.purposes.select_related("written_by"))
    exercise = network.purpose_exercises.first()
    names = school_names(network)
    draft = exercise.texts.get(DRAFT, "") if exercise and request.GET.get("borrador") else ""
    initial = {"text": draft or (versions[0].text if versions else "")}
    form = PurposeForm(sent(request), initial=initial, schools=schools_on(network, request.actor.on_date))
    if form.is_valid() and form.perform(
        partial(write_purpose, network, **form.cleaned_data, by=person(request))
    ):
        messages.success(request, _("El propósito quedó escrito. Las versiones anteriores se conservan."))
        return redirect(program_url(request.program, "networks:network", network_id=network.pk))
    context = {
        "network": network,
        "form": form,
        "versions": [
            (version, [names.get(rbd, str(rbd)) for rbd in version.schools]) for version in versions
        ],
        "has_exercise": exercise is not None,
        "theory": CORE_PURPOSE.theory,
        "can_edit": has_permission(request.actor, Permission.EDIT_CYCLE, network),
        "cancel_url": program_url(request.program, "networks:network", network_id=network.pk),
    }
    return render(request, "networks/purpose.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def purpose_exercise(request: ProgramRequest, network_id: int, step: int) -> HttpResponse:
    """One step of the guided exercise: a question to talk over, with what was written in all of them."""
    network = find_network(request, network_id, Permission.EDIT_CYCLE)
    if not 1 <= step <= len(PURPOSE_STEPS):
        raise Http404
    here = program_url(request.program, "networks:purpose", network_id=network.pk)
    show_network_crumbs(request, network, Crumb(_("Propósito"), here), Crumb(_("Escribirlo en conjunto")))
    current = PURPOSE_STEPS[step - 1]
    exercise = network.purpose_exercises.first()
    texts = exercise.texts if exercise else {}
    form = PurposeStepForm(sent(request), initial={"text": texts.get(current.code, "")}, step=current)
    if form.is_valid():
        texts = {current.code: form.cleaned_data["text"]}
        write_exercise(network, texts=texts, on=request.actor.on_date, by=person(request))
        return redirect(_after(request, network.pk, step))
    context = {
        "network": network,
        "step": current,
        "number": step,
        "total": len(PURPOSE_STEPS),
        "form": form,
        "steps": [(number, one, texts.get(one.code, "")) for number, one in enumerate(PURPOSE_STEPS, 1)],
        "is_last": step == len(PURPOSE_STEPS),
        "cancel_url": here,
    }
    return render(request, "networks/purpose_exercise.html", context, status=status_of(form))


def _after(request: ProgramRequest, network_id: int, step: int) -> str:
    """The next step; after the last one, the form of a version with the draft in it."""
    if step == len(PURPOSE_STEPS):
        here = program_url(request.program, "networks:purpose", network_id=network_id)
        return f"{here}?borrador=1#escribir"
    return program_url(request.program, "networks:purpose_exercise", network_id=network_id, step=step + 1)
