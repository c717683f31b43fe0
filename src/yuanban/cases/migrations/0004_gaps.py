import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KINDS = [
    ("missing", "未提交"),
    ("incomplete", "内容不齐"),
    ("illegible", "不清晰"),
    ("expired", "已过有效期"),
    ("mismatch", "与申请不符"),
    ("unsigned", "未签章"),
    ("form", "填写有误"),
    ("condition", "未证明符合条件"),
]

# A notice already given goes on as it was: each gap of a material becomes one item of the first notice. No day was
# stated in it, so none lets it lapse.
KEPT_GAPS = """
INSERT INTO cases_gap (case_id, notice, number, kind, target, key, name, text, cure, answer)
SELECT m.case_id, 1, row_number() OVER (PARTITION BY m.case_id ORDER BY m.id),
       CASE WHEN m.state = 'missing' THEN 'missing' ELSE 'incomplete' END, 'material', m.code, m.name, m.gap, '', ''
FROM cases_casematerial m JOIN cases_case c ON c.id = m.case_id
WHERE m.gap <> '' AND c.state = 'supplementing'
"""
PERSON = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": settings.AUTH_USER_MODEL}


def of_case(name):
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name=name, to="cases.case")


def key():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_turns"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField(
            model_name="case",
            name="supply_by",
            field=models.DateField(help_text="补正告知书写明的补正期限最后一日；交来补正以后为空", null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="promise_by",
            field=models.DateField(help_text="容缺受理：申请人承诺补齐的日期", null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="committed",
            field=models.BooleanField(db_default=False, default=False, help_text="申请人选择告知承诺"),
        ),
        migrations.AddField(
            model_name="case",
            name="check_by",
            field=models.DateField(help_text="告知承诺：核查的最后一日，准予时确定", null=True),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(condition=models.Q(("check_by__isnull", False)), fields=["check_by"], name="case_check"),
        ),
        migrations.AlterField(
            model_name="casematerial",
            name="gap",
            field=models.TextField(blank=True, help_text="补正通知中写明、还没有答复的问题，由Gap汇总"),
        ),
        migrations.AlterField(
            model_name="casematerial",
            name="state",
            field=models.CharField(
                choices=[
                    ("given", "已交"),
                    ("missing", "未交"),
                    ("deferred", "容缺"),
                    ("shared", "免交"),
                    ("committed", "承诺"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Gap",
            fields=[
                ("id", key()),
                ("notice", models.PositiveSmallIntegerField(help_text="第几次告知")),
                ("number", models.PositiveSmallIntegerField(help_text="本件的第几项")),
                ("kind", models.CharField(choices=KINDS, max_length=12)),
                (
                    "target",
                    models.CharField(
                        choices=[("material", "材料"), ("field", "申请表"), ("condition", "许可条件")], max_length=10
                    ),
                ),
                ("key", models.CharField(help_text="材料编码、问题的标识，或者第几项条件（从0起）", max_length=60)),
                ("name", models.CharField(max_length=300)),
                ("text", models.CharField(help_text="有什么问题", max_length=500)),
                ("cure", models.CharField(blank=True, help_text="怎样算补正", max_length=300)),
                ("answered_on", models.DateField(null=True)),
                ("answer", models.CharField(blank=True, help_text="申请人的说明", max_length=1000)),
                ("case", of_case("gaps")),
            ],
            options={
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("case", "number"), name="gap_number")],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", key()),
                ("seq", models.PositiveIntegerField(help_text="办件的第几号事件")),
                ("kind", models.CharField(choices=[("field", "申请表"), ("material", "材料")], max_length=10)),
                ("key", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=300)),
                ("before", models.TextField(blank=True)),
                ("after", models.TextField(blank=True)),
                ("signed", models.CharField(help_text="申请人或者经办人签名", max_length=60)),
                ("case", of_case("corrections")),
            ],
            options={"ordering": ["seq", "id"]},
        ),
        migrations.CreateModel(
            name="Flag",
            fields=[
                ("id", key()),
                (
                    "kind",
                    models.CharField(
                        choices=[("second-refused", "再次要求补正，已拒绝"), ("second-asked", "再次告知补正")],
                        max_length=16,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("body", models.CharField(help_text="主体代码", max_length=60)),
                ("said", models.TextField(help_text="要求了什么")),
                ("reason", models.TextField(blank=True, help_text="属于哪种情形和理由")),
                ("seen_on", models.DateField(null=True)),
                ("note", models.CharField(blank=True, help_text="监督人员的意见", max_length=500)),
                ("by", models.ForeignKey(**PERSON)),
                ("case", of_case("flags")),
                ("seen_by", models.ForeignKey(null=True, **PERSON)),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(condition=models.Q(("seen_on__isnull", True)), fields=["-id"], name="flag_unseen")
                ],
            },
        ),
        migrations.RunSQL(KEPT_GAPS, migrations.RunSQL.noop),
    ]
