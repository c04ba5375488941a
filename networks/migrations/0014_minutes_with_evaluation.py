"""The minutes may be printed together with what those who took part said of the activity."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("networks", "0013_pairing")]
    operations = [
        migrations.AlterField(
            model_name="activityfile",
            name="document",
            field=models.CharField(
                choices=[("tabla", "Tabla"), ("acta", "Acta"), ("evaluada", "Acta con la evaluación")],
                max_length=10,
            ),
        ),
        migrations.RemoveConstraint(model_name="activityfile", name="activity_file_document_known"),
        migrations.AddConstraint(
            model_name="activityfile",
            constraint=models.CheckConstraint(
                condition=Q(document__in=["tabla", "acta", "evaluada"]), name="activity_file_document_known"
            ),
        ),
    ]
