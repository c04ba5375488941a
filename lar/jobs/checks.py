"""Is the platform well? One question per function, answered by ``Check``: fine, or a sentence."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lar.jobs import broker
from lar.jobs.mail import mail_away_since
from lar.jobs.queries import QueueState, whole_queue_state
from lar.tenancy.events import the_record

# A daily backup with two hours to spare, and one that failed is noticed the next morning.
BACKUP_IS_OLD = timedelta(hours=26)
# Below this PostgreSQL may stop in the middle of a survey.
LEAST_DISK_SHARE = 0.10
LEAST_DISK_BYTES = 1_000_000_000
BACKUP_MADE = "backup.made"


@dataclass(frozen=True)
class Answer:
    """``problem`` is empty when all is well; ``fact`` is what was seen, for the operators' page."""

    fact: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Check:
    """A question that was asked, with its answer."""

    name: str
    fact: str
    problem: str

    @property
    def ok(self) -> bool:
        return not self.problem


@dataclass(frozen=True)
class Question:
    name: str | Promise
    answer: Callable[[], Answer]

    def ask(self) -> Check:
        """Ask. A database that is away is an answer too."""
        try:
            answer = self.answer()
        except Error as error:
            answer = Answer(problem=_("La base de datos no respondió (%s).") % type(error).__name__)
        return Check(str(self.name), answer.fact, answer.problem)


def question(name: str | Promise) -> Callable[[Callable[[], Answer]], Question]:
    """Make a function without arguments a question about the platform, under its Spanish name."""

    def named(answer: Callable[[], Answer]) -> Question:
        return Question(name, answer)

    return named


@question(gettext_lazy("Base de datos"))
def check_database() -> Answer:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return Answer(fact=_("responde"))


@question(gettext_lazy("Migraciones"))
def check_migrations() -> Answer:
    missing = _migrations_of_this_version() - set(MigrationRecorder(connection).applied_migrations())
    if missing:
        problem = _("Por aplicar: %d. Corre «manage.py migrate --database owner».") % len(missing)
        return Answer(problem=problem)
    return Answer(fact=_("al día"))


@cache
def _migrations_of_this_version() -> frozenset[tuple[str, str]]:
    """Read the files once per process: they only change with a new version, that is, a new process."""
    return frozenset(MigrationLoader(None).disk_migrations)


@question(gettext_lazy("Redis"))
def check_broker() -> Answer:
    if not broker.answers():
        return Answer(problem=_("Redis no responde. Los trabajos quedan guardados y se harán después."))
    return Answer(fact=_("responde"))


@question(gettext_lazy("Trabajadores (worker)"))
def check_worker() -> Answer:
    try:
        answered = broker.workers_answer()
    except broker.BROKER_ERRORS:
        return Answer(problem=_("Sin Redis no se puede saber si hay trabajadores."))
    if not answered:
        return Answer(problem=_("Ningún trabajador contesta. Arranca el proceso «worker»."))
    return Answer(fact=_("contestan"))


@question(gettext_lazy("Reloj (beat)"))
def check_beat() -> Answer:
    queue = whole_queue_state()
    if queue.last_tick is None:
        return Answer(problem=_("El reloj no ha andado nunca. Arranca el proceso «beat»."))
    ago = _seconds_since(queue.last_tick)
    if not queue.ticks:
        return Answer(problem=_("El reloj anduvo por última vez hace %d s.") % ago)
    return Answer(fact=_("anduvo hace %d s") % ago)


@question(gettext_lazy("Cola de trabajos"))
def check_queue() -> Answer:
    return judge_queue(whole_queue_state())


def judge_queue(queue: QueueState) -> Answer:
    """Return what a queue's state means for an operator."""
    age = int(queue.oldest_age.total_seconds())
    if queue.is_late:
        problem = _("En espera: %(waiting)d; el más antiguo, desde hace %(age)d s.")
        return Answer(problem=problem % {"waiting": queue.waiting, "age": age})
    fact = _("%(waiting)d en espera, %(running)d en curso, espera mayor %(age)d s")
    return Answer(fact=fact % {"waiting": queue.waiting, "running": queue.running, "age": age})


@question(gettext_lazy("Disco"))
def check_disk() -> Answer:
    return judge_disk(*shutil.disk_usage(_data_folder())[::2])


def judge_disk(total: int, free: int) -> Answer:
    """Return what ``free`` of ``total`` bytes means."""
    fact = _("%(free)d GB libres de %(total)d GB") % {"free": free // 10**9, "total": total // 10**9}
    if free < LEAST_DISK_BYTES or free < total * LEAST_DISK_SHARE:
        return Answer(problem=_("Queda poco espacio en el disco: %s.") % fact)
    return Answer(fact=fact)


@question(gettext_lazy("Correo"))
def check_mail() -> Answer:
    since = mail_away_since()
    if since is None:
        return Answer(fact=_("sale"))
    problem = _("No sale desde el %s. Se intenta de nuevo solo; revisa LAR_SMTP_HOST y su clave.")
    return Answer(problem=problem % timezone.localtime(since).strftime("%d-%m-%Y %H:%M"))


@question(gettext_lazy("Último respaldo"))
def check_backup() -> Answer:
    last = the_record().last_platform(BACKUP_MADE)
    if last is None:
        return Answer(problem=_("No hay respaldos. Haz uno con «manage.py backup CARPETA»."))
    fact = timezone.localtime(last).strftime("%d-%m-%Y %H:%M")
    if timezone.now() - last > BACKUP_IS_OLD:
        return Answer(problem=_("El último respaldo es del %s. Revisa la tarea diaria.") % fact)
    return Answer(fact=fact)


def _seconds_since(moment: datetime) -> int:
    return int((timezone.now() - moment).total_seconds())


def _data_folder() -> Path:
    folder = Path(settings.MEDIA_ROOT or settings.BASE_DIR)
    return folder if folder.exists() else Path(settings.BASE_DIR)


@question(gettext_lazy("Proceso web"))
def check_this_process() -> Answer:
    # The web process must not hold the address of the database's owner.
    held = [name for name in ("DATABASE_OWNER_URL", "DATABASE_OWNER_URL_FILE") if name in os.environ]
    if held and os.environ.get("LAR_PROCESS") == "web":
        return Answer(problem=_("El proceso web tiene %s: quítala de su entorno.") % held[0])
    return Answer(fact=_("sin el rol dueño"))
