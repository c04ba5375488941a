from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "lar.audit"
    label = "audit"
    verbose_name = _("Auditoría")

    def ready(self) -> None:
        from lar.audit.actions import record_denial
        from lar.audit.record import AuditRecord
        from lar.tenancy.access import register_denial_writer
        from lar.tenancy.events import register_record

        register_denial_writer(record_denial)
        register_record(AuditRecord())
