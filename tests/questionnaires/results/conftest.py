from tests.celery_worker import _celery_worker, celery_worker

__all__ = ["_celery_worker", "celery_worker"]
