from __future__ import annotations

from typing import Any, Self, TypeVar

from django.db import models

from lar.tenancy.context import current_program_id, has_program_context
from lar.tenancy.models.program import Program

T = TypeVar("T", bound="TenantModel")


class TenantQuerySet(models.QuerySet[T]):
    """A query set that also carries the programme in its WHERE, beside row security."""

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[T]:
        objects = list(objs)
        for obj in objects:
            obj.fill_program()
        return super().bulk_create(objects, *args, **kwargs)


class TenantManager(models.Manager[T]):
    """Fails loudly outside a programme; inside, sees that programme only."""

    def get_queryset(self) -> TenantQuerySet[T]:
        return TenantQuerySet[T](self.model, using=self._db).filter(program_id=current_program_id())

    @classmethod
    def of(cls, queryset_class: type[TenantQuerySet[T]]) -> Any:
        """Return a manager like this one whose query sets are of ``queryset_class``."""

        def get_queryset(self: TenantManager[T]) -> TenantQuerySet[T]:
            return queryset_class(self.model, using=self._db).filter(program_id=current_program_id())

        manager = cls.from_queryset(queryset_class)
        return type(f"{queryset_class.__name__}Manager", (manager,), {"get_queryset": get_queryset})()


class TenantModel(models.Model):
    """Base of every table whose rows belong to one programme.

    Each concrete table needs ``IsolateByProgram`` in its migration (a guard test checks it).
    """

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = TenantManager["Self"]()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def fill_program(self) -> None:
        if self.program_id is None:
            self.program_id = current_program_id()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_program()
        super().save(*args, **kwargs)

    def validate_constraints(self, exclude: Any = None) -> None:
        if has_program_context():
            self.fill_program()
        super().validate_constraints(exclude=exclude)
