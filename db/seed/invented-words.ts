const ONSETS = "b br d dr f g gr h k kl l m n p r s st t v z".split(" ");
const VOWELS = "a e i o u ø á".split(" ");
const ENDINGS = ["nen", "sson", "rini", "lev", "tez", "mann", "cki", "du", "ra", "th"];

/** The name number `n`, from 0, of a list without end; neighbours are unlike each other. */
export function inventedName(n: number): string {
  const syllables = [syllable(n * 13 + 3)];
  for (let rest = Math.floor(n / 140); rest > 0; rest = Math.floor(rest / 140))
    syllables.push(syllable(rest - 1));
  const word = syllables.join("") + ENDINGS[n % ENDINGS.length];
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function syllable(n: number): string {
  const onset = ONSETS[n % ONSETS.length] ?? "";
  return onset + (VOWELS[Math.floor(n / ONSETS.length) % VOWELS.length] ?? "");
}

const STEMS =
  "therm electr neur gen clim astr quant poly cyt hydr magnet immun photon crypt topolog sediment retin cortic glyc vascul";
const MIDDLES = "o i a ero ico ano omo ula eto ima";
const TAILS =
  "dynamics genesis metry graphy lysis scopy tropy chrome plasty phoresis morphism valence lation nomics section density";
const PARTS = [STEMS, MIDDLES, TAILS].map((list) => list.split(" "));

/** The learned word number `n`, from 0, of 3,200. */
export function inventedTerm(n: number): string {
  let rest = n;
  return PARTS.map((list) => {
    const part = list[rest % list.length] ?? "";
    rest = Math.floor(rest / list.length);
    return part;
  }).join("");
}

/** A number below `size`, small ones far more often: names and words are spread like that. */
export const skewed = (random: () => number, size: number) => Math.floor(size * random() ** 3);
