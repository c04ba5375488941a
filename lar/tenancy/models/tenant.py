from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models

from lar.tenancy.context import current_program_id, has_program_context
from lar.tenancy.models.program import Program

M = TypeVar("M", bound=models.Model)


class TenantQuerySet(models.QuerySet[M]):
    """A query set whose bulk inserts belong to the programme in context."""

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        objects = list(objs)
        for obj in objects:
            if isinstance(obj, TenantModel):
                obj.fill_program()
        return super().bulk_create(objects, *args, **kwargs)


class ProgramScopedManager(models.Manager[M]):
    """Fails loudly outside a programme; inside, sees that programme only, beside row security."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(program_id=current_program_id())

    def none(self) -> models.QuerySet[M]:
        """Nothing needs no programme: forms and the API's description ask for it."""
        return super().get_queryset().none()


TenantManager = ProgramScopedManager.from_queryset(TenantQuerySet)


class TenantModel(models.Model):
    """Base of every table whose rows belong to one programme.

    Each concrete table needs ``IsolateByProgram`` in its migration (a guard test checks it).
    """

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = TenantManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_program()
        super().save(*args, **kwargs)

    def validate_constraints(self, exclude: Any = None) -> None:
        if has_program_context():
            self.fill_program()
        super().validate_constraints(exclude=exclude)

    def fill_program(self) -> None:
        if not self.program_id:
            self.program_id = current_program_id()
