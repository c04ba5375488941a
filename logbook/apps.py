from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LogbookConfig(AppConfig):
    name = "logbook"
    label = "logbook"
    verbose_name = _("Bitácora")

    def ready(self) -> None:
        from logbook import contributions, notices
        from logbook.menu import register_navigation
        from logbook.prepared import register_of
        from networks import registries
        from questionnaires.workshop.afterwards import register_next_steps

        registries.register_step_evidence(contributions.logbook_evidence)
        registries.register_home_items(contributions.logbook_home_items)
        notices.register()
        register_next_steps(register_of)
        register_navigation()
