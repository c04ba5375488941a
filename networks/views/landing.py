from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lar.tenancy.models import Membership, Program


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """The first page: a door for visitors; those signed in go to their programme, or choose one."""
    if not request.user.is_authenticated:
        return render(request, "networks/landing.html")
    held = Membership.objects.on(timezone.localdate()).filter(user_id=request.user.pk)
    programs = list(Program.objects.filter(pk__in=held.values("program")).order_by("name"))
    if len(programs) == 1:
        return redirect("networks:home", program=programs[0].slug)
    return render(request, "networks/choose_program.html", {"programs": programs})
