import type { Account, Requirements } from "./objects";

/** What the onboarding asks for, in the names of Stripe's requirements. */
export const onboardingFields = {
  "individual.first_name": "First name",
  "individual.last_name": "Last name",
  "individual.dob.year": "Year of birth",
  "individual.address.line1": "Street and number",
  "individual.address.city": "City",
  "individual.address.postal_code": "Postal code",
  external_account: "Bank account (IBAN or account number)",
} as const;

export type OnboardingField = keyof typeof onboardingFields;

export const fieldNames = Object.keys(onboardingFields) as OnboardingField[];

export const nothingDue = (): Requirements => ({
  alternatives: [],
  current_deadline: null,
  currently_due: [],
  disabled_reason: null,
  errors: [],
  eventually_due: [],
  past_due: [],
  pending_verification: [],
});

/** The account with what Stripe derives: requirements, capabilities and whether it is paid out. */
export function derived(account: Account): Account {
  const missing = fieldNames.filter((field) => !account._given[field]);
  const agreed = account.tos_acceptance.date === null ? ["tos_acceptance.date"] : [];
  const due = [...missing, ...agreed, ...account._asked];
  const isReviewed = account._review === "review";
  const isOpen = due.length === 0 && account._review === "none";
  const requested = account.capabilities.transfers !== undefined;
  const whileClosed = isReviewed && due.length === 0 ? "pending" : "inactive";
  return {
    ...account,
    capabilities: requested ? { transfers: isOpen ? "active" : whileClosed } : {},
    payouts_enabled: isOpen,
    requirements: {
      ...nothingDue(),
      currently_due: due,
      eventually_due: due,
      past_due: due,
      pending_verification: isReviewed ? ["individual.verification.document"] : [],
      disabled_reason: disabledReason(account, due),
    },
  };
}

function disabledReason(account: Account, due: string[]): string | null {
  if (account._review === "rejected") return "rejected.other";
  if (due.length > 0) return "requirements.past_due";
  return account._review === "review" ? "requirements.pending_verification" : null;
}
