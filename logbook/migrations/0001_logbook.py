import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lar.tenancy.operations import AppendOnly, IsolateByProgram

TENANT_MODELS = ["Section", "SectionVersion", "Entry", "Block", "BlockVersion"]


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('networks', '0010_strategies'),
        ("tenancy", "0010_workshop_doors"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Block',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField(verbose_name='lugar')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='versión')),
                ('text', models.TextField(blank=True, max_length=20000, verbose_name='texto')),
                ('written_since', models.DateTimeField()),
                ('written_at', models.DateTimeField()),
                ('program', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.program')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'párrafo de la bitácora',
                'verbose_name_plural': 'párrafos de la bitácora',
                'ordering': ['place', 'pk'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='BlockVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(verbose_name='versión')),
                ('text', models.TextField(max_length=20000, verbose_name='texto')),
                ('written_at', models.DateTimeField()),
                ('block', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='history', to='logbook.block')),
                ('program', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.program')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'versión de un párrafo',
                'verbose_name_plural': 'versiones de un párrafo',
                'ordering': ['-written_at', '-pk'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section_code', models.SlugField(blank=True, max_length=60)),
                ('title', models.CharField(max_length=160, verbose_name='título')),
                ('readers', models.CharField(choices=[('team', 'Solo el equipo coordinador'), ('facilitator', 'El equipo y quienes facilitan el programa')], default='facilitator', max_length=12, verbose_name='quién la lee')),
                ('help_asked', models.CharField(blank=True, max_length=300, verbose_name='en qué pedimos ayuda')),
                ('started_on', models.DateField(verbose_name='empezada el')),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='logbook_entries', to='networks.cycle')),
                ('program', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.program')),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'entrada de la bitácora',
                'verbose_name_plural': 'entradas de la bitácora',
                'ordering': ['started_on', 'pk'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddField(
            model_name='block',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='blocks', to='logbook.entry'),
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, verbose_name='código')),
                ('programme_year', models.PositiveSmallIntegerField(choices=[(1, '1'), (2, '2')], verbose_name='año en el programa')),
                ('step', models.PositiveSmallIntegerField(choices=[(1, 'Paso 1 · Preparación para el acompañamiento'), (2, 'Paso 2 · Implementación de estrategias'), (3, 'Paso 3 · Aprendizajes y proyección')], verbose_name='paso')),
                ('kind', models.CharField(choices=[('lectura', 'Lectura'), ('reflexion', 'Reflexión'), ('ejercicio', 'Ejercicio')], max_length=10, verbose_name='tipo')),
                ('output', models.CharField(blank=True, choices=[('choice', 'la dimensión elegida'), ('purpose', 'el propósito'), ('mirror', 'lo que esperan de los resultados'), ('activity', 'una sesión planificada'), ('strategies', 'una estrategia'), ('agreements', 'un acuerdo'), ('socialization', 'la evaluación de la socialización'), ('projection', 'la proyección')], max_length=14, verbose_name='resultado')),
                ('place', models.PositiveSmallIntegerField(verbose_name='lugar')),
                ('program', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.program')),
            ],
            options={
                'verbose_name': 'sección de la bitácora',
                'verbose_name_plural': 'secciones de la bitácora',
                'ordering': ['programme_year', 'step', 'place', 'pk'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='SectionVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='versión')),
                ('title', models.CharField(max_length=160, verbose_name='título')),
                ('body', models.TextField(max_length=12000, verbose_name='texto')),
                ('sources', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=400), blank=True, default=list, size=None, verbose_name='fuentes')),
                ('written_at', models.DateTimeField(auto_now_add=True)),
                ('program', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.program')),
                ('section', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='logbook.section')),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'versión de una sección',
                'verbose_name_plural': 'versiones de una sección',
                'ordering': ['-number'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddField(
            model_name='entry',
            name='section',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='logbook.sectionversion'),
        ),
        migrations.AddConstraint(
            model_name='block',
            constraint=models.UniqueConstraint(fields=('program', 'entry', 'place'), name='logbook_block_place_once'),
        ),
        migrations.AddConstraint(
            model_name='section',
            constraint=models.UniqueConstraint(fields=('program', 'code'), name='logbook_section_code_once'),
        ),
        migrations.AddConstraint(
            model_name='section',
            constraint=models.CheckConstraint(condition=models.Q(('output', ''), ('kind', 'ejercicio'), _connector='OR'), name='logbook_output_of_exercise'),
        ),
        migrations.AddConstraint(
            model_name='sectionversion',
            constraint=models.UniqueConstraint(fields=('program', 'section', 'number'), name='logbook_section_number_once'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(condition=models.Q(('section_code', ''), _negated=True), fields=('program', 'cycle', 'section_code'), name='logbook_entry_of_section_once'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('section', None), ('section_code', '')), models.Q(('section__isnull', False), models.Q(('section_code', ''), _negated=True)), _connector='OR'), name='logbook_entry_knows_its_section'),
        ),
        *(IsolateByProgram(name) for name in TENANT_MODELS),
        AppendOnly("SectionVersion"),
        AppendOnly("BlockVersion"),
    ]
