import { z } from "zod";

/** Sources leave fields out, write null, or change them: what is not needed must not fail a record. */
export const text = z.string().nullish().catch(null);
export const count = z.number().nullish().catch(null);
export const flag = z.boolean().nullish().catch(null);

/** A list, empty when it is missing; items of another shape are left out. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(z.unknown())
    .nullish()
    .catch(null)
    .transform((items) =>
      (items ?? []).flatMap((value) => {
        const read = item.safeParse(value);
        return read.success ? [read.data] : [];
      }),
    );

/** An object, null when it is missing or another. */
export const maybe = <T extends z.ZodType>(shape: T) => shape.nullish().catch(null);

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** A title or a name as plain text: titles come with tags and entities, names with stray spaces. */
export function plainText(written: string | null | undefined): string {
  return (written ?? "")
    .replace(/<\/?[a-z][a-z0-9:]*(?:\s[^<>]*)?\/?>/gi, "")
    .replace(/&(amp|lt|gt|quot|apos);/g, (entity, name: string) => ENTITIES[name] ?? entity)
    .replace(/&#(x[0-9a-f]{1,6}|\d{1,7});/gi, (_, code: string) => characterOf(code))
    .replace(/\p{Cc}/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function characterOf(code: string): string {
  const point = /^x/i.test(code) ? Number.parseInt(code.slice(1), 16) : Number(code);
  return point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
    ? String.fromCodePoint(point)
    : "";
}

/** Non-empty plain texts, each once. */
export const plainTexts = (written: (string | null | undefined)[]): string[] => [
  ...new Set(written.map(plainText).filter(Boolean)),
];

/** A year that a paper can be of. */
export const yearOf = (year: number | null | undefined): number | null =>
  Number.isInteger(year) && Number(year) > 1400 && Number(year) < 2200 ? Number(year) : null;
