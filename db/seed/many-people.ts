import { nextAvailable } from "@/lib/availability/compute-slots";
import type { Schedule } from "@/lib/availability/schedule";
import { seedFields } from "./fields";
import { generator } from "./generator";
import { inventedName, inventedTerm, skewed } from "./invented-words";
import { seedId } from "./seed-id";

const ZONES = [
  "Europe/London",
  "Europe/Oslo",
  "America/New_York",
  "America/St_Johns",
  "Europe/Athens",
  "America/Los_Angeles",
];
const GIVEN =
  "Ada Bruno Célia Dmitri Edith Farid Greta Hamza Irène Jonah Keiko Lior Maud Niels Olga Pablo Renée Sven Thea Uma Viktor Wanda Yara Zoltán".split(
    " ",
  );
const FAMILY =
  "Abbott Bergström Castellanos Dubois Eriksen Fontaine Grünwald Hadley Ibáñez Jørgensen Kaczmarek Lindholm Moretti Nakamura O'Rourke Petrov Quill Ravndal Sørensen Takahashi Ulrich Vasquez Winter Yilmaz".split(
    " ",
  );
const INSTITUTIONS = ["University of", "Institute of Technology", "Medical School of", "College"];

/** How many rare family names, places and terms there are beside the common ones. */
const RARE = { given: 400, family: 19_000, places: 600, terms: 3_200 };

/**
 * `n` invented researchers with one paper each; the same for the same seed. As in life a few names and
 * words are common and most are rare.
 */
export function inventPeople(n: number, seed: number, now: Date) {
  const random = generator(seed);
  return Array.from({ length: n }, (_, index) => invent(random, `${seed}-${index}`, now));
}

export type Invented = ReturnType<typeof inventPeople>[number];

function invent(random: () => number, name: string, now: Date) {
  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(random() * list.length)];
    if (item === undefined) throw new Error("Nothing to pick from");
    return item;
  };
  const rare = (of: keyof typeof RARE, share: number) =>
    random() < share ? skewed(random, RARE[of]) : null;
  const term = () => inventedTerm(skewed(random, RARE.terms));
  const { field, researchers } = pick(seedFields);
  const model = pick(researchers);
  const [given, family, place] = [rare("given", 0.5), rare("family", 0.8), rare("places", 0.7)];
  const ratings = Math.floor(random() * 20);
  const weekday = pick([0, 1, 2, 3, 4, 5, 6] as const);
  const startMinute = 480 + 30 * Math.floor(random() * 20);
  const timeZone = pick(ZONES);
  const next = nextAvailable(schedule(timeZone, weekday, startMinute), now.getTime());
  return {
    id: seedId(`many:researcher:${name}`),
    user_id: seedId(`many:user:${name}`),
    paper_id: seedId(`many:paper:${name}`),
    slug: `many-${name}`,
    name: `${given === null ? pick(GIVEN) : inventedName(given)} ${family === null ? pick(FAMILY) : inventedName(family)}`,
    email: `many-${name}@colloquy.example`,
    bio: model.bio,
    affiliation:
      place === null
        ? pick(researchers).affiliation
        : `${INSTITUTIONS[place % INSTITUTIONS.length]} ${inventedName(place)}`,
    field,
    expertise: [pick(model.expertise), pick(pick(researchers).expertise), `${term()} of ${term()}`],
    rate_cents: 100 * (60 + 5 * Math.floor(random() * 69)),
    verified: random() < 0.5,
    time_zone: timeZone,
    next_available_at: next === null ? null : new Date(next).toISOString(),
    rating_average: ratings > 0 ? 3 + Math.round(random() * 20) / 10 : null,
    rating_count: ratings,
    weekday,
    start_minute: startMinute,
    title: title(
      random,
      pick(model.expertise),
      pick(pick(seedFields).researchers).expertise[0] ?? "",
      term,
    ),
    doi: `10.5555/many.${name}`,
    year: 2000 + Math.floor(random() * 26),
  };
}

/** In one of several manners, so that no word but "of" and "the" is in all of them. */
function title(random: () => number, own: string, other: string, term: () => string): string {
  const manners = [
    () => `${own} and ${other}: a study of ${term()}`,
    () => `The ${term()} of ${own}`,
    () => `Towards ${term()} with ${own} in ${term()}`,
    () => `Why ${other} needs ${term()}`,
    () => `${term()}, ${term()} and the limits of ${own}`,
  ];
  return manners[Math.floor(random() * manners.length)]?.() ?? own;
}

/** The same hours as the inserted rules: two days apart, three hours each. */
function schedule(timeZone: string, weekday: number, startMinute: number): Schedule {
  return {
    timeZone,
    rules: ([0, 1, 2, 3, 4, 5, 6] as const)
      .filter((day) => day === weekday || day === (weekday + 2) % 7)
      .map((day) => ({ weekday: day, startMinute, endMinute: startMinute + 180 })),
    overrides: [],
    timeOff: [],
    travel: [],
    busy: [],
    preferences: {
      sessionMinutes: 60,
      stepMinutes: 60,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      minimumNoticeMinutes: 1440,
      windowDays: 60,
      dailyMaximum: null,
    },
  };
}
