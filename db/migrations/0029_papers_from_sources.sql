CREATE TABLE "paper_byline" (
	"paper_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"name" text NOT NULL,
	"orcid" "citext",
	"openalex_id" text,
	"semantic_scholar_id" text,
	"institutions" jsonb NOT NULL,
	"is_corresponding" boolean DEFAULT false NOT NULL,
	CONSTRAINT "paper_byline_paper_id_position_pk" PRIMARY KEY("paper_id","position")
);
--> statement-breakpoint
ALTER TABLE "papers" ADD COLUMN "arxiv_id" "citext";--> statement-breakpoint
ALTER TABLE "papers" ADD COLUMN "source" text;--> statement-breakpoint
ALTER TABLE "papers" ADD COLUMN "source_id" text;--> statement-breakpoint
ALTER TABLE "papers" ADD COLUMN "fetched_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "paper_byline" ADD CONSTRAINT "paper_byline_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "papers_title" ON "papers" USING hash (search_text_of("title", '{}'));--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_arxiv_id_unique" UNIQUE("arxiv_id");