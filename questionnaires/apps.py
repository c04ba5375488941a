from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionnairesConfig(AppConfig):
    name = "questionnaires"
    label = "questionnaires"
    verbose_name = _("Cuestionarios")

    def ready(self) -> None:
        from questionnaires.results import contributions as results
        from questionnaires.results import notices as result_notices
        from questionnaires.surveys import contributions as surveys
        from questionnaires.surveys import notices as survey_notices
        from questionnaires.workshop import contributions as workshop

        surveys.register()
        results.register()
        survey_notices.register()
        result_notices.register()
        workshop.register()
