"""The golden networks' reports look as they did when somebody last looked at them (REPORT 6.4.1)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter

from tests.golden.pages import COMMAND, DOCUMENTS, approved, draw, looks_the_same, page_name

PAGE = 4  # one with a chart, a table and text


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_page_looks_as_approved(document: str, tmp_path: Path) -> None:
    known = approved(document)
    drawn = {page_name(document, number): page for number, page in enumerate(draw(document), start=1)}
    changed = []
    for name, page in drawn.items():
        if name not in known or not looks_the_same(known[name], page):
            page.save(tmp_path / name)
            changed.append(name)

    assert (sorted(known), changed) == (sorted(drawn), []), (
        f"Estas páginas se ven distintas: míralas en {tmp_path} y, si están bien, apruébalas con {COMMAND}"
    )


def page() -> Image.Image:
    return draw("red-14")[PAGE]


def test_a_font_library_that_draws_edges_otherwise_is_no_change() -> None:
    softer = page().filter(ImageFilter.GaussianBlur(0.6))
    bolder = page().point(lambda grey: max(0, int(grey) - 4))

    assert looks_the_same(page(), softer)
    assert looks_the_same(page(), bolder)


def moved(box: tuple[int, int, int, int], right: int, down: int) -> Image.Image:
    """The page with what is in ``box`` somewhere else."""
    result = page().copy()
    block = result.crop(box)
    result.paste(255, box)
    result.paste(block, (box[0] + right, box[1] + down))
    return result


@pytest.mark.parametrize(("right", "down"), [(0, 8), (8, 0), (0, -8), (20, 30)])
def test_a_block_that_moved_is_seen(right: int, down: int) -> None:
    width, height = page().size
    lower_half = moved((0, height // 2, width, height - 60), right, down)

    assert not looks_the_same(page(), lower_half)


def test_a_line_that_disappeared_is_seen() -> None:
    gone = page().copy()
    ink = ImageChops.invert(gone).getbbox()
    assert ink is not None
    gone.paste(255, (ink[0], gone.height // 2, ink[2], gone.height // 2 + 10))

    assert not looks_the_same(page(), gone)


def test_another_page_and_another_size_are_seen() -> None:
    assert not looks_the_same(page(), draw("red-14")[PAGE + 1])
    assert not looks_the_same(page(), page().resize((300, 400)))


def test_drawing_twice_gives_the_same_page() -> None:
    again = draw.__wrapped__("autoridad-14")

    assert [one.tobytes() for one in again] == [one.tobytes() for one in draw("autoridad-14")]
