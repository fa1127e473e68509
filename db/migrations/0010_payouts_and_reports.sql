CREATE TYPE "public"."dispute_status" AS ENUM('open', 'won', 'lost');--> statement-breakpoint
CREATE TYPE "public"."payout_status" AS ENUM('due', 'blocked', 'sending', 'paid', 'void', 'reversed');--> statement-breakpoint
CREATE TYPE "public"."report_kind" AS ENUM('no_show', 'problem');--> statement-breakpoint
CREATE TYPE "public"."report_outcome" AS ENUM('refund', 'partial_refund', 'pay');--> statement-breakpoint
CREATE TYPE "public"."report_party" AS ENUM('reader', 'researcher');--> statement-breakpoint
CREATE TYPE "public"."report_status" AS ENUM('open', 'with_admin', 'decided');--> statement-breakpoint
CREATE TABLE "disputes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"payment_id" uuid NOT NULL,
	"transaction_id" text NOT NULL,
	"amount_cents" integer NOT NULL,
	"reason" text NOT NULL,
	"status" "dispute_status" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "disputes_transaction_id_unique" UNIQUE("transaction_id")
);
--> statement-breakpoint
CREATE TABLE "payout_accounts" (
	"researcher_id" uuid PRIMARY KEY NOT NULL,
	"country" char(2) NOT NULL,
	"account_id" text,
	"details_submitted" boolean DEFAULT false NOT NULL,
	"can_receive" boolean DEFAULT false NOT NULL,
	"payouts_enabled" boolean DEFAULT false NOT NULL,
	"currently_due" text[] DEFAULT '{}'::text[] NOT NULL,
	"is_under_review" boolean DEFAULT false NOT NULL,
	"disabled_reason" text,
	"seen_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payout_accounts_account_id_unique" UNIQUE("account_id")
);
--> statement-breakpoint
CREATE TABLE "payouts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"session_id" uuid NOT NULL,
	"researcher_id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"status" "payout_status" NOT NULL,
	"gross_cents" integer NOT NULL,
	"fee_percent" numeric(5, 2) NOT NULL,
	"fee_cents" integer NOT NULL,
	"net_cents" integer NOT NULL,
	"currency" char(3) DEFAULT 'usd' NOT NULL,
	"withheld_cents" integer DEFAULT 0 NOT NULL,
	"is_reported" boolean DEFAULT false NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"earned_at" timestamp with time zone NOT NULL,
	"sent_cents" integer,
	"destination" text,
	"sending_since" timestamp with time zone,
	"attempt" smallint DEFAULT 1 NOT NULL,
	"transaction_id" text,
	"paid_at" timestamp with time zone,
	"reversed_cents" integer DEFAULT 0 NOT NULL,
	"claimed_until" timestamp with time zone,
	"retry_at" timestamp with time zone,
	"failure_code" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payouts_session_id_unique" UNIQUE("session_id"),
	CONSTRAINT "payouts_payment_id_unique" UNIQUE("payment_id"),
	CONSTRAINT "payouts_transaction_id_unique" UNIQUE("transaction_id"),
	CONSTRAINT "payouts_amounts" CHECK ("payouts"."gross_cents" = "payouts"."fee_cents" + "payouts"."net_cents"),
	CONSTRAINT "payouts_parts" CHECK ("payouts"."fee_cents" >= 0 and "payouts"."net_cents" > 0 and "payouts"."withheld_cents" between 0 and "payouts"."net_cents"),
	CONSTRAINT "payouts_sent" CHECK ("payouts"."status" not in ('sending', 'paid', 'reversed') or ("payouts"."sent_cents" > 0 and "payouts"."destination" is not null)),
	CONSTRAINT "payouts_paid" CHECK ("payouts"."status" not in ('paid', 'reversed') or ("payouts"."transaction_id" is not null and "payouts"."paid_at" is not null)),
	CONSTRAINT "payouts_unsent_once" CHECK ("payouts"."transaction_id" is null or "payouts"."status" in ('paid', 'reversed')),
	CONSTRAINT "payouts_reversed_within_sent" CHECK ("payouts"."reversed_cents" between 0 and coalesce("payouts"."sent_cents", 0))
);
--> statement-breakpoint
CREATE TABLE "session_reports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"session_id" uuid NOT NULL,
	"reported_by" "report_party" NOT NULL,
	"kind" "report_kind" NOT NULL,
	"text" text NOT NULL,
	"status" "report_status" NOT NULL,
	"contest_by" timestamp with time zone NOT NULL,
	"contested_at" timestamp with time zone,
	"contest_text" text,
	"outcome" "report_outcome",
	"refund_cents" integer,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_reports_session_id_unique" UNIQUE("session_id"),
	CONSTRAINT "session_reports_decided" CHECK (("session_reports"."status" = 'decided') = ("session_reports"."outcome" is not null and "session_reports"."decided_at" is not null)),
	CONSTRAINT "session_reports_contested" CHECK (("session_reports"."contested_at" is null) = ("session_reports"."contest_text" is null)),
	CONSTRAINT "session_reports_refund" CHECK (("session_reports"."outcome" is distinct from 'pay' and "session_reports"."outcome" is not null) = ("session_reports"."refund_cents" is not null))
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "platform_fee_percent" numeric(5, 2) DEFAULT 15 NOT NULL;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_accounts" ADD CONSTRAINT "payout_accounts_researcher_id_researchers_id_fk" FOREIGN KEY ("researcher_id") REFERENCES "public"."researchers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_researcher_id_researchers_id_fk" FOREIGN KEY ("researcher_id") REFERENCES "public"."researchers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_reports" ADD CONSTRAINT "session_reports_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_reports" ADD CONSTRAINT "session_reports_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disputes_payment" ON "disputes" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "payouts_researcher" ON "payouts" USING btree ("researcher_id","earned_at");--> statement-breakpoint
CREATE INDEX "payouts_due" ON "payouts" USING btree ("due_at") WHERE status = 'due';--> statement-breakpoint
CREATE INDEX "payouts_sending" ON "payouts" USING btree ("claimed_until") WHERE status = 'sending';--> statement-breakpoint
CREATE INDEX "session_reports_open" ON "session_reports" USING btree ("contest_by") WHERE status = 'open';