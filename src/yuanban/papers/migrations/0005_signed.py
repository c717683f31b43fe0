from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("papers", "0004_turn_kinds")]

    operations = [
        migrations.AddField(
            "paper",
            "signed_by",
            models.CharField(
                blank=True, default="", db_default="", help_text="文件内电子签名的证书主体", max_length=120
            ),
        ),
        migrations.AddField(
            "paper", "sm2_signature", models.BinaryField(help_text="对文件的SM2签名（DER），另存", null=True)
        ),
        migrations.AddField(
            "paper",
            "sm2_key",
            models.CharField(blank=True, default="", db_default="", help_text="SM2公钥", max_length=128),
        ),
    ]
