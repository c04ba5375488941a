"""``manage.py import_responses --survey ID FILE [--apply]``. Dry unless ``--apply``; counts as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.errors import NotAllowedNow
from questionnaires.surveys.actions import import_responses
from questionnaires.surveys.models import Survey, SurveyMode, SurveyState
from questionnaires.surveys.response_files import ResponsesRead, read_responses
from questionnaires.surveys.rules import least_answers
from questionnaires.surveys.versions import answer_shape


class Command(BaseCommand):
    help = (
        "Lee respuestas que se recogieron en otra parte (CSV o XLSX, una columna por ítem) y, con --apply, "
        "las carga en una aplicación importada que esté vacía, que se cierra y se sella."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--survey", type=int, required=True, help="número de la aplicación importada")
        parser.add_argument("--apply", action="store_true", help="carga; sin esto solo revisa")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            data = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"No se pudo leer el archivo {options['file'].name}.") from error
        program = self._program_of(options["survey"])
        with program_context(program):
            survey = Survey.objects.select_related("program").get(pk=options["survey"])
            self._require_empty(survey)
            least = least_answers(survey.mode, program.min_group)
            read = read_responses(
                data, answer_shape(survey.version_id), asked=survey.roster_n or 0, least=least
            )
            applied = options["apply"] and not read.has_errors
            if applied:
                self._apply(survey, read)
        for problem in read.problems:
            self.stderr.write(str(problem))
        counts = {"survey": survey.pk, **read.counts(), "problems": len(read.problems), "applied": applied}
        self.stdout.write(json.dumps(counts, ensure_ascii=False))
        if read.has_errors:
            raise CommandError("Nada se guardó: el archivo tiene errores.")
        if not applied:
            self.stderr.write("Se puede importar. Para hacerlo, agrega --apply.")

    def _program_of(self, survey_id: int) -> Program:
        """The programme of a survey: row security shows it in its own only."""
        for program in Program.objects.order_by("pk"):
            with program_context(program):
                if Survey.objects.filter(pk=survey_id).exists():
                    return program
        raise CommandError(f"No existe la aplicación {survey_id}.")

    def _require_empty(self, survey: Survey) -> None:
        if survey.mode != SurveyMode.IMPORTED:
            raise CommandError(
                f"La aplicación {survey.pk} es de otro modo: prepara una en «Importar respuestas»."
            )
        if survey.state != SurveyState.DRAFT:
            raise CommandError(f"La aplicación {survey.pk} ya tiene sus respuestas: no se agregan más.")

    def _apply(self, survey: Survey, read: ResponsesRead) -> None:
        try:
            import_responses(survey, rows=read.rows, by=None)
        except NotAllowedNow as error:
            raise CommandError(str(error)) from error
