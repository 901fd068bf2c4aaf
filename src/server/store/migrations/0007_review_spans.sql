DROP INDEX "draft_review_requested";--> statement-breakpoint
ALTER TABLE "draft" ADD COLUMN "review_spans" "tstzmultirange" DEFAULT '{}'::tstzmultirange NOT NULL;--> statement-breakpoint
CREATE INDEX "draft_review_requested" ON "draft" USING btree ("organization_id","created_at","id") WHERE "draft"."status" = 'saved' and "draft"."failure" is null and "draft"."review_spans" <> '{}'::tstzmultirange;--> statement-breakpoint
UPDATE "draft" SET "review_spans" = tstzmultirange(tstzrange("review_requested_at", NULL, '()')) WHERE "review_requested_at" IS NOT NULL;--> statement-breakpoint
CREATE FUNCTION note_review_span() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.review_requested_at IS NOT NULL THEN
    NEW.review_spans := NEW.review_spans + tstzmultirange(tstzrange(NEW.review_requested_at, NULL, '()'));
  ELSE
    NEW.review_spans := NEW.review_spans * tstzmultirange(tstzrange(NULL, clock_timestamp(), '()'));
  END IF;
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER "draft_review_span" BEFORE INSERT OR UPDATE OF "review_requested_at" ON "draft" FOR EACH ROW EXECUTE FUNCTION note_review_span();
