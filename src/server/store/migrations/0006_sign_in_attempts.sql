CREATE TABLE "sign_in_attempt" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"ends_at" timestamp(6) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "sign_in_attempt_end" ON "sign_in_attempt" USING btree ("ends_at");