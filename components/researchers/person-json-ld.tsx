import { largeAvatarUrl } from "@/lib/researchers/avatar-address";
import type { ResearcherProfile } from "@/lib/researchers/get-researcher";

/** What search engines read of a profile: public facts only. Data, not a script: nothing runs. */
export function PersonJsonLd({ profile, url }: { profile: ResearcherProfile; url: string }) {
  const person = {
    "@context": "https://schema.org",
    "@type": "ProfilePage",
    url,
    dateModified: profile.updatedAt.toISOString(),
    mainEntity: {
      "@type": "Person",
      name: profile.name,
      url,
      description: profile.bio ?? undefined,
      image: profile.avatarUrl ? largeAvatarUrl(profile.avatarUrl) : undefined,
      jobTitle: profile.position ?? undefined,
      affiliation: profile.affiliation
        ? { "@type": "Organization", name: profile.affiliation }
        : undefined,
      knowsAbout: [profile.field, ...profile.expertise].filter(Boolean),
      award: profile.achievements,
      sameAs: profile.orcid ? [`https://orcid.org/${profile.orcid}`] : undefined,
    },
  };
  const json = JSON.stringify(person).replaceAll("<", "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with its only dangerous sign escaped.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
