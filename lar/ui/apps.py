from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "lar.ui"
    label = "ui"
