/** Stripe's names of what an account still lacks, by their beginnings, as people say it. */
const words: [beginning: string, word: string][] = [
  ["external_account", "a bank account"],
  ["tos_acceptance", "your agreement to Stripe’s terms"],
  ["individual.first_name", "your name"],
  ["individual.last_name", "your name"],
  ["individual.dob", "your date of birth"],
  ["individual.address", "your address"],
  ["individual.email", "your e-mail address"],
  ["individual.phone", "your phone number"],
  ["individual.id_number", "your tax or identity number"],
  ["individual.ssn_last_4", "the last digits of your social security number"],
  ["individual.verification", "a photo of an identity document"],
  ["business_profile", "what you do"],
];

const OTHER = "some further details";

/** What is missing, each thing once. */
export function missingWords(currentlyDue: string[]): string[] {
  const found = currentlyDue.map(
    (name) => words.find(([beginning]) => name.startsWith(beginning))?.[1] ?? OTHER,
  );
  return [...new Set(found)];
}
