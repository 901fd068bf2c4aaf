CREATE UNLOGGED TABLE "presence" (
	"client_id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"person_id" text NOT NULL,
	"person_name" text NOT NULL,
	"activity" text NOT NULL,
	"seen_at" timestamp(6) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "draft_queue";--> statement-breakpoint
ALTER TABLE "api_key" ADD COLUMN "trusted_to_send" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "draft" ADD COLUMN "review_requested_at" timestamp(6) with time zone;--> statement-breakpoint
ALTER TABLE "draft" ADD COLUMN "submitted_by" text;--> statement-breakpoint
ALTER TABLE "draft" ADD COLUMN "approval" jsonb;--> statement-breakpoint
ALTER TABLE "draft" ADD COLUMN "returned" jsonb;--> statement-breakpoint
ALTER TABLE "draft" ADD COLUMN "answers_up_to" timestamp(6) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "notifies" text;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "approval" jsonb;--> statement-breakpoint
ALTER TABLE "organization" ADD COLUMN "approval_policy" jsonb DEFAULT '{"reps":{"email":false,"text":false},"keys":{"email":false,"text":false}}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "organization" ADD COLUMN "check_levels" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "told_up_to" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "presence_conversation" ON "presence" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "draft_review" ON "draft" USING btree ("organization_id","created_at","id") WHERE "draft"."status" = 'saved' and "draft"."failure" is null;--> statement-breakpoint
CREATE INDEX "draft_review_requested" ON "draft" USING btree ("organization_id","created_at","id") WHERE "draft"."status" = 'saved' and "draft"."failure" is null and "draft"."review_requested_at" is not null;--> statement-breakpoint
CREATE INDEX "draft_failed" ON "draft" USING btree ("organization_id","created_at","id") WHERE "draft"."status" = 'saved' and "draft"."failure" is not null;--> statement-breakpoint
CREATE INDEX "draft_approval" ON "draft" USING btree ("organization_id","created_at","id") WHERE "draft"."status" = 'queued' and "draft"."awaiting_approval";--> statement-breakpoint
CREATE INDEX "draft_scheduled" ON "draft" USING btree ("organization_id","created_at","id") WHERE "draft"."status" <> 'saved' and not "draft"."awaiting_approval";--> statement-breakpoint
CREATE INDEX "draft_words" ON "draft" USING gin (to_tsvector('simple', coalesce("subject", '') || ' ' || left("body_html", 200000)));--> statement-breakpoint
CREATE INDEX "event_news" ON "event" USING btree ("organization_id","notifies","id") WHERE "event"."notifies" is not null;--> statement-breakpoint
CREATE INDEX "message_words" ON "message" USING gin (to_tsvector('simple', coalesce("subject", '') || ' ' || left("content", 200000)));