CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp,
	"refresh_token_expires_at" timestamp,
	"scope" text,
	"password" text,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"updated_at" timestamp DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_key" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"expires_at" timestamp(6) with time zone,
	"created_at" timestamp(6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "api_key_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "attachment" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"message_id" text NOT NULL,
	"filename" text NOT NULL,
	"content_type" text NOT NULL,
	"size" integer NOT NULL,
	"content_id" text,
	"content" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contact" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"name" text,
	"email" text,
	"phone_number" text,
	"company_id" text,
	"company_name" text,
	"company_role" text,
	"custom_fields" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp(6) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conversation" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"contact_id" text NOT NULL,
	"agent_id" text,
	"modality" text NOT NULL,
	"subject" text,
	"folder" text DEFAULT 'inbox' NOT NULL,
	"is_read" boolean DEFAULT false NOT NULL,
	"start_at" timestamp(6) with time zone NOT NULL,
	"last_activity_at" timestamp(6) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "draft" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"status" text NOT NULL,
	"awaiting_approval" boolean DEFAULT false NOT NULL,
	"body_html" text NOT NULL,
	"subject" text,
	"cc_emails" text[] DEFAULT '{}'::text[] NOT NULL,
	"bcc_emails" text[] DEFAULT '{}'::text[] NOT NULL,
	"revision" text NOT NULL,
	"author_kind" text NOT NULL,
	"author_id" text NOT NULL,
	"author_name" text NOT NULL,
	"edited" boolean DEFAULT false NOT NULL,
	"review_requested" boolean DEFAULT false NOT NULL,
	"scheduled_send_at" timestamp(6) with time zone,
	"release_at" timestamp(6) with time zone,
	"delivery_id" uuid,
	"sending_since" timestamp(6) with time zone,
	"departed" jsonb,
	"failure" text,
	"created_at" timestamp(6) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "draft_conversation_id_unique" UNIQUE("conversation_id")
);
--> statement-breakpoint
CREATE TABLE "draft_revision" (
	"draft_id" text NOT NULL,
	"revision" text NOT NULL,
	"organization_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"body_html" text NOT NULL,
	"subject" text,
	"recipient" text,
	"cc_emails" text[] DEFAULT '{}'::text[] NOT NULL,
	"bcc_emails" text[] DEFAULT '{}'::text[] NOT NULL,
	"author_kind" text NOT NULL,
	"author_id" text NOT NULL,
	"author_name" text NOT NULL,
	"created_at" timestamp(6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "draft_revision_draft_id_revision_pk" PRIMARY KEY("draft_id","revision")
);
--> statement-breakpoint
CREATE TABLE "event" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"conversation_id" text,
	"response_id" text,
	"kind" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"actor_name" text,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp(6) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"caller" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"answer" json,
	"created_at" timestamp(6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_caller_key_pk" PRIMARY KEY("caller","key")
);
--> statement-breakpoint
CREATE TABLE "message" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"agent_id" text,
	"modality" text NOT NULL,
	"direction" text NOT NULL,
	"sender_name" text,
	"sender_email" text,
	"subject" text,
	"content" text DEFAULT '' NOT NULL,
	"content_format" text NOT NULL,
	"to_emails" text[] DEFAULT '{}'::text[] NOT NULL,
	"cc_emails" text[] DEFAULT '{}'::text[] NOT NULL,
	"bcc_emails" text[] DEFAULT '{}'::text[] NOT NULL,
	"call_transcript" text,
	"call_duration" double precision,
	"form_request_body" text,
	"email_message_id" text,
	"references" text[] DEFAULT '{}'::text[] NOT NULL,
	"source_hash" text,
	"response_id" text,
	"message_draft_id" text,
	"revision" text,
	"sent_at" timestamp(6) with time zone,
	"drafted_at" timestamp(6) with time zone,
	"occurred_at" timestamp(6) with time zone NOT NULL,
	"created_at" timestamp(6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "message_response_id_unique" UNIQUE("response_id"),
	CONSTRAINT "message_message_draft_id_unique" UNIQUE("message_draft_id")
);
--> statement-breakpoint
CREATE TABLE "message_draft" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"modality" text NOT NULL,
	"status" text NOT NULL,
	"subject" text,
	"body_html" text,
	"to_user_name" text,
	"to_email" text,
	"to_phone_number" text,
	"cc_emails" text[] DEFAULT '{}'::text[] NOT NULL,
	"bcc_emails" text[] DEFAULT '{}'::text[] NOT NULL,
	"folder" text,
	"author_kind" text NOT NULL,
	"author_id" text NOT NULL,
	"author_name" text NOT NULL,
	"scheduled_send_at" timestamp(6) with time zone,
	"release_at" timestamp(6) with time zone,
	"delivery_id" uuid,
	"sending_since" timestamp(6) with time zone,
	"departed" jsonb,
	"failure" text,
	"created_at" timestamp(6) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organization" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"sending_address" text NOT NULL,
	"sending_number" text,
	"approval_required" boolean DEFAULT false NOT NULL,
	"created_at" timestamp(6) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"updated_at" timestamp DEFAULT now() NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"updated_at" timestamp DEFAULT now() NOT NULL,
	"organization_id" text NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"updated_at" timestamp DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_message_id_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."message"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_contact_id_contact_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contact"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_agent_id_user_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft" ADD CONSTRAINT "draft_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft" ADD CONSTRAINT "draft_conversation_id_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft_revision" ADD CONSTRAINT "draft_revision_conversation_id_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_conversation_id_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_agent_id_user_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_draft" ADD CONSTRAINT "message_draft_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user" ADD CONSTRAINT "user_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_user" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "attachment_message" ON "attachment" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "contact_newest" ON "contact" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "contact_email" ON "contact" USING btree ("organization_id",lower("email"));--> statement-breakpoint
CREATE INDEX "contact_phone" ON "contact" USING btree ("organization_id","phone_number");--> statement-breakpoint
CREATE INDEX "conversation_activity" ON "conversation" USING btree ("organization_id","last_activity_at","id");--> statement-breakpoint
CREATE INDEX "conversation_contact" ON "conversation" USING btree ("contact_id","last_activity_at","id");--> statement-breakpoint
CREATE INDEX "conversation_agent" ON "conversation" USING btree ("agent_id","last_activity_at","id");--> statement-breakpoint
CREATE INDEX "draft_queue" ON "draft" USING btree ("organization_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "draft_revision_conversation" ON "draft_revision" USING btree ("conversation_id","created_at");--> statement-breakpoint
CREATE INDEX "event_organization" ON "event" USING btree ("organization_id","id");--> statement-breakpoint
CREATE INDEX "event_conversation" ON "event" USING btree ("conversation_id","id");--> statement-breakpoint
CREATE INDEX "idempotency_age" ON "idempotency" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "message_arrival" ON "message" USING btree ("conversation_id","created_at");--> statement-breakpoint
CREATE INDEX "message_history" ON "message" USING btree ("conversation_id","occurred_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "message_email_id" ON "message" USING btree ("organization_id","email_message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "message_source" ON "message" USING btree ("organization_id","source_hash");--> statement-breakpoint
CREATE INDEX "message_references" ON "message" USING gin ("references");--> statement-breakpoint
CREATE INDEX "message_sent" ON "message" USING btree ("organization_id","occurred_at","id") WHERE "message"."response_id" is not null;--> statement-breakpoint
CREATE INDEX "message_draft_newest" ON "message_draft" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "user_organization" ON "user" USING btree ("organization_id","created_at","id");