"""Migration operations that every tenant table uses."""

from __future__ import annotations

from typing import Any

from django.db import router
from django.db.migrations.operations.base import Operation

IN_PROGRAM = "program_id = nullif(current_setting('lar.program', true), '')::bigint"


class IsolateByProgram(Operation):
    """ENABLE and FORCE row security on a table, readable and writable in its programme only.

    ``nullif``: after a transaction the setting is the empty string, not NULL. Without a
    programme the comparison is NULL, so nothing is seen and nothing can be written.
    """

    reversible = True

    def __init__(self, model_name: str, *, nullable: bool = False) -> None:
        self.model_name = model_name
        self.nullable = nullable

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Row security is not part of Django's model state."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        if not router.allow_migrate_model(schema_editor.connection.alias, model):
            return
        table = schema_editor.quote_name(model._meta.db_table)
        rule = f"(program_id IS NULL OR {IN_PROGRAM})" if self.nullable else f"({IN_PROGRAM})"
        schema_editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"CREATE POLICY by_program ON {table} USING {rule} WITH CHECK {rule}")

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table = schema_editor.quote_name(from_state.apps.get_model(app_label, self.model_name)._meta.db_table)
        schema_editor.execute(f"DROP POLICY by_program ON {table}")
        schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [self.model_name], {"nullable": True} if self.nullable else {})

    def describe(self) -> str:
        return f"Isolate {self.model_name} by programme"


class AppendOnly(Operation):
    """Take UPDATE and DELETE on a table away from ``lar_app``: rows are added and read."""

    reversible = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Privileges are not part of Django's model state."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table = schema_editor.quote_name(to_state.apps.get_model(app_label, self.model_name)._meta.db_table)
        schema_editor.execute(f"REVOKE UPDATE, DELETE ON {table} FROM lar_app")

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table = schema_editor.quote_name(from_state.apps.get_model(app_label, self.model_name)._meta.db_table)
        schema_editor.execute(f"GRANT UPDATE, DELETE ON {table} TO lar_app")

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [self.model_name], {})

    def describe(self) -> str:
        return f"Make {self.model_name} append-only for the application"
