"""What is written in any format of ours is read back equal, whatever the words."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lar.documents.cells import clean
from lar.model.dimensions import NodeKind
from questionnaires.instruments.formats import (
    InstrumentContent,
    ItemContent,
    ItemKind,
    NodeContent,
    Severity,
    read_instrument_file,
    to_csv_and_json,
    to_json,
    translatable,
    write_xlsx,
)
from questionnaires.instruments.formats.content import MODEL_NODES

# Words that have broken importers: formulas, quotes, separators, apostrophes, line ends, escapes.
AWKWARD: tuple[str, ...] = (
    "=1+1",
    "'=x",
    "+56 9",
    "@eco",
    "-a",
    "%",
    "|b",
    "«a»; b",
    'di "sí"',
    "a\nb",
    "_x0041_",
    "1",
    "1.0",
)
AWKWARD = (
    *AWKWARD,
    "TRUE",
    "sí",
    "ñandú ¿?",
    "a, b\tc",
    "''",
    "=",
    "https://ejemplo.cl",
    "{=A1}",
    "𝔞 🙂",
    "e\u0301",
)

words = st.one_of(st.sampled_from(AWKWARD), st.text(max_size=40)).map(clean).filter(bool)
codes = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,9}", fullmatch=True)
labels = words.filter(lambda text: len(text) <= 60)


@st.composite
def nodes(draw: st.DrawFn) -> tuple[NodeContent, ...]:
    if draw(st.booleans()):
        return MODEL_NODES
    found: list[NodeContent] = []
    for code in draw(st.lists(codes, min_size=1, max_size=5, unique_by=str.casefold)):
        # Two levels: a node inside of another one holds none.
        parent = draw(st.sampled_from(["", *(node.code for node in found if not node.parent)]))
        kind = draw(st.sampled_from(NodeKind))
        found.append(NodeContent(code, draw(words), draw(words), parent, kind))
    return tuple(found)


@st.composite
def contents(draw: st.DrawFn) -> InstrumentContent:
    points = draw(st.lists(labels, min_size=2, max_size=10, unique=True))
    tree = draw(nodes())
    item_codes = draw(st.lists(codes, min_size=1, max_size=6, unique=True))
    texts = draw(st.lists(words, min_size=len(item_codes), max_size=len(item_codes), unique=True))
    items = []
    for place, (code, text) in enumerate(zip(item_codes, texts, strict=True)):
        is_open = place > 0 and draw(st.booleans())
        items.append(
            ItemContent(
                code=code,
                node=draw(st.sampled_from([node.code for node in tree])),
                text=text,
                is_reversed=not is_open and draw(st.booleans()),
                high_score_meaning=draw(st.one_of(st.just(""), words)),
                kind=ItemKind.OPEN if is_open else ItemKind.SCALE,
            )
        )
    most = len(points) // 2
    bare: dict[str, Any] = {
        "code": draw(codes),
        "number": draw(st.integers(1, 999)),
        "title": draw(words),
        "introduction": draw(words),
        "disclaimer": draw(st.one_of(st.just(""), words)),
        "source_note": draw(st.one_of(st.just(""), words)),
        "language": draw(st.sampled_from(["es-CL", "es", "arn"])),
        "scale_labels": tuple(points),
        "agreement_points": most if len(points) % 2 == 0 else draw(st.integers(1, most)),
        "not_applicable_label": draw(st.one_of(st.none(), labels)),
        "dont_know_label": draw(st.one_of(st.none(), labels)),
        "items": tuple(items),
        "nodes": tree,
    }
    keys = list(translatable(InstrumentContent(**bare)))
    by_key = st.dictionaries(st.sampled_from(keys), labels, min_size=1)
    return InstrumentContent(
        **bare, translations=draw(st.dictionaries(st.sampled_from(["en", "fr"]), by_key))
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(contents())
def test_every_format_of_ours_gives_back_an_equal_instrument(content: InstrumentContent) -> None:
    table, about = to_csv_and_json(content)

    readings = {
        "xlsx": read_instrument_file(write_xlsx(content)),
        "json": read_instrument_file(to_json(content).encode()),
        "csv": read_instrument_file(table.encode(), beside=about.encode()),
        "json beside csv": read_instrument_file(about.encode(), beside=table.encode()),
    }

    for name, reading in readings.items():
        assert [str(p) for p in reading.problems if p.severity is not Severity.WARNING] == [], name
        assert reading.content == content, name
