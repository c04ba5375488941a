"""For machines that ask whether we live, and for operators who ask how well."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lar.jobs.checks import (
    check_backup,
    check_beat,
    check_broker,
    check_database,
    check_disk,
    check_mail,
    check_migrations,
    check_queue,
    check_this_process,
    check_worker,
)

QUESTIONS = (
    check_database,
    check_broker,
    check_worker,
    check_beat,
    check_queue,
    check_disk,
    check_mail,
    check_backup,
    check_this_process,
)


@never_cache
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """This process answers. Asks nothing of anybody, so that nobody restarts it for another's fault."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Whether requests may be sent here: the database answers and has the tables of this version."""
    answers: dict[str, str] = {}
    for name, check in (("database", check_database), ("migrations", check_migrations)):
        answers[name] = "ok" if check.ask().ok else "failed"
    ready = set(answers.values()) == {"ok"}
    return JsonResponse({"ready": ready, **answers}, status=200 if ready else 503)


@never_cache
@require_safe
def state(request: HttpRequest) -> HttpResponse:
    """How the platform is, for its operators."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not request.user.is_operator:
        raise PermissionDenied
    checks = [question.ask() for question in QUESTIONS]
    return render(request, "jobs/state.html", {"checks": checks, "well": all(check.ok for check in checks)})
