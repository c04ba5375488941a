"""The style sheets: their weight, their contrast, and the values they share."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from lar.charts import palette

STATIC = Path(settings.BASE_DIR) / "static" / "lar"
MAX_ANSWER_CSS = 8 * 1024
MAX_FONTS = 120_000
"""Bytes. The answer page may weigh 90 kB compressed in all; WOFF2 is compressed already."""

TEXT_CONTRAST = 4.5
SHAPE_CONTRAST = 3.0
"""WCAG 2.2: 1.4.3 for text, 1.4.11 for the borders that show where an input is."""


def _tokens(file: str) -> dict[str, str]:
    css = (STATIC / file).read_text(encoding="utf-8")
    return {name: value.lower() for name, value in re.findall(r"--lar-([\w-]+):\s*(#[0-9a-fA-F]{6})", css)}


def _luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(first: str, second: str) -> float:
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def test_agreement_scale_is_that_of_the_charts() -> None:
    tokens = _tokens("tokens.css")

    for name, tones in (("scale", palette.FIVE_STEPS), ("block", palette.THREE_BLOCKS)):
        for place, tone in enumerate(tones, start=1):
            assert (tokens[f"{name}-{place}"], tokens[f"on-{name}-{place}"]) == (tone.fill, tone.ink)


def test_both_style_sheets_are_made_of_the_same_materials() -> None:
    signed_in, answering = _tokens("tokens.css"), _tokens("answer.css")

    assert len(answering) >= 10
    assert answering == {name: signed_in[name] for name in answering}


@pytest.mark.parametrize("ground", ["paper", "sheet", "wash", "accent-wash", "mark"])
@pytest.mark.parametrize("ink", ["ink", "ink-soft", "ink-faint", "accent", "accent-deep"])
def test_text_can_be_read_on_every_ground(ink: str, ground: str) -> None:
    tokens = _tokens("tokens.css")

    assert _contrast(tokens[ink], tokens[ground]) >= TEXT_CONTRAST


@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        ("error", "paper", TEXT_CONTRAST),
        ("error", "sheet", TEXT_CONTRAST),
        ("error", "error-wash", TEXT_CONTRAST),
        ("sheet", "accent", TEXT_CONTRAST),
        ("sheet", "accent-deep", TEXT_CONTRAST),
        ("sheet", "error", TEXT_CONTRAST),
        ("paper", "ink", TEXT_CONTRAST),
        ("rule-strong", "paper", SHAPE_CONTRAST),
        ("rule-strong", "sheet", SHAPE_CONTRAST),
    ],
)
def test_marks_stand_out(ink: str, ground: str, least: float) -> None:
    tokens = _tokens("tokens.css")

    assert _contrast(tokens[ink], tokens[ground]) >= least


def test_answer_style_sheet_is_small() -> None:
    assert (STATIC / "answer.css").stat().st_size <= MAX_ANSWER_CSS


def test_fonts_are_small_and_bring_their_licence() -> None:
    fonts = list((STATIC / "fonts").glob("*.woff2"))

    assert sum(font.stat().st_size for font in fonts) <= MAX_FONTS
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts" / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", ["tokens.css", "lar.css", "answer.css"])
def test_every_font_and_image_named_is_ours_and_exists(file: str) -> None:
    named = re.findall(r'url\("?([^")]+)"?\)', (STATIC / file).read_text(encoding="utf-8"))

    assert [name for name in named if not (STATIC / name).is_file()] == []


@pytest.mark.parametrize("file", ["lar.css", "answer.css"])
def test_every_token_used_is_defined(file: str) -> None:
    css = (STATIC / file).read_text(encoding="utf-8")
    source = "tokens.css" if file == "lar.css" else "answer.css"

    defined = set(re.findall(r"(--lar-[\w-]+)\s*:", (STATIC / source).read_text(encoding="utf-8")))

    assert set(re.findall(r"var\((--lar-[\w-]+)", css)) <= defined


def test_every_symbol_that_templates_draw_is_in_the_sprite() -> None:
    symbols = set(re.findall(r'<symbol id="(\w+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))
    templates = Path(settings.BASE_DIR) / "templates"

    drawn = {
        name
        for file in templates.rglob("*.html")
        for name in re.findall(r'{% icon "(\w+)"', file.read_text(encoding="utf-8"))
    }

    assert drawn
    assert drawn <= symbols
