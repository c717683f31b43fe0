import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_bundle_runs"), ("shelf", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="casematerial",
            name="why",
            field=models.JSONField(
                db_default=models.Value({}, models.JSONField()),
                default=dict,
                help_text="不用交或者从哪里取得：{kind, text, ref}；original为核对原件的记录",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="document",
            field=models.ForeignKey(
                help_text="从材料库取用的那一份",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="shelf.Document",
            ),
        ),
        migrations.AlterField(model_name="upload", name="type", field=models.CharField(max_length=100)),
    ]
