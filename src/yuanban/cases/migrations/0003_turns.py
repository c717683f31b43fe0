import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_finishing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Hearing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("told", "等答复"),
                            ("asked", "等安排"),
                            ("noticed", "等举行"),
                            ("held", "已举行"),
                            ("waived", "已放弃"),
                            ("lapsed", "逾期未申请"),
                            ("refused", "不予听证"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("interests", "直接涉及申请人与他人之间重大利益关系"),
                            ("required", "法律、法规、规章规定应当听证"),
                            ("public", "涉及公共利益的重大事项，本机关认为需要听证"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(max_length=1000)),
                (
                    "parties",
                    models.JSONField(
                        default=list, help_text="利害关系人：[{name, answer}]，answer为asked、waived或者空"
                    ),
                ),
                ("told_on", models.DateField()),
                ("ask_by", models.DateField(help_text="提出听证申请的最后一日")),
                ("asked_on", models.DateField(null=True)),
                ("asked_by", models.CharField(blank=True, max_length=120)),
                ("hold_by", models.DateField(help_text="举行听证的最后一日", null=True)),
                ("noticed_on", models.DateField(null=True)),
                ("on", models.DateField(help_text="举行之日", null=True)),
                ("time", models.CharField(blank=True, max_length=20)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("held_on", models.DateField(help_text="笔录完成之日", null=True)),
                ("record", models.JSONField(default=dict, help_text="{attended, statements, signed}")),
                ("due_on", models.DateField(help_text="当前一步应当完成之日", null=True)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hearing", to="cases.case"
                    ),
                ),
                (
                    "chair",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "id"],
                "indexes": [
                    models.Index(condition=models.Q(("due_on__isnull", False)), fields=["due_on"], name="hearing_due")
                ],
            },
        ),
    ]
