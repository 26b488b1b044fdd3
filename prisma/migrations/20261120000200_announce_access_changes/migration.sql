-- Every change to what decides a call is announced to all processes at commit, whoever made it (a verb, a
-- shell command, psql), so that cached accounts are dropped. The payload names the provider and, where the
-- change concerns one, the customer: "prv_…" or "prv_…:cus_…".
CREATE FUNCTION announce_access_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  old_row jsonb := to_jsonb(OLD);
  new_row jsonb := to_jsonb(NEW);
  changed jsonb := coalesce(new_row, old_row);
  provider text := coalesce(changed->>'provider_id', changed->>'id');
  customer text := CASE TG_TABLE_NAME WHEN 'customer' THEN changed->>'id' ELSE changed->>'customer_id' END;
BEGIN
  -- Noting when a key was last used decides nothing.
  IF old_row - 'last_used_at' IS NOT DISTINCT FROM new_row - 'last_used_at' THEN
    RETURN NULL;
  END IF;
  PERFORM pg_notify('tollgate_access', provider || coalesce(':' || customer, ''));
  RETURN NULL;
END
$$;

CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON customer
  FOR EACH ROW EXECUTE FUNCTION announce_access_change();
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON api_key
  FOR EACH ROW EXECUTE FUNCTION announce_access_change();
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON subscription
  FOR EACH ROW EXECUTE FUNCTION announce_access_change();
CREATE TRIGGER announce AFTER UPDATE OR DELETE ON provider
  FOR EACH ROW EXECUTE FUNCTION announce_access_change();
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON secret_key
  FOR EACH ROW EXECUTE FUNCTION announce_access_change();
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON meter
  FOR EACH ROW EXECUTE FUNCTION announce_access_change();
-- An invoice's status decides whether a late event still bills in its own period.
CREATE TRIGGER announce AFTER UPDATE OF status ON invoice
  FOR EACH ROW EXECUTE FUNCTION announce_access_change();
-- A prepaid customer may call as long as the balance lasts.
CREATE TRIGGER announce AFTER INSERT ON credit_movement
  FOR EACH ROW EXECUTE FUNCTION announce_access_change();
