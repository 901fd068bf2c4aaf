UPDATE "draft" SET "answers_up_to" = "updated_at", "review_requested_at" = CASE WHEN "review_requested" THEN "updated_at" END, "submitted_by" = CASE WHEN "status" <> 'saved' THEN "author_id" END;--> statement-breakpoint
UPDATE "organization" SET "approval_policy" = '{"reps":{"email":true,"text":true},"keys":{"email":false,"text":false}}'::jsonb WHERE "approval_required";--> statement-breakpoint
ALTER TABLE "draft" DROP COLUMN "review_requested";--> statement-breakpoint
ALTER TABLE "organization" DROP COLUMN "approval_required";