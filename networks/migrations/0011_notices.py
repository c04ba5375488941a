import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lar.tenancy.operations import IsolateByProgram

TENANT_MODELS = ["NoticeChoice", "NoticeMark", "NoticeReader"]


class Migration(migrations.Migration):

    dependencies = [
        ('networks', '0010_strategies'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NoticeChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='tipo de aviso')),
                ('on_page', models.BooleanField(default=True, verbose_name='en la página')),
                ('by_mail', models.BooleanField(default=True, verbose_name='en el correo')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('program', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.program')),
            ],
            options={
                'verbose_name': 'interruptor de avisos',
                'verbose_name_plural': 'interruptores de avisos',
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('program', 'person', 'kind'), name='notice_choice_once')],
            },
        ),
        migrations.CreateModel(
            name='NoticeMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('seen_at', models.DateTimeField(null=True)),
                ('mailed_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('program', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.program')),
            ],
            options={
                'verbose_name': 'aviso visto o enviado',
                'verbose_name_plural': 'avisos vistos o enviados',
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('program', 'person', 'key'), name='notice_mark_once')],
            },
        ),
        migrations.CreateModel(
            name='NoticeReader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rhythm', models.CharField(choices=[('daily', 'Cada día, si hay algo nuevo'), ('weekly', 'Los lunes, si hay algo nuevo'), ('never', 'Nunca')], default='weekly', max_length=6, verbose_name='resumen por correo')),
                ('unseen', models.PositiveSmallIntegerField(default=0)),
                ('mailed_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('program', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.program')),
            ],
            options={
                'verbose_name': 'preferencia de avisos',
                'verbose_name_plural': 'preferencias de avisos',
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('program', 'person'), name='notice_reader_once'), models.CheckConstraint(condition=models.Q(('rhythm__in', ['daily', 'weekly', 'never'])), name='notice_rhythm_known')],
            },
        ),
        *(IsolateByProgram(name) for name in TENANT_MODELS),
    ]
