import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { cache } from "react";
import { pageZone } from "@/components/site/page-zone";
import { pageContext } from "@/lib/auth/current-context";
import type { Ctx } from "@/lib/platform/context";
import { largeAvatarUrl } from "@/lib/researchers/avatar-address";
import { findCurrentSlug } from "@/lib/researchers/find-current-slug";
import { findResearcherBySlug } from "@/lib/researchers/get-researcher";
import { ProfileView } from "./profile-view";

type ProfileProps = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const findProfile = cache(async (slug: string) => findResearcherBySlug(await pageContext(), slug));

export async function generateMetadata({ params }: ProfileProps): Promise<Metadata> {
  const profile = await findProfile((await params).slug);
  if (!profile) return {};
  const { name, affiliation, bio, field, slug, avatarUrl } = profile;
  const title = affiliation ? `${name}, ${affiliation}` : name;
  const description =
    bio?.slice(0, 200) ?? `${name}${field ? `, ${field}` : ""}: papers and free times on Colloquy.`;
  return {
    title,
    description,
    alternates: { canonical: `/researchers/${slug}` },
    openGraph: {
      title,
      description,
      type: "profile",
      url: `/researchers/${slug}`,
      images: avatarUrl ? [largeAvatarUrl(avatarUrl)] : undefined,
    },
    robots: profile.standing === "hidden" ? { index: false } : undefined,
  };
}

/** Sent whole rather than streamed: an unknown profile is then a 404, and the times are there without any script. */
export default async function ProfilePage({ params, searchParams }: ProfileProps) {
  const { slug } = await params;
  const query = await searchParams;
  const ctx = await pageContext();
  const profile = await findProfile(slug);
  if (!profile) return leadOn(ctx, slug, query);
  const paper = profile.papers.find(({ id }) => id === query.paper) ?? null;
  return (
    <ProfileView
      ctx={ctx}
      profile={profile}
      paper={paper}
      cursor={typeof query.reviews === "string" ? query.reviews : null}
      zone={await pageZone(ctx.actor)}
      here={`/researchers/${profile.slug}`}
    />
  );
}

/** An address that a profile has left leads to where it is now. */
async function leadOn(ctx: Ctx, slug: string, query: { paper?: unknown }): Promise<never> {
  const current = await findCurrentSlug(ctx, slug);
  if (!current) notFound();
  const paper =
    typeof query.paper === "string" ? `?${new URLSearchParams({ paper: query.paper })}` : "";
  permanentRedirect(`/researchers/${current}${paper}`);
}
