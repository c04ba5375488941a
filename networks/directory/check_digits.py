"""Check digits of a school's RBD and of an institution's RUT: both are RUT's modulus 11."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import Final

from stdnum.cl import rut as stdnum_rut

FIRST_INSTITUTION_RUT: Final = 50_000_000
"""RUTs below this number belong to people; those of institutions start here."""

_EXCEPTIONS_FILE: Final = Path(__file__).parent / "data" / "rbd_dv_excepciones.csv"
_RUT: Final = re.compile(r"^(\d{1,3}(?:\.?\d{3}){1,2})(?:-([\dkK]))?$")


def modulus_11(number: int) -> str:
    """Return the modulus 11 check digit of a number: "0" to "9" or "K"."""
    return str(stdnum_rut.calc_check_digit(str(number)))


@cache
def official_exceptions() -> dict[int, str]:
    """RBDs whose official digit is not the one of modulus 11, with that digit (50 in 2024)."""
    with _EXCEPTIONS_FILE.open(encoding="utf-8", newline="") as lines:
        return {int(row["rbd"]): row["dgv_rbd"] for row in csv.DictReader(lines, delimiter=";")}


def rbd_check_digit(rbd: int) -> str:
    """Return the official check digit of an RBD, exceptions included."""
    return official_exceptions().get(rbd) or modulus_11(rbd)


def is_expected_digit(rbd: int, digit: str) -> bool:
    """Whether a digit is the official or the calculated one. Advice only: never refuse a school for it."""
    return digit.upper() in {rbd_check_digit(rbd), modulus_11(rbd)}


def parse_rut(text: str) -> int | None:
    """Return a RUT's number from "62000660", "62.000.660" or "62.000.660-2".

    Without a hyphen the text is all number, as in the official directory. `None` when it can't be a RUT or
    its check digit is wrong.
    """
    match = _RUT.match(text.strip())
    if match is None:
        return None
    number = int(match[1].replace(".", ""))
    if match[2] and match[2].upper() != modulus_11(number):
        return None
    return number


def is_institution(number: int) -> bool:
    """Whether a RUT number is in the range of institutions, not of people."""
    return number >= FIRST_INSTITUTION_RUT


def format_rut(number: int) -> str:
    """Return a RUT as people write it: 62000660 → "62.000.660-2"."""
    return f"{number:,}".replace(",", ".") + f"-{modulus_11(number)}"
