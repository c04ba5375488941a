"""Numbers as people in Chile write them: decimal comma, thousands point, a space before the per cent sign."""

from __future__ import annotations

from fractions import Fraction

from lar.statistics.cutoffs import DECIMALS_FROM

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


def rounded(value: Fraction, places: int = 0) -> Fraction:
    """Rounds half away from zero, as people do by hand."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled + 1) // 2
    return Fraction(whole if value >= 0 else -whole, 10**places)


def number(value: Fraction | int, places: int = 0) -> str:
    """1234.5 → "1.234,5"; a rounded zero has no sign."""
    scaled = int(rounded(Fraction(value), places) * 10**places)
    whole, decimals = divmod(abs(scaled), 10**places)
    text = f"{whole:,}".replace(",", ".")
    if places:
        text = f"{text},{decimals:0{places}d}"
    return f"{MINUS}{text}" if scaled < 0 else text


def percent(share: Fraction, *, people: int) -> str:
    """A share between 0 and 1 → "71 %", with a decimal only when it rests on enough people."""
    return f"{number(share * 100, 1 if people >= DECIMALS_FROM else 0)}{NBSP}%"


def percent_range(low: Fraction, high: Fraction) -> str:
    """ "entre 64 % y 79 %", or one figure when both ends read the same. Whole per cents always."""
    ends = [percent(end, people=0) for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else f"entre {ends[0]} y {ends[1]}"


def points(difference: Fraction) -> str:
    """A difference between shares as points of percentage: "14 puntos", "1 punto", "menos de 1 punto"."""
    size = rounded(abs(difference) * 100)
    if size == 0 and difference:
        return "menos de 1 punto"
    return f"{number(size)} {'punto' if size == 1 else 'puntos'}"


def joined(parts: list[str]) -> str:
    """ "a, b y c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} y {parts[-1]}"
