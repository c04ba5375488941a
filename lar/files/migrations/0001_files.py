import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lar.tenancy.operations import IsolateByProgram


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenancy', '0009_calendar_doors'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('pdf', 'pdf'), ('jpeg', 'jpeg'), ('png', 'png'), ('webp', 'webp'), ('docx', 'docx'), ('xlsx', 'xlsx'), ('pptx', 'pptx'), ('odt', 'odt'), ('ods', 'ods'), ('odp', 'odp'), ('text', 'text'), ('csv', 'csv')], max_length=6, verbose_name='tipo')),
                ('name', models.CharField(blank=True, max_length=100, verbose_name='nombre')),
                ('size', models.PositiveIntegerField(verbose_name='bytes')),
                ('sha256', models.CharField(max_length=64)),
                ('has_preview', models.BooleanField(default=False)),
                ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='subido el')),
                ('removed_at', models.DateTimeField(null=True, verbose_name='quitado el')),
                ('program', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.program')),
                ('removed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'archivo',
                'verbose_name_plural': 'archivos',
                'ordering': ['uploaded_at', 'pk'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='FileBytes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('data', models.BinaryField()),
                ('preview', models.BinaryField(default=bytes)),
                ('program', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.program')),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='content', to='files.storedfile')),
            ],
            options={
                'verbose_name': 'contenido de un archivo',
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddConstraint(
            model_name='storedfile',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['pdf', 'jpeg', 'png', 'webp', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'text', 'csv'])), name='stored_file_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='storedfile',
            constraint=models.CheckConstraint(condition=models.Q(('removed_at', None), models.Q(('name', ''), ('sha256', '')), _connector='OR'), name='stored_file_removed_has_no_name'),
        ),
        # What is packed already is not packed again.
        migrations.RunSQL(
            "ALTER TABLE files_filebytes ALTER COLUMN data SET STORAGE EXTERNAL, "
            "ALTER COLUMN preview SET STORAGE EXTERNAL",
            migrations.RunSQL.noop,
        ),
        IsolateByProgram("StoredFile"),
        IsolateByProgram("FileBytes"),
    ]
