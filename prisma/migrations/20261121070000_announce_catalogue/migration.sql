-- Pricing pages are rendered once and kept until what they show changes, so changes to the catalogue are announced too.
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON plan
  FOR EACH ROW EXECUTE FUNCTION announce_access_change();
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON plan_version
  FOR EACH ROW EXECUTE FUNCTION announce_access_change();
-- A page that said "no such provider" is wrong from now on.
CREATE TRIGGER announce_new AFTER INSERT ON provider
  FOR EACH ROW EXECUTE FUNCTION announce_access_change();
