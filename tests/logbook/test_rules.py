from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from logbook.prose import clean_text, html_of
from logbook.rules import SITTING, deserves_history

BEGAN = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("old", "new", "same_person", "minutes", "kept"),
    [
        ("", "Algo", False, 60, False),
        ("Algo", "Algo", False, 60, False),
        ("Algo", "Algo más", True, 1, False),
        ("Algo", "Algo más", False, 1, True),
        ("Algo", "Algo más", True, 10, True),
        ("Algo largo", "Algo", True, 1, True),
        ("Algo largo", "", True, 1, True),
    ],
)
def test_what_leaves_a_version_behind(
    old: str, new: str, same_person: bool, minutes: int, kept: bool
) -> None:
    now = BEGAN + timedelta(minutes=minutes)

    assert deserves_history(old, new, same_person=same_person, began=BEGAN, now=now) is kept


def test_a_sitting_is_shorter_than_a_meeting() -> None:
    assert timedelta(minutes=30) > SITTING


HOSTILE = [
    "<script>alert(1)</script>",
    "[ven](javascript:alert(1))",
    '<img src=x onerror="alert(1)">',
    "![x](https://espia.example/x.png)",
    '<a href="x" style="color:red" onclick="y()">z</a>',
    "<iframe src=https://espia.example></iframe>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_acts_or_fetches_is_shown(text: str) -> None:
    html = html_of(text)

    assert not any(tag in html for tag in ("<script", "<img", "<iframe", '<a href="x"', 'href="javascript'))


def test_what_people_mark_is_shown_under_the_pages_own_headings() -> None:
    html = html_of("## Uno\n\n### Detalle\n\n**dos** y *tres*\n\n- cuatro\n\n> cinco")

    assert "<h2>Uno</h2>" in html
    assert "<h3>Detalle</h3>" in html
    assert "<h4>Detalle</h4>" in html_of("## Uno\n\n### Detalle", under=2)
    assert "<strong>dos</strong> y <em>tres</em>" in html
    assert "<li>cuatro</li>" in html
    assert "<blockquote>" in html


def test_the_largest_headings_of_a_text_come_right_under_the_pages() -> None:
    assert html_of("### Uno\n\n#### Detalle").split() == ["<h2>Uno</h2>", "<h3>Detalle</h3>"]
    assert html_of("### Uno", under=2).strip() == "<h3>Uno</h3>"


def test_what_has_no_business_in_a_text_goes_when_it_is_written() -> None:
    assert clean_text("  Uno\r\n\x00dos\x1b[2J\ttres ") == "Uno\ndos[2J\ttres"
