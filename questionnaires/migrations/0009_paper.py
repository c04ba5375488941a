"""Papers that are keyed twice: what was keyed once waits encrypted, and goes with its code.

Nothing on the row says who keyed it or when. Sealing deletes whatever still waits.
"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from lar.tenancy.operations import IsolateByProgram

SEALS = "lar_seal_survey(bigint)"
CODES = "DELETE FROM questionnaires_accesscode WHERE survey_id = p_survey;"
CODES_AND_PAPERS = f"DELETE FROM questionnaires_paperkeying WHERE survey_id = p_survey;\n    {CODES}"


def rewritten(old: str, new: str) -> str:
    """A statement that puts ``new`` in place of ``old`` in the sealing, as others have left it."""
    return f"""
    DO $do$
    DECLARE
        source text := pg_get_functiondef('{SEALS}'::regprocedure);
    BEGIN
        IF position($old${old}$old$ IN source) = 0 THEN
            RAISE EXCEPTION '{SEALS} is not as expected';
        END IF;
        EXECUTE replace(source, $old${old}$old$, $new${new}$new$);
    END $do$;
    """


def program_key() -> models.ForeignKey:
    return models.ForeignKey(
        editable=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="tenancy.program",
    )


def survey_key(**options: object) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="questionnaires.survey", **options
    )


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0008_modes")]
    operations = [
        migrations.AddField(
            model_name="survey",
            name="paper_key",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.CreateModel(
            name="PaperKeying",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("answers", models.BinaryField()),
                (
                    "code",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="questionnaires.accesscode",
                    ),
                ),
                ("program", program_key()),
                ("survey", survey_key()),
            ],
            options={"abstract": False, "base_manager_name": "objects"},
        ),
        migrations.CreateModel(
            name="BlankPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fingerprint", models.BinaryField(max_length=32)),
                ("pdf", models.BinaryField()),
                ("program", program_key()),
                ("survey", survey_key(null=True)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="questionnaires.questionnaireversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "cuestionario en papel",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddConstraint(
            model_name="blankpaper",
            constraint=models.UniqueConstraint(fields=("program", "fingerprint"), name="blank_paper_once"),
        ),
        IsolateByProgram("PaperKeying"),
        IsolateByProgram("BlankPaper"),
        migrations.RunSQL(rewritten(CODES, CODES_AND_PAPERS), rewritten(CODES_AND_PAPERS, CODES)),
    ]
