import django.db.models.deletion
from django.db import migrations, models

from lar.tenancy.operations import IsolateByProgram


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0001_files'),
        ('networks', '0011_notices'),
        ('tenancy', '0009_calendar_doors'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('use', models.CharField(choices=[('agenda', 'Tabla o programa'), ('material', 'Material de trabajo'), ('minutes', 'Acta o apuntes'), ('photo', 'Foto'), ('evidence', 'Evidencia')], max_length=10, verbose_name='qué es')),
                ('activity', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='networks.activity')),
                ('agreement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='networks.agreement')),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('program', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.program')),
                ('strategy', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='networks.strategy')),
            ],
            options={
                'verbose_name': 'archivo adjunto',
                'verbose_name_plural': 'archivos adjuntos',
                'ordering': ['pk'],
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('activity__isnull', False), ('agreement', None), ('strategy', None)), models.Q(('activity', None), ('agreement', None), ('strategy__isnull', False)), models.Q(('activity', None), ('agreement__isnull', False), ('strategy', None)), _connector='OR'), name='attachment_hangs_on_one_thing'), models.CheckConstraint(condition=models.Q(('use__in', ['agenda', 'material', 'minutes', 'photo', 'evidence'])), name='attachment_use_known')],
            },
        ),
        IsolateByProgram("Attachment"),
    ]
