"""Finding a school in the official directory, by RBD or by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Value
from django.utils.translation import gettext as _

from networks.directory.check_digits import is_expected_digit, rbd_check_digit
from networks.models import School
from networks.models.ordering import SearchKey, SpanishKey

MOST = 20
"""Schools shown at once: more than that, and the person needs a better word."""

_RBD = re.compile(r"^(\d{1,6})(?:\s*-\s*([\dkK]))?$")


@dataclass(frozen=True)
class SchoolSearch:
    """What was found. ``warning`` speaks of a check digit that does not fit; ``more`` of a cut list."""

    schools: Sequence[School] = ()
    warning: str = ""
    more: bool = False


def find_schools(text: str) -> SchoolSearch:
    """Search by RBD («10012», «10012-3») or by the words of the name and comuna, in any order."""
    wanted = text.strip()
    if not wanted:
        return SchoolSearch()
    schools = School.objects.select_related("comuna").order_by("-is_working", SpanishKey("name"), "rbd")
    number = _RBD.match(wanted)
    if number:
        return SchoolSearch(list(schools.filter(rbd=int(number[1]))), _digit_warning(number[1], number[2]))
    schools = schools.alias(name_key=SearchKey(F("name")), comuna_key=SearchKey(F("comuna__name")))
    for word in wanted.split():
        key = SearchKey(Value(word))
        schools = schools.filter(name_key__contains=key) | schools.filter(comuna_key__contains=key)
    found = list(schools[: MOST + 1])
    return SchoolSearch(found[:MOST], more=len(found) > MOST)


def _digit_warning(rbd: str, digit: str | None) -> str:
    """Warn, never refuse: the official file has its own exceptions."""
    if not digit or is_expected_digit(int(rbd), digit):
        return ""
    return _(
        "El dígito verificador de %(rbd)s es %(expected)s, no %(digit)s. Revisa que sea el que buscas."
    ) % {
        "rbd": rbd,
        "expected": rbd_check_digit(int(rbd)),
        "digit": digit.upper(),
    }
