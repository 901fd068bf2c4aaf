CREATE FUNCTION tell_of_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('desk_event', json_build_object('id', NEW.id, 'organizationId', NEW.organization_id)::text);
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER "event_told" AFTER INSERT ON "event" FOR EACH ROW EXECUTE FUNCTION tell_of_event();
