from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("papers", "0004_turn_kinds")]

    operations = []
