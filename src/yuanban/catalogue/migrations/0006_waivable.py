from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0005_bundles")]

    operations = [
        migrations.AddField(
            model_name="material",
            name="shelf_kind",
            field=models.SlugField(
                blank=True,
                db_default="",
                default="",
                help_text="材料种类，空为按名称；each-time为每次另交",
                max_length=60,
            ),
        ),
    ]
