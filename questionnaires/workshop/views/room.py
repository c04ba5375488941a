"""``/t/``: phones in a room, without account or session.

Exempt from the CSRF check as the questionnaire is: what counts is the phone's own random key, in a cookie
that other sites' forms don't carry (SameSite), and it opens nothing but a vote in one room.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from lar.tenancy.context import program_context
from questionnaires.surveys.guessing import count_wrong_code, is_blocked, origin_of
from questionnaires.surveys.rules import normalize_code
from questionnaires.workshop.codes import is_key, is_room_code, new_key
from questionnaires.workshop.queries.room import RoomLook, RoomNow, look_into
from questionnaires.workshop.room_pages import Part, phone_part, whole_room
from questionnaires.workshop.script import VOTED
from questionnaires.workshop.voting import MAX_WORDS, Outcome, contribute, has_voted, vote

KEY = "lar-sala"
HOURS = 8 * 3600
BY_SCRIPT = "X-Sala"
"""What our script adds to what it asks, to get only the part that changed."""


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """Where the four letters are typed. Nothing is looked up here."""
    if request.method != "POST":
        return render(request, "workshop/door.html")
    code = normalize_code(request.POST.get("code", "")[:40])
    if not is_room_code(code):
        return render(request, "workshop/door.html", {"typed": code, "malformed": True}, status=422)
    response = HttpResponseRedirect(reverse("room:phone", args=[code]))
    response.status_code = 303
    return response


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest, room: str) -> HttpResponse:
    """A phone's page, and what it sends: a vote, or words for everybody."""
    code = normalize_code(room)
    look = _look(request, code)
    if isinstance(look, HttpResponse):
        return look
    key = _key(request, look.room)
    if request.method == "POST":
        return _send(request, code, look.room, key)
    return _page(request, code, look.room, key)


@require_safe
def live(request: HttpRequest, room: str) -> HttpResponse:
    """The part of the page that changes. A phone that has it already gets 304 and not one byte more."""
    look = _look(request, normalize_code(room))
    if isinstance(look, HttpResponse):
        return look
    now, asked = look.room, request.headers.get("If-None-Match", "")
    if asked and asked in {phone_part(now, voted=True).tag, phone_part(now, voted=False).tag}:
        return HttpResponse(status=304, headers={"ETag": asked, "Cache-Control": "no-store, private"})
    return _part(phone_part(now, voted=_voted(now, _key(request, now))))


def _look(request: HttpRequest, code: str) -> RoomLook | HttpResponse:
    """The room behind the letters, or what is said instead: no such room, or too many tries."""
    origin = origin_of(request)
    look = look_into(code, origin) if is_room_code(code) else None
    if look is None:
        if is_blocked(origin):
            return render(request, "workshop/too_many.html", status=429)
        count_wrong_code(origin)
        return render(request, "workshop/door.html", {"typed": code, "unknown": True}, status=404)
    # Who came in before goes on, whatever others behind the same connection try.
    if look.is_blocked and not _key(request, look.room):
        return render(request, "workshop/too_many.html", status=429)
    return look


def _key(request: HttpRequest, now: RoomNow) -> str:
    """The phone's key of this room; empty when it brings none of ours."""
    brought = request.COOKIES.get(KEY, "")
    return brought if is_key(now.workshop_id, brought) else ""


def _voted(now: RoomNow, key: str) -> bool:
    if not key or now.kind not in VOTED:
        return False
    with program_context(now.program_id):
        return has_voted(now.step_id, key)


def _page(
    request: HttpRequest, code: str, now: RoomNow, key: str, *, status: int = 200, **said: object
) -> HttpResponse:
    part = phone_part(now, voted=_voted(now, key))
    with program_context(now.program_id):
        network = whole_room(now).network
    context = {"part": part, "code": code, "network": network, **said}
    response = render(request, "workshop/phone.html", context, status=status)
    if not key:
        _give_key(response, code, now)
    return response


def _give_key(response: HttpResponse, code: str, now: RoomNow) -> None:
    """Put the phone's random key in a cookie of this room alone. Nothing of it is kept here."""
    response.set_cookie(
        KEY,
        new_key(now.workshop_id),
        max_age=HOURS,
        path=reverse("room:phone", args=[code]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _let_in(code: str, now: RoomNow) -> HttpResponse:
    """A phone that sends before it came in: nothing is counted, it gets its key and the page."""
    response = HttpResponseRedirect(f"{reverse('room:phone', args=[code])}?entra=1")
    response.status_code = 303
    _give_key(response, code, now)
    return response


def _part(part: Part, status: int = 200) -> HttpResponse:
    return HttpResponse(part.html, status=status, headers={"ETag": part.tag})


def _send(request: HttpRequest, code: str, now: RoomNow, key: str) -> HttpResponse:
    step = request.POST.get("step", "")
    step_id = int(step) if step.isdecimal() and len(step) < 19 else 0
    if not key:
        return _let_in(code, now)
    words = request.POST.get("text")
    if words is None:
        outcome = vote(now.program_id, step_id, key=key, sent=_chosen(request), room=now.workshop_id)
    else:
        outcome = contribute(now.program_id, step_id, text=words[: MAX_WORDS * 2], room=now.workshop_id)
    return _answer(request, code, now, key, outcome, words)


def _chosen(request: HttpRequest) -> list[str]:
    """What was marked: one group of options or, in an evaluation, one for each question."""
    groups = (values for name, values in request.POST.lists() if name.startswith("option"))
    return [str(value) for values in groups for value in values][:20]


def _answer(
    request: HttpRequest, code: str, now: RoomNow, key: str, outcome: Outcome, words: str | None
) -> HttpResponse:
    """By script, the part as it is now; else the page again. What was refused comes back as it was typed."""
    kept = outcome in {Outcome.KEPT, Outcome.KEPT_BEFORE}
    if request.headers.get(BY_SCRIPT):
        part = phone_part(now, voted=_voted(now, key))
        return _part(part, 200 if kept else outcome.value)
    if kept:
        sent = "?dicho=1" if words is not None else ""
        response = HttpResponseRedirect(reverse("room:phone", args=[code]) + sent)
        response.status_code = 303
        return response
    problem = "over" if outcome is Outcome.OVER else "invalid"
    return _page(request, code, now, key, status=outcome.value, problem=problem, typed=words or "")
