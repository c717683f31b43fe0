"""The database itself notes which matter has changed, in the transaction of the change: no way of writing can forget it."""

from django.db import migrations

NOTE = """
CREATE FUNCTION insight_note_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO insight_pending (case_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER insight_note AFTER INSERT OR UPDATE ON cases_case FOR EACH ROW EXECUTE FUNCTION insight_note_case();
CREATE FUNCTION insight_note_rating() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO insight_pending (case_id) VALUES (NEW.case_id);
  RETURN NULL;
END $$;
CREATE TRIGGER insight_note AFTER INSERT OR UPDATE OF level, counted ON voice_rating FOR EACH ROW
WHEN (NEW.case_id IS NOT NULL) EXECUTE FUNCTION insight_note_rating();
INSERT INTO insight_pending (case_id) SELECT id FROM cases_case;
"""
UNDO = """
DROP TRIGGER insight_note ON cases_case; DROP FUNCTION insight_note_case();
DROP TRIGGER insight_note ON voice_rating; DROP FUNCTION insight_note_rating();
"""


class Migration(migrations.Migration):
    dependencies = [("insight", "0002_rollups"), ("voice", "0002_everyone_is_heard")]
    operations = [migrations.RunSQL(NOTE, UNDO)]
