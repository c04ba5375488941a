"""Where Celery looks for an application's tasks; each package keeps its own."""

from questionnaires.surveys import tasks as surveys_tasks

__all__ = ["surveys_tasks"]
