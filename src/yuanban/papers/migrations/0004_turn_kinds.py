from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("papers", "0003_seal_uses")]

    operations = []
