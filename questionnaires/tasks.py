"""Where Celery looks for an application's tasks; each package keeps its own."""

from questionnaires.instruments import tasks as instruments_tasks
from questionnaires.results import tasks as results_tasks
from questionnaires.surveys import tasks as surveys_tasks
from questionnaires.workshop import tasks as workshop_tasks

__all__ = ["instruments_tasks", "results_tasks", "surveys_tasks", "workshop_tasks"]
