"""Rule: a form in which a person types keeps it (``data-lar-keep``), or is listed here.

Reason: a sign-in that expires or a server that dies must not cost a teacher her words (drafts.js).
Usual mistake: a form written by hand beside ``{% lar_form %}``, which does it by itself.
"""

from __future__ import annotations

import re

from tests.guards.test_templates import TEMPLATES, web_templates

FORM = re.compile(r"<form\b(?P<head>(?:[^>{]|\{[{%].*?[}%]\})*)>(?P<body>.*?)</form>", re.DOTALL)
TYPED = re.compile(
    r"<textarea|<select|<input(?![^>]*type=\"(?:hidden|submit|radio|checkbox)\")"
    r"|\{\{\s*(?:form|field|box)(?:\.\w+)*(?:\.as_field_group)?\s*\}\}"
)
NO_BOX = re.compile(
    r"\{\{\s*form[\w.]*\.(?:label|help_text|errors|management_form|initial|cleaned_data)[\w.]*\s*\}\}"
)

WITHOUT = {
    "account/door_form.html": "nobody is signed in: no sign-in expires, and a password is not kept",
    "networks/end_form.html": "one day, which is today unless it is changed",
    "surveys/public/differences.html": "papers of other people: their answers stay on no shared computer",
    "surveys/public/door.html": "one code, of somebody who answers",
    "surveys/public/keying.html": "papers of other people; keying.js keeps what is being keyed",
}
# These keep what is written in a way of their own.
BY_THEMSELVES = {
    "logbook/": "the bitácora saves while one writes, with its own queue on the device",
    "workshop/": "phones in a room: nobody is signed in, and nothing of a person stays on them",
}


def lost() -> set[str]:
    """The templates that have a form in which something is typed and that doesn't keep it."""
    found = set()
    for path in web_templates():
        name = path.relative_to(TEMPLATES).as_posix()
        for form in FORM.finditer(path.read_text(encoding="utf-8")):
            is_post = 'method="post"' in form["head"]
            if is_post and "data-lar-keep" not in form["head"] and TYPED.search(NO_BOX.sub("", form["body"])):
                found.add(name)
    return found


def test_what_is_typed_is_kept() -> None:
    apart = tuple(BY_THEMSELVES)

    assert {name for name in lost() if not name.startswith(apart)} - set(WITHOUT) == set()


def test_the_exceptions_still_exist() -> None:
    assert set(WITHOUT) - lost() == set()


def test_the_boxes_of_a_form_by_hand_are_seen() -> None:
    bodies = [
        "{{ form }}",
        "{{ form.on }}",
        "{{ field.as_field_group }}",
        '<input type="text">',
        "<textarea>",
    ]

    assert all(TYPED.search(body) for body in bodies)
    assert not TYPED.search('<input type="hidden" name="a"><button>Guardar</button>')
