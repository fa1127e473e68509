import { EmailAddress } from "@/lib/auth/inputs";
import type { Ctx } from "@/lib/platform/context";
import { DomainError, invalidInput } from "@/lib/platform/errors";
import type { OrganizationRecord } from "@/lib/scholarly/records";
import { getOrganization, matchAffiliation } from "@/lib/scholarly/ror";
import { SourceError } from "@/lib/scholarly/source-error";
import { askInTurn } from "@/lib/scholarly/take-turn";
import { domainHolding, isFreeMail, mailHost } from "./mail-domain";

/** As long as somebody waits for the answer. */
const PATIENCE_MS = 6_000;

export type Institution = { rorId: string; name: string; domain: string };

/**
 * - `free_mail`: anybody may have such an address
 * - `unknown_institution`: ROR is sure of no organization, or knows no domain of it
 * - `other_domain`: the address is not at the institution; `institution` is the one that was looked at
 */
export type AddressMatch =
  | { isThere: true; institution: Institution }
  | { isThere: false; reason: "free_mail" | "unknown_institution" }
  | { isThere: false; reason: "other_domain"; institution: { name: string; domains: string[] } };

type Asked = { address: string } & ({ rorId: string } | { affiliation: string });

/**
 * Whether an address is at an institution, by the domains that ROR knows of it; subdomains count, what
 * merely looks alike does not. It says nothing of whether the address is anybody's: mail does. Asks ROR,
 * so not inside a transaction. Throws INSTITUTIONS_UNAVAILABLE while ROR does not answer, INVALID_INPUT
 * for what is no address.
 */
export async function institutionOfAddress(
  ctx: Pick<Ctx, "db" | "now">,
  asked: Asked,
): Promise<AddressMatch> {
  const host = hostOf(asked.address);
  if (isFreeMail(host)) return { isThere: false, reason: "free_mail" };
  const organization = await findOrganization(ctx, asked);
  if (!organization || organization.domains.length === 0)
    return { isThere: false, reason: "unknown_institution" };
  const { rorId, name, domains } = organization;
  const domain = domainHolding(host, domains);
  return domain
    ? { isThere: true, institution: { rorId, name, domain } }
    : { isThere: false, reason: "other_domain", institution: { name, domains } };
}

function hostOf(address: string): string {
  const parsed = EmailAddress.safeParse(address);
  const host = parsed.success ? mailHost(parsed.data) : null;
  if (!host) throw invalidInput("address", "must be an e-mail address such as ada@example.org");
  return host;
}

async function findOrganization(
  ctx: Pick<Ctx, "db" | "now">,
  asked: Asked,
): Promise<OrganizationRecord | null> {
  const asking = { now: ctx.now, timeoutMs: PATIENCE_MS };
  try {
    return await askInTurn(ctx, "ror", PATIENCE_MS, () =>
      "rorId" in asked
        ? getOrganization(asked.rorId, asking)
        : matchAffiliation(asked.affiliation, asking),
    );
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw new DomainError(
      "INSTITUTIONS_UNAVAILABLE",
      "The register of institutions does not answer just now: try again in a few minutes",
      { source: error.source },
    );
  }
}
