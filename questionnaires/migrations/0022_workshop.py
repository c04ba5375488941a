"""The room: workshops with their scripts, votes as counters without people, and what the room wrote."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lar.tenancy.operations import IsolateByProgram

# Counts stop at the reveal, whoever writes: what comes later is only written beside them. What the room saw
# never changes.
GUARDS = """
CREATE FUNCTION lar_guard_vote_count() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    before integer := CASE WHEN TG_OP = 'INSERT' THEN 0 ELSE OLD.counted END;
BEGIN
    IF current_user = 'lar_owner' THEN
        RETURN NEW;
    END IF;
    IF NEW.counted <> before AND EXISTS (
        SELECT FROM questionnaires_workshopstep s WHERE s.id = NEW.step_id AND s.revealed_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'a vote that was revealed counts no more'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.counted < OLD.counted OR NEW.late < OLD.late OR
        (NEW.step_id, NEW.option, NEW.program_id)
        IS DISTINCT FROM (OLD.step_id, OLD.option, OLD.program_id)) THEN
        RAISE EXCEPTION 'votes are only added' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_vote_count BEFORE INSERT OR UPDATE ON questionnaires_votecount
    FOR EACH ROW EXECUTE FUNCTION lar_guard_vote_count();
CREATE FUNCTION lar_guard_revealed() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF current_user <> 'lar_owner' AND OLD.revealed_at IS NOT NULL AND
        (NEW.revealed_at, NEW.shown, NEW.kind, NEW.node, NEW.workshop_id)
        IS DISTINCT FROM (OLD.revealed_at, OLD.shown, OLD.kind, OLD.node, OLD.workshop_id) THEN
        RAISE EXCEPTION 'what a room saw stays as it was'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_revealed BEFORE UPDATE ON questionnaires_workshopstep
    FOR EACH ROW EXECUTE FUNCTION lar_guard_revealed();
ALTER TABLE questionnaires_votemark ALTER COLUMN key_hash SET STATISTICS 0;
"""
GUARDS_BACK = """
DROP TRIGGER guard_vote_count ON questionnaires_votecount;
DROP FUNCTION lar_guard_vote_count();
DROP TRIGGER guard_revealed ON questionnaires_workshopstep;
DROP FUNCTION lar_guard_revealed();
"""
TABLES = ["SocializationWorkshop", "WorkshopStep", "VoteCount", "VoteMark", "Contribution"]


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0010_strategies"),
        ("questionnaires", "0021_nothing_left_behind"),
        ("tenancy", "0010_workshop_doors"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SocializationWorkshop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "duration",
                    models.PositiveSmallIntegerField(
                        choices=[(45, "45"), (60, "60"), (90, "90")], default=60, verbose_name="minutos"
                    ),
                ),
                ("code_turn", models.PositiveSmallIntegerField(default=0)),
                ("code_hash", models.BinaryField(max_length=32, null=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("started_at", models.DateTimeField(null=True, verbose_name="comenzó")),
                ("step_since", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True, verbose_name="terminó")),
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workshop",
                        to="networks.activity",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workshops",
                        to="networks.network",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "release",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workshops",
                        to="questionnaires.release",
                    ),
                ),
            ],
            options={
                "verbose_name": "taller de socialización",
                "verbose_name_plural": "talleres de socialización",
                "ordering": ["-pk"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="WorkshopStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("node", models.CharField(blank=True, max_length=12, verbose_name="dimensión")),
                ("node_name", models.CharField(blank=True, max_length=120)),
                ("role", models.CharField(blank=True, max_length=120, verbose_name="quién")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutos")),
                ("revealed_at", models.DateTimeField(null=True)),
                ("shown", models.JSONField(null=True)),
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
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="questionnaires.socializationworkshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "paso de un taller",
                "verbose_name_plural": "pasos de un taller",
                "ordering": ["position"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="VoteMark",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=models.Func(function="gen_random_uuid"), primary_key=True, serialize=False
                    ),
                ),
                ("key_hash", models.BinaryField(max_length=32)),
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
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marks",
                        to="questionnaires.workshopstep",
                    ),
                ),
            ],
            options={
                "verbose_name": "marca de un teléfono",
                "verbose_name_plural": "marcas de teléfonos",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="VoteCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("option", models.CharField(max_length=24)),
                ("counted", models.PositiveIntegerField(db_default=0, default=0)),
                ("late", models.PositiveIntegerField(db_default=0, default=0)),
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
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="counts",
                        to="questionnaires.workshopstep",
                    ),
                ),
            ],
            options={
                "verbose_name": "cuenta de votos",
                "verbose_name_plural": "cuentas de votos",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="aporte")),
                ("withdrawn", models.BooleanField(default=False, verbose_name="retirado de la pantalla")),
                (
                    "joins",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="joined",
                        to="questionnaires.contribution",
                    ),
                ),
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
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributions",
                        to="questionnaires.workshopstep",
                    ),
                ),
            ],
            options={
                "verbose_name": "aporte en la sala",
                "verbose_name_plural": "aportes en la sala",
                "ordering": ["pk"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddConstraint(
            model_name="socializationworkshop",
            constraint=models.CheckConstraint(
                condition=models.Q(("duration__in", (45, 60, 90))), name="workshop_duration_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="socializationworkshop",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_at", None), ("started_at__isnull", False), _connector="OR"),
                name="workshop_ends_after_starting",
            ),
        ),
        migrations.AddConstraint(
            model_name="socializationworkshop",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("code_hash", None),
                    models.Q(("ended_at", None), ("started_at__isnull", False)),
                    _connector="OR",
                ),
                name="workshop_code_while_it_lasts",
            ),
        ),
        migrations.AddConstraint(
            model_name="socializationworkshop",
            constraint=models.UniqueConstraint(
                condition=models.Q(("code_hash__isnull", False)),
                fields=("program", "code_hash"),
                name="workshop_code_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="workshopstep",
            constraint=models.UniqueConstraint(
                deferrable=models.Deferrable.DEFERRED,
                fields=("program", "workshop", "position"),
                name="workshop_step_position",
            ),
        ),
        migrations.AddConstraint(
            model_name="workshopstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "welcome",
                            "before",
                            "purpose",
                            "respondents",
                            "predict",
                            "represents",
                            "dialogue",
                            "ideas",
                            "dots",
                            "agreements",
                            "evaluation",
                            "close",
                        ],
                    )
                ),
                name="workshop_step_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="workshopstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__range", (1, 90))), name="workshop_step_minutes"
            ),
        ),
        migrations.AddConstraint(
            model_name="workshopstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revealed_at__isnull", True), ("shown__isnull", True)),
                    models.Q(("revealed_at__isnull", False), ("shown__isnull", False)),
                    _connector="OR",
                ),
                name="workshop_step_shown_when_revealed",
            ),
        ),
        migrations.AddConstraint(
            model_name="votemark",
            constraint=models.UniqueConstraint(fields=("program", "step", "key_hash"), name="vote_mark_once"),
        ),
        migrations.AddConstraint(
            model_name="votecount",
            constraint=models.UniqueConstraint(
                fields=("program", "step", "option"), name="vote_count_option_once"
            ),
        ),
        *[IsolateByProgram(name) for name in TABLES],
        migrations.RunSQL(GUARDS, GUARDS_BACK),
    ]
