"""What WeasyPrint leaves undone for PDF/UA-1, done with pikepdf.

Headers of tables say whether they head a column or a row (14289-1, 7.5), and what stands in the margins
(page numbers) is marked as an artifact, out of the reading order (7.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Pdf


def finish(content: bytes) -> bytes:
    """The same document with scoped headers and margins out of the reading order."""
    with Pdf.open(BytesIO(content)) as pdf:
        root = pdf.Root.StructTreeRoot
        reached = set()
        for element, inside_head in _elements(root.K, inside_head=False):
            reached.add(element.objgen)
            if str(element.S) == "/TH":
                _scope(element, column=inside_head)
        for page in pdf.pages:
            _margins_out(pdf, page, root.ParentTree, reached)
        out = BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _elements(kids: Any, *, inside_head: bool) -> Iterator[tuple[Any, bool]]:
    """Every structure element under `kids`, with whether it stands in a table's head."""
    for kid in kids if isinstance(kids, Array) else [kids]:
        if not isinstance(kid, Dictionary) or kid.get("/S") is None:
            continue
        inside = inside_head or str(kid.S) == "/THead"
        yield kid, inside
        yield from _elements(kid.get("/K", Array()), inside_head=inside)


def _scope(header: Any, *, column: bool) -> None:
    """Headers in a table's head are of their column, all others of their row: so our templates write them."""
    attributes = header.get("/A", Dictionary(O=Name.Table))
    attributes.Scope = Name.Column if column else Name.Row
    header.A = attributes


def _margins_out(pdf: Pdf, page: Any, parent_tree: Any, reached: set[tuple[int, int]]) -> None:
    """Turns the page's marked content that no reachable element owns into artifacts."""
    owners = _owners(parent_tree, int(page.StructParents))
    loose = {number for number, owner in enumerate(owners) if owner.objgen not in reached}
    if not loose:
        return
    instructions: list[Any] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands = instruction.operands
        if instruction.operator == Operator("BDC") and _number(operands[1]) in loose:
            instructions.append(([Name.Artifact], Operator("BMC")))
        else:
            instructions.append(instruction)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
    for number in loose:
        owners[number] = None


def _owners(parent_tree: Any, key: int) -> Any:
    numbers = parent_tree.Nums
    for place in range(0, len(numbers), 2):
        if int(numbers[place]) == key:
            return numbers[place + 1]
    raise ValueError(f"no structure parents under {key}")


def _number(properties: Any) -> int | None:
    """The MCID of a marked content's property list, when it has one."""
    if isinstance(properties, Dictionary) and "/MCID" in properties:
        return int(properties.MCID)
    return None
