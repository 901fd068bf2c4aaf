CREATE TABLE "inline_image" (
	"organization_id" text NOT NULL,
	"content_id" text NOT NULL,
	"content_type" text NOT NULL,
	"size" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp(6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inline_image_organization_id_content_id_pk" PRIMARY KEY("organization_id","content_id")
);
--> statement-breakpoint
CREATE TABLE "signature" (
	"organization_id" text NOT NULL,
	"owner_id" text NOT NULL,
	"html" text NOT NULL,
	"updated_at" timestamp(6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "signature_organization_id_owner_id_pk" PRIMARY KEY("organization_id","owner_id")
);
--> statement-breakpoint
ALTER TABLE "inline_image" ADD CONSTRAINT "inline_image_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signature" ADD CONSTRAINT "signature_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;