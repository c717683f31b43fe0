from django.db import migrations

REFUSE = """
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '账本只能追加，不能修改或者删除（%）', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER ledger_event_keep BEFORE UPDATE OR DELETE ON ledger_event
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_event_whole BEFORE TRUNCATE ON ledger_event
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
"""
ALLOW = """
DROP TRIGGER ledger_event_keep ON ledger_event;
DROP TRIGGER ledger_event_whole ON ledger_event;
DROP FUNCTION ledger_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
