DROP INDEX "draft_words";--> statement-breakpoint
DROP INDEX "message_words";--> statement-breakpoint
ALTER TABLE "draft" ADD COLUMN "body_text" text;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "content_text" text;--> statement-breakpoint
CREATE INDEX "draft_words" ON "draft" USING gin (to_tsvector('simple', coalesce("subject", '') || ' ' || left(coalesce("body_text", "body_html"), 200000)));--> statement-breakpoint
CREATE INDEX "message_words" ON "message" USING gin (to_tsvector('simple', coalesce("subject", '') || ' ' || left(coalesce("content_text", "content"), 200000)));