"""What a file says against what the database has: counted first, written in bulk if asked."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)

BATCH = 2000
"""Rows a statement: 16,000 schools take nine."""


@dataclass(frozen=True)
class Comparison(Generic[M]):
    """Rows to make, rows to change and how many stay as they are. Nothing is written by making one."""

    model: type[M]
    key: str
    fields: tuple[str, ...]
    create: list[M]
    update: list[M]
    unchanged: int

    def counts(self) -> dict[str, int]:
        return {"create": len(self.create), "update": len(self.update), "unchanged": self.unchanged}

    def write(self) -> None:
        """Write in two bulk steps; an update is an upsert on the key, one statement a batch."""
        rows = self.model._base_manager
        rows.bulk_create(self.create, batch_size=BATCH)
        if self.update:
            rows.bulk_create(
                self.update,
                batch_size=BATCH,
                update_conflicts=True,
                unique_fields=[self.key],
                update_fields=self.fields,
            )


def compare(model: type[M], key: str, wanted: Mapping[Hashable, Mapping[str, object]]) -> Comparison[M]:
    """Compare ``wanted`` (values by key) with every row of ``model``.

    A value that is absent from a row's mapping is left as it is. Changed rows are held in memory
    with their new values; rows that the file lacks are not touched.
    """
    existing = {getattr(row, key): row for row in model._base_manager.all()}
    create: list[M] = []
    update: list[M] = []
    fields: dict[str, None] = {}
    for value, columns in wanted.items():
        fields.update(dict.fromkeys(columns))
        row = existing.get(value)
        if row is None:
            create.append(model(**{key: value}, **columns))
        elif _differs(row, columns):
            for name, content in columns.items():
                setattr(row, name, content)
            update.append(row)
    return Comparison(
        model, key, tuple(fields), create, update, unchanged=len(wanted) - len(create) - len(update)
    )


def _differs(row: models.Model, columns: Mapping[str, object]) -> bool:
    return any(getattr(row, name) != content for name, content in columns.items())
