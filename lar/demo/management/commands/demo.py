from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from lar.demo import story
from lar.demo.program import build_program
from lar.jobs.actions import enqueue
from lar.jobs.models import UNFINISHED, Job, JobState
from lar.jobs.runner import run_here
from lar.tenancy.context import program_context
from lar.tenancy.models import Program

POLL_SECONDS = 0.5


class Command(BaseCommand):
    help = "Crea el programa de demostración: redes inventadas, con cuentas para cada rol."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--networks", type=int, default=len(story.NETWORKS), help="Cuántas redes (1 a 16)."
        )
        parser.add_argument("--years", type=int, default=2, choices=(1, 2), help="Cuántos años.")
        parser.add_argument(
            "--seed", type=int, default=1, help="Con la misma semilla, las mismas respuestas."
        )
        parser.add_argument("--if-empty", action="store_true", help="No hace nada si ya hay un programa.")
        parser.add_argument(
            "--here", action="store_true", help="Hace el trabajo en este proceso, sin esperar a un worker."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["networks"] <= len(story.NETWORKS):
            raise CommandError(f"--networks va de 1 a {len(story.NETWORKS)}.")
        if options["if_empty"] and Program.objects.exists():
            return
        started = time.monotonic()
        program = build_program()
        with program_context(program):
            batch = enqueue(
                "lar.demo.programme",
                key="demo-programme",
                args={name: options[name] for name in ("networks", "years", "seed")},
                by=None,
            )
        self.stdout.write(f"Programa «{program.name}»: /{program.slug}/ ya abre; sus redes se van llenando.")
        if options["here"]:
            self._work_here(program, batch)
        state = self._follow(program, batch)
        if state != JobState.DONE:
            raise CommandError("Algunas redes no se pudieron crear. El detalle está en «Trabajos».")
        self.stdout.write(f"Listo: {options['networks']} redes en {time.monotonic() - started:.0f} s.")

    def _work_here(self, program: Program, batch: Job) -> None:
        """Run every due job of the programme until the batch has ended and none is left."""
        while True:
            with program_context(program):
                batch.refresh_from_db()
                due = Job.objects.filter(
                    program=program, state=JobState.WAITING, run_after__lte=timezone.now()
                )
                jobs = list(due.order_by("created_at"))
            if not jobs and batch.state not in UNFINISHED:
                return
            for job in jobs:
                run_here(job)
            if not jobs:
                time.sleep(POLL_SECONDS)

    def _follow(self, program: Program, batch: Job) -> str:
        """Say how far the batch is, whenever that changes, until it ends."""
        told = -1
        while True:
            with program_context(program):
                batch.refresh_from_db()
                parts = Job.objects.filter(parent=batch, kind="lar.demo.network")
                done, total = parts.exclude(state__in=UNFINISHED).count(), parts.count()
            if done != told and total:
                self.stdout.write(f"  {done} de {total} redes")
                told = done
            if batch.state not in UNFINISHED:
                return str(batch.state)
            time.sleep(POLL_SECONDS)
