ALTER TABLE "event" ADD COLUMN "transaction" bigint DEFAULT pg_current_xact_id()::text::bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "horizon" bigint DEFAULT pg_snapshot_xmin(pg_current_snapshot())::text::bigint NOT NULL;--> statement-breakpoint
CREATE INDEX "event_transaction" ON "event" USING btree ("organization_id","transaction");