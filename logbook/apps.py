from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LogbookConfig(AppConfig):
    name = "logbook"
    label = "logbook"
    verbose_name = _("Bitácora")

    def ready(self) -> None:
        from logbook import contributions, notices
        from logbook.menu import register_navigation
        from networks import registries

        registries.register_step_evidence(contributions.logbook_evidence)
        registries.register_home_items(contributions.logbook_home_items)
        notices.register()
        register_navigation()
