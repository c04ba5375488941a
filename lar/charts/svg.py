"""The few SVG elements that the charts are made of, as escaped strings.

Only presentation attributes: no `style`, no script, no address, so that the strictest content policy and
the PDF engine draw the same. Lengths are in user units, which print as millimetres.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def size(value: float) -> str:
    """A length with two decimals at most and no idle zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def tag(name: str, *children: str, **attributes: str | float | None) -> str:
    """An element; underscores of attribute names become hyphens (a last one is dropped), None is left out.

    Children are markup and must be escaped already; attribute values are escaped here.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_text(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def _text(value: str | float | None) -> str:
    return value if isinstance(value, str) else size(float(value or 0))


def rect(x: float, y: float, width: float, height: float, **attributes: str | float | None) -> str:
    return tag("rect", x=x, y=y, width=width, height=height, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: str | float | None) -> str:
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def text(x: float, y: float, words: str, **attributes: str | float | None) -> str:
    """One line of text with its baseline at y."""
    return tag("text", escape(words), x=x, y=y, **attributes)


def lines(x: float, y: float, rows: Iterable[str], leading: float, **attributes: str | float | None) -> str:
    """Lines of text below each other, the first with its baseline at y."""
    return "".join(text(x, y + place * leading, row, **attributes) for place, row in enumerate(rows))


_NARROW, _WIDE = set("iljtfrI.,;:!'()[] "), set("mwMWÁÉÍÓÚÑABCDEFGHKNOPQRSUVXYZ%«»—")


def width_of(words: str, font_size: float) -> float:
    """About how wide a line is: a cautious guess that holds for the fonts that the product uses."""
    ems = sum(0.34 if letter in _NARROW else 0.78 if letter in _WIDE else 0.57 for letter in words)
    return ems * font_size


def wrap(words: str, width: float, font_size: float) -> list[str]:
    """Words broken into lines that fit `width`, never at a no-break space.

    A word wider than a line keeps one of its own.
    """
    rows: list[str] = []
    for word in filter(None, words.split(" ")):
        if rows and width_of(f"{rows[-1]} {word}", font_size) <= width:
            rows[-1] = f"{rows[-1]} {word}"
        else:
            rows.append(word)
    return rows
