"""The real worker for the tests that ask for it; for the others nothing is published."""

from tests.celery_worker import _broker_is_away, _celery_worker, celery_worker

__all__ = ["_broker_is_away", "_celery_worker", "celery_worker"]
