"""What every answer carries, whatever it says (TRUST S13, S14)."""

from __future__ import annotations

from django.http import HttpResponseBase

from tests.access.asking import Asked
from tests.access.cast import NAMELESS
from tests.access.routes import Route

# People answer and read here without an account: nothing may be put on their phone to be known again by.
COOKIELESS = ("answering:", "documents:", "health:")

# What browsers may keep, each with its reason.
KEPT = {
    "answering:script": "a script without anything of a person; another has another address",
    "answering:service_worker": "a script without anything of a person; asked for anew at each visit",
}


# Where a style may stand in the page, each with its reason. Scripts never may.
STYLED = {"results:explore": "plotly.js puts the style of its tooltips into the page"}


def header_problems(route: Route, person: str, asked: Asked) -> list[str]:
    """Say what an answer lacks. Somebody signed in elsewhere may have her session prolonged here."""
    response = asked.response
    problems = [*_policy(response, styled=route.name in STYLED), *_hardening(response)]
    if route.name not in KEPT and "no-store" not in response.headers.get("Cache-Control", ""):
        problems.append(f"may be kept: {response.headers.get('Cache-Control')}")
    if person in NAMELESS and route.name.startswith(COOKIELESS) and response.cookies:
        problems.append(f"sets {sorted(response.cookies)}")
    return problems


def _policy(response: HttpResponseBase, *, styled: bool) -> list[str]:
    policy = response.headers.get("Content-Security-Policy", "")
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";") if part.strip())
    problems = [
        f"{name}: {directives.get(name)}"
        for name, wanted in (
            ("script-src", ("'self'", "'none'")),
            ("object-src", ("'none'",)),
            ("frame-ancestors", ("'none'",)),
        )
        if directives.get(name) not in wanted
    ]
    allowed = {"style-src": "'self' 'unsafe-inline'"} if styled else {}
    unsafe = {name: words for name, words in directives.items() if "unsafe" in words}
    if unsafe and unsafe != allowed:
        problems.append(policy)
    return problems


def _hardening(response: HttpResponseBase) -> list[str]:
    wanted = {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY"}
    wrong = [
        f"{name}: {response.headers.get(name)}"
        for name, value in wanted.items()
        if response.headers.get(name) != value
    ]
    if response.headers.get("Referrer-Policy") not in {"same-origin", "no-referrer"}:
        wrong.append(f"Referrer-Policy: {response.headers.get('Referrer-Policy')}")
    return wrong
