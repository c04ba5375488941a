"""The whole workshop in one HTML file that needs no network: its styles, script and typeface are inside."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from django.template.loader import render_to_string

from lar.disclosure import PublishableTable
from questionnaires.results.rules import thresholds_of
from questionnaires.workshop.models import SocializationWorkshop, WorkshopStep
from questionnaires.workshop.queries.workshops import table_of
from questionnaires.workshop.screens import Bar, Screen, bar_of, screen_of
from questionnaires.workshop.script import EVALUATED
from questionnaires.workshop.sheet import Part, sheet_of

_STATIC = Path(__file__).resolve().parents[2] / "static" / "lar"
_FACE = re.compile(r"@font-face\{[^}]*\}")
_STYLES = ("answer.css", "projector.css", "offline_room.css")


@dataclass(frozen=True)
class Slide:
    """A step as the file presents it. ``bar`` stays hidden in it until the room predicted."""

    step: WorkshopStep
    screen: Screen
    bar: Bar | None
    part: Part | None


def offline_html(workshop: SocializationWorkshop, bundle_id: UUID) -> str:
    """Return the file. Its policy lets nothing in or out: only the style and script that it brings run."""
    table = table_of(workshop)
    parts = {part.step.pk: part for part in sheet_of(workshop)}
    slides = [_slide(workshop, step, table, parts) for step in workshop.steps.all()]
    style, script = _style(), (_STATIC / "offline_room.js").read_text(encoding="utf-8")
    context = {
        "policy": _policy(style, script),
        "style": style,
        "script": script,
        "workshop": workshop,
        "network": workshop.network,
        "slides": slides,
        "bundle_id": bundle_id,
        "least": thresholds_of(workshop.program.min_group).min_group,
        "filename": f"taller-{workshop.activity.day:%Y-%m-%d}.json",
        "questions": json.dumps({code: str(words) for code, words in EVALUATED.items()}, ensure_ascii=False),
    }
    return render_to_string("workshop/offline.html", context)


def _slide(
    workshop: SocializationWorkshop,
    step: WorkshopStep,
    table: PublishableTable | None,
    parts: dict[int, Part],
) -> Slide:
    bar = bar_of(table, step.node, chart_id=f"bar-{step.position}")
    return Slide(step, screen_of(workshop, step), bar, parts.get(step.pk))


@cache
def _style() -> str:
    """Our style sheets as one, with the typeface in place of its address."""
    face = base64.b64encode((_STATIC / "fonts" / "atkinson-variable-latin.woff2").read_bytes()).decode()
    font = (
        '@font-face{font-family:"Atkinson Hyperlegible Next";font-weight:200 800;'
        f'src:url("data:font/woff2;base64,{face}") format("woff2")}}'
    )
    sheets = "\n".join((_STATIC / name).read_text(encoding="utf-8") for name in _STYLES)
    return f"{font}\n{_FACE.sub('', sheets)}"


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
