import { z } from "zod";
import { env } from "@/lib/platform/env";
import { type Asking, addressOf, askForJson, type Question } from "./ask-source";
import { fullRorId } from "./identifiers";
import type { OrganizationRecord } from "./records";
import { count, flag, listOf, maybe, plainText, plainTexts, text } from "./wire";

const Organization = z.object({
  id: z.string(),
  domains: listOf(z.string()),
  links: listOf(z.object({ type: text, value: text })),
  names: listOf(z.object({ value: text, types: listOf(z.string()) })),
  locations: listOf(z.object({ geonames_details: maybe(z.object({ country_code: text })) })),
});

const Matches = z.object({
  items: listOf(z.object({ chosen: flag, score: count, organization: Organization })),
});

function question(path: string, parameters: Record<string, string> = {}): Question {
  const { ROR_BASE_URL: base, ROR_CLIENT_ID: clientId } = env();
  return {
    source: "ror",
    url: addressOf(base, `v2/${path}`, parameters),
    headers: clientId ? { "client-id": clientId } : undefined,
  };
}

/** The organization that ROR is sure an affiliation names; null when it is sure of none. */
export async function matchAffiliation(
  affiliation: string,
  asking: Asking,
): Promise<OrganizationRecord | null> {
  const answer = await askForJson(question("organizations", { affiliation }), Matches, asking);
  const match = answer?.items.find(({ chosen }) => chosen);
  return match ? readOrganization(match.organization, asking.now) : null;
}

/** An organization by its ROR id, with or without "https://ror.org/". */
export async function getOrganization(
  rorId: string,
  asking: Asking,
): Promise<OrganizationRecord | null> {
  const id = fullRorId(rorId)?.split("/").pop();
  if (!id) return null;
  const answer = await askForJson(question(`organizations/${id}`), Organization, asking);
  return answer && readOrganization(answer, asking.now);
}

function readOrganization(wire: z.infer<typeof Organization>, now: Date): OrganizationRecord {
  const rorId = fullRorId(wire.id) ?? wire.id;
  const displayed = wire.names.find(({ types }) => types.includes("ror_display")) ?? wire.names[0];
  const name = plainText(displayed?.value);
  const names = plainTexts(wire.names.map(({ value }) => value));
  return {
    origin: { source: "ror", sourceId: rorId, fetchedAt: now },
    rorId,
    name,
    otherNames: names.filter((other) => other !== name),
    countryCode: wire.locations[0]?.geonames_details?.country_code ?? null,
    domains: domainsOf(wire),
  };
}

/** Its `domains`, and the host of its website where it has none: most records still name only that. */
function domainsOf({ domains, links }: z.infer<typeof Organization>): string[] {
  const named = domains.map((domain) => domain.trim().toLowerCase()).filter(Boolean);
  if (named.length > 0) return [...new Set(named)];
  const website = links.find(({ type }) => type === "website")?.value ?? "";
  if (!URL.canParse(website)) return [];
  return [new URL(website).hostname.replace(/^www\d?\./, "")];
}
