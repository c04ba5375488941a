"""Colours hold on a black and white printer, for every kind of colour vision, and under their labels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

import pytest

from lar.charts.palette import FIVE_STEPS, INK, INK_SOFT, PAPER, THREE_BLOCKS, Tone, point_tones
from lar.disclosure import Scale

Triple = tuple[float, float, float]

# G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A physiologically-based model for simulation of
# color vision deficiency", IEEE TVCG 15 (2009), 1291-1298: matrices for full severity, on linear RGB.
DEFICIENCIES = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> Triple:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return red, green, blue


def luminance(rgb: Triple) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def lightness(colour: str) -> float:
    """CIE L*, 0 black to 100 white: what is left of a colour in greyscale."""
    return lab(linear(colour))[0]


def lab(rgb: Triple) -> Triple:
    """CIE L*a*b* under D65."""
    x = (0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.95047
    z = (0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.08883
    fx, fy, fz = (
        max(value, 0) ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116
        for value in (x, luminance(rgb), z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen_with(matrix: Sequence[Triple], colour: str) -> Triple:
    rgb = linear(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(weight * channel for weight, channel in zip(row, rgb, strict=True))))
        for row in matrix
    )
    return red, green, blue


def distance(first: Triple, second: Triple) -> float:
    return math.dist(lab(first), lab(second))


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(linear(first)), luminance(linear(second))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tones", [FIVE_STEPS, THREE_BLOCKS], ids=["five steps", "three blocks"])
def test_greyscale_keeps_every_step_apart(tones: tuple[Tone, ...]) -> None:
    for first, second in combinations(tones, 2):
        assert abs(lightness(first.fill) - lightness(second.fill)) >= 12


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("tones", [FIVE_STEPS, THREE_BLOCKS], ids=["five steps", "three blocks"])
def test_every_kind_of_colour_vision_keeps_them_apart(tones: tuple[Tone, ...], deficiency: str) -> None:
    """A difference of 2.3 is just noticeable; here it is five times that at least."""
    for first, second in combinations(tones, 2):
        seen = [seen_with(DEFICIENCIES[deficiency], tone.fill) for tone in (first, second)]
        assert distance(*seen) >= 12


@pytest.mark.parametrize("points", range(2, 11))
def test_labels_can_be_read_on_every_tone(points: int) -> None:
    tones = point_tones(Scale.of([str(point) for point in range(points)]))

    assert len(tones) == points
    for tone in (*tones, *THREE_BLOCKS):
        assert contrast(tone.fill, tone.ink) >= 4.5


def test_five_points_use_the_five_steps() -> None:
    assert point_tones(Scale.of("abcde")) == FIVE_STEPS


def test_words_can_be_read_on_paper() -> None:
    assert contrast(INK, PAPER) >= 7
    assert contrast(INK_SOFT, PAPER) >= 7
