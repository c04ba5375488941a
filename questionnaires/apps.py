from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionnairesConfig(AppConfig):
    name = "questionnaires"
    label = "questionnaires"
    verbose_name = _("Cuestionarios")

    def ready(self) -> None:
        from questionnaires.results import contributions as results
        from questionnaires.surveys import contributions as surveys
        from questionnaires.workshop import contributions as workshop

        surveys.register()
        results.register()
        workshop.register()
