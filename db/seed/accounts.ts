import type { users } from "@/db/schema";
import { DAY_MS } from "@/lib/platform/time";
import { seedFields } from "./fields";
import { seedId } from "./seed-id";

export const DEMO_PASSWORD = "demo-password";
export const SEED_READERS = 50;

const OWN_ADDRESSES: Record<string, string> = {
  "amara-okafor": "researcher@colloquy.example",
  "henrik-solberg": "careful@colloquy.example",
};

const READER_NAMES = [
  "Ines Carvalho",
  "Tom Ashworth",
  "Yuki Tanabe",
  "Marie Dufour",
  "Owen Pryce",
  "Lena Vogt",
  "Carlos Medina",
  "Hannah Lowe",
  "Pavel Novotny",
  "Aisha Rahman",
  "George Mills",
  "Freya Dahl",
  "Luca Marini",
  "Noor Haddad",
  "Emma Sinclair",
  "Viktor Lindh",
  "Rosa Benitez",
  "Jack Turner",
  "Mina Petrova",
  "Colm Daly",
  "Sara Holm",
  "Ben Okoro",
  "Julia Krause",
  "Diego Santos",
  "Amelie Roux",
  "Peter Vance",
  "Katja Weber",
  "Ravi Menon",
  "Alice Thorne",
  "Jonas Berg",
  "Nadia Costa",
  "Harry Quinn",
  "Elif Aydin",
  "Simon Beck",
  "Clara Nunes",
  "Max Fowler",
  "Ida Lund",
  "Felix Braun",
  "Zoe Martin",
  "Adam Kaplan",
  "Laura Conti",
  "Sean Murphy",
  "Petra Horvat",
  "Leo Fischer",
  "Nina Olsen",
  "Mark Dawson",
  "Eva Kral",
  "Hugo Lambert",
  "Tara Singh",
  "Paul Jensen",
];

const READER_ZONES = [
  "Europe/London",
  "Europe/Berlin",
  "America/New_York",
  "Europe/Lisbon",
  "America/Los_Angeles",
];

/** `0` is reader@colloquy.example, 1-50 are reader-01 to reader-50. */
export function readerEmail(reader: number): string {
  return reader === 0
    ? "reader@colloquy.example"
    : `reader-${String(reader).padStart(2, "0")}@colloquy.example`;
}

export const researcherEmail = (slug: string) =>
  OWN_ADDRESSES[slug] ?? `researcher-${slug}@colloquy.example`;

export const userId = (email: string) => seedId(`user:${email}`);

/** Every account of the demo, verified, with one password. */
export function seedAccounts(passwordHash: string, now: Date): (typeof users.$inferInsert)[] {
  const account = (email: string, name: string, timeZone: string, isAdmin = false) => ({
    id: userId(email),
    email,
    name,
    timeZone,
    isAdmin,
    passwordHash,
    emailVerifiedAt: new Date(now.getTime() - 200 * DAY_MS),
    createdAt: new Date(now.getTime() - 200 * DAY_MS),
  });
  const readers = READER_NAMES.slice(0, SEED_READERS).map((name, index) =>
    account(readerEmail(index + 1), name, READER_ZONES[index % READER_ZONES.length] ?? "UTC"),
  );
  const owners = seedFields.flatMap(({ researchers }) =>
    researchers.map(({ slug, name, timeZone }) => account(researcherEmail(slug), name, timeZone)),
  );
  return [
    account(readerEmail(0), "Rosalind Hart", "Europe/Lisbon"),
    account("admin@colloquy.example", "Colloquy Admin", "Europe/London", true),
    ...readers,
    ...owners,
  ];
}
