import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lar.tenancy.operations import AppendOnly, IsolateByProgram

# A declared equivalence is part of a published version, as its items and nodes are.
GUARD = """
CREATE TRIGGER guard_version_part BEFORE INSERT OR UPDATE OR DELETE ON questionnaires_itemequivalence
    FOR EACH ROW EXECUTE FUNCTION lar_guard_version_part();
"""
GUARD_BACK = "DROP TRIGGER guard_version_part ON questionnaires_itemequivalence;"


def program_key() -> models.ForeignKey:
    return models.ForeignKey(
        editable=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="tenancy.program",
    )


def once_per_version(field: str, name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        deferrable=models.Deferrable.IMMEDIATE, fields=("program", "version", field), name=name
    )


class Migration(migrations.Migration):
    dependencies = [
        ("questionnaires", "0004_sealing"),
        ("tenancy", "0005_reserve_leer"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="questionnaireversion",
            name="language",
            field=models.CharField(default="es-CL", max_length=35, verbose_name="idioma"),
        ),
        migrations.AddField(
            model_name="questionnaireversion",
            name="translations",
            field=models.JSONField(blank=True, default=dict, verbose_name="traducciones"),
        ),
        migrations.AlterField(
            model_name="questionnaireversion",
            name="dont_know_label",
            field=models.CharField(blank=True, default="", max_length=60, verbose_name="«no sé»"),
        ),
        migrations.AlterField(
            model_name="questionnaireversion",
            name="not_applicable_label",
            field=models.CharField(blank=True, default="", max_length=60, verbose_name="«no aplica»"),
        ),
        migrations.AddField(
            model_name="item",
            name="kind",
            field=models.CharField(
                choices=[("scale", "con la escala"), ("open", "con palabras propias")],
                default="scale",
                max_length=8,
                verbose_name="se responde",
            ),
        ),
        migrations.AlterField(
            model_name="item",
            name="high_score_meaning",
            field=models.CharField(blank=True, max_length=300, verbose_name="qué indica un puntaje alto"),
        ),
        migrations.RemoveConstraint(model_name="item", name="item_position_once"),
        migrations.RemoveConstraint(model_name="item", name="item_identity_once"),
        migrations.RemoveConstraint(model_name="versionnode", name="version_node_position_once"),
        migrations.AddConstraint(
            model_name="item", constraint=once_per_version("position", "item_position_once")
        ),
        migrations.AddConstraint(
            model_name="item", constraint=once_per_version("identity", "item_identity_once")
        ),
        migrations.AddConstraint(
            model_name="versionnode",
            constraint=once_per_version("position", "version_node_position_once"),
        ),
        migrations.CreateModel(
            name="ItemEquivalence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("previous_identity", models.UUIDField()),
                (
                    "reason",
                    models.CharField(max_length=300, verbose_name="por qué es la misma pregunta"),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="equivalence",
                        to="questionnaires.item",
                    ),
                ),
                ("program", program_key()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="equivalences",
                        to="questionnaires.questionnaireversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "equivalencia de un ítem",
                "ordering": ["pk"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="CodebookFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pdf", models.BinaryField()),
                ("drawn_at", models.DateTimeField(auto_now_add=True)),
                ("program", program_key()),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codebook_file",
                        to="questionnaires.questionnaireversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "PDF de un libro de códigos",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        IsolateByProgram("ItemEquivalence"),
        IsolateByProgram("CodebookFile"),
        AppendOnly("CodebookFile"),
        migrations.RunSQL(GUARD, GUARD_BACK),
    ]
