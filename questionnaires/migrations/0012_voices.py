import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lar.tenancy.operations import IsolateByProgram


class Migration(migrations.Migration):
    dependencies = [
        ("questionnaires", "0011_expectations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="TextReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text_key", models.UUIDField()),
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("quote", "Se puede citar"),
                            ("theme", "Cuenta para el tema, sin citarse"),
                            ("discard", "No se usa"),
                        ],
                        max_length=8,
                        verbose_name="qué se hace con el texto",
                    ),
                ),
                ("masked", models.TextField(verbose_name="texto sin nombres")),
                ("theme", models.CharField(blank=True, max_length=60, verbose_name="tema")),
                (
                    "program",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.program",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="questionnaires.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "revisión de un texto",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddConstraint(
            model_name="textreview",
            constraint=models.UniqueConstraint(
                fields=("program", "text_key", "reviewer"), name="text_reviewed_once_by_each"
            ),
        ),
        IsolateByProgram("TextReview"),
    ]
