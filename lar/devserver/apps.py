"""Makes `manage.py up` known to Django."""

from django.apps import AppConfig


class DevserverConfig(AppConfig):
    name = "lar.devserver"
