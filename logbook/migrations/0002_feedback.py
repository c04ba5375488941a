import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lar.tenancy.operations import IsolateByProgram


class Migration(migrations.Migration):

    dependencies = [
        ('logbook', '0001_logbook'),
        ('tenancy', '0010_workshop_doors'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(blank=True, choices=[('apoyo', 'Apoyo'), ('pregunta', 'Pregunta'), ('contraste', 'Contraste'), ('sugerencia', 'Sugerencia')], max_length=10, verbose_name='tipo')),
                ('passage', models.CharField(blank=True, max_length=300, verbose_name='sobre')),
                ('block_version', models.PositiveIntegerField()),
                ('text', models.TextField(max_length=2000, verbose_name='comentario')),
                ('written_at', models.DateTimeField()),
                ('resolved_at', models.DateTimeField(null=True)),
                ('answers', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='logbook.comment')),
                ('block', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='logbook.block')),
                ('program', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.program')),
                ('resolved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'comentario de la bitácora',
                'verbose_name_plural': 'comentarios de la bitácora',
                'ordering': ['written_at', 'pk'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Thought',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='thoughts', to='logbook.comment')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('program', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.program')),
            ],
            options={
                'verbose_name': '«me hizo pensar»',
                'verbose_name_plural': '«me hizo pensar»',
                'ordering': ['pk'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answers', None), ('kind__in', ['apoyo', 'pregunta', 'contraste', 'sugerencia'])), models.Q(('answers__isnull', False), ('kind', ''), ('passage', '')), _connector='OR'), name='logbook_comment_has_its_kind'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('resolved_at', None), ('resolved_by', None)), models.Q(('answers', None), ('resolved_at__isnull', False), ('resolved_by__isnull', False)), _connector='OR'), name='logbook_comment_resolved_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='thought',
            constraint=models.UniqueConstraint(fields=('program', 'comment', 'person'), name='logbook_thought_once'),
        ),
        IsolateByProgram("Comment"),
        IsolateByProgram("Thought"),
    ]
