import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

# Members from before this migration are called by the code of their item, as `after` calls them.
KEYED = "UPDATE catalogue_bundleitem m SET key = i.code FROM catalogue_item i WHERE i.id = m.item_id AND m.key = ''"


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_forms"), ("places", "0004_calendar_years")]

    operations = [
        migrations.AddField(
            model_name="bundle",
            name="extra",
            field=models.JSONField(
                db_default=models.Value({}, models.JSONField()),
                default=dict,
                help_text="来源表中没有对应字段的内容，原样保留",
            ),
        ),
        migrations.AddField(
            model_name="bundle",
            name="head",
            field=models.CharField(default="", max_length=64),
        ),
        migrations.AddField(
            model_name="bundle",
            name="number",
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name="bundle",
            name="published_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="bundle",
            name="regions",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=12),
                db_default=[],
                default=list,
                help_text="在这些地区的园区都适用",
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="bundle",
            name="shared",
            field=models.JSONField(
                db_default=models.Value([], models.JSONField()),
                default=list,
                help_text="几件事共用、编码不同的材料：[{name, codes: {成员: 材料编码}}]",
            ),
        ),
        migrations.AddField(
            model_name="bundle",
            name="situations",
            field=models.JSONField(
                db_default=models.Value([], models.JSONField()),
                default=list,
                help_text="决定包括哪些事的问题，格式同申请表",
            ),
        ),
        migrations.AddField(
            model_name="bundle",
            name="source",
            field=models.CharField(blank=True, db_default="", default="", max_length=300, verbose_name="实施文件"),
        ),
        migrations.AddField(
            model_name="bundle",
            name="state",
            field=models.CharField(
                choices=[("draft", "草稿"), ("published", "已公布"), ("withdrawn", "已停用"), ("discarded", "已作废")],
                db_default="published",
                default="draft",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="bundle",
            name="theme",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
        migrations.AddField(
            model_name="bundle",
            name="version",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="bundleitem",
            name="days",
            field=models.PositiveSmallIntegerField(help_text="目录中没有的事项的时限（工作日）", null=True),
        ),
        migrations.AddField(
            model_name="bundleitem",
            name="decisive",
            field=models.BooleanField(db_default=False, default=False, help_text="这一件不成，其余的都不再办"),
        ),
        migrations.AddField(
            model_name="bundleitem",
            name="flows",
            field=models.JSONField(
                db_default=models.Value({}, models.JSONField()),
                default=dict,
                help_text="{材料编码: 由哪个成员的结果代替}",
            ),
        ),
        migrations.AddField(
            model_name="bundleitem",
            name="key",
            field=models.CharField(db_default="", default="", max_length=120),
        ),
        migrations.AddField(
            model_name="bundleitem",
            name="name",
            field=models.CharField(
                blank=True, db_default="", default="", help_text="目录中没有的事项的名称", max_length=300
            ),
        ),
        migrations.AddField(
            model_name="bundleitem",
            name="needs",
            field=models.JSONField(
                db_default=models.Value([], models.JSONField()), default=list, help_text="准予以后才开始：成员代码"
            ),
        ),
        migrations.AddField(
            model_name="bundleitem",
            name="note",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AddField(
            model_name="bundleitem",
            name="organ",
            field=models.CharField(
                blank=True, db_default="", default="", help_text="目录中没有的事项由谁办", max_length=120
            ),
        ),
        migrations.AddField(
            model_name="bundleitem",
            name="when",
            field=models.JSONField(
                db_default=models.Value("", models.JSONField()),
                default=str,
                help_text="哪些情形才包括，条件写在情形问题上",
            ),
        ),
        migrations.AlterField(
            model_name="bundle",
            name="code",
            field=models.SlugField(max_length=60),
        ),
        migrations.AlterField(
            model_name="bundle",
            name="from_date",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="bundle",
            name="lead",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.body"
            ),
        ),
        migrations.AlterField(
            model_name="bundle",
            name="promised",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="bundle",
            name="to_date",
            field=models.DateField(help_text="最后一日，包含当日", null=True),
        ),
        migrations.AlterField(
            model_name="bundleitem",
            name="after",
            field=models.JSONField(default=list, help_text="办结以后才开始，不论结果：成员代码"),
        ),
        migrations.AlterField(
            model_name="bundleitem",
            name="item",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="bundles", to="catalogue.item"
            ),
        ),
        migrations.RunSQL(KEYED, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="bundle",
            constraint=models.UniqueConstraint(fields=("code", "number"), name="bundle_number"),
        ),
        migrations.AddConstraint(
            model_name="bundle",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")), fields=("code",), name="one_bundle_draft"
            ),
        ),
        migrations.AddConstraint(
            model_name="bundle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    models.Q(("from_date__isnull", False), ("lead__isnull", False), ("promised__isnull", False)),
                    _connector="OR",
                ),
                name="published_bundle_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="bundle",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("state", "published")),
                expressions=[
                    ("code", "="),
                    (
                        models.Func(
                            "from_date",
                            "to_date",
                            models.Value("[]"),
                            function="DATERANGE",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="published_bundles_do_not_overlap",
            ),
        ),
        migrations.AddConstraint(
            model_name="bundleitem",
            constraint=models.UniqueConstraint(fields=("bundle", "key"), name="bundle_member_key_once"),
        ),
    ]
