/** Ids of invented people and things, with right check digits, of parts of the numbers that nobody is given. */

/** "0000-0009-5000-0012" and so on: ISO 7064, MOD 11-2. */
export function orcidOf(number: number): string {
  const digits = `00000009${5_000_000 + number}`;
  const total = [...digits].reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
  const check = (12 - (total % 11)) % 11;
  return `${digits}${check === 10 ? "X" : check}`.replace(/(.{4})(?=.)/g, "$1-");
}

const CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";

/** "https://ror.org/0…": six signs of base 32 and two check digits, MOD 97-10. */
export function rorIdOf(number: number): string {
  let signs = "";
  for (let rest = 32 ** 5 * 29 + number, place = 0; place < 6; place += 1) {
    signs = CROCKFORD.charAt(rest % 32) + signs;
    rest = Math.floor(rest / 32);
  }
  const check = 98 - (((32 ** 5 * 29 + number) * 100) % 97);
  return `https://ror.org/0${signs}${String(check).padStart(2, "0")}`;
}

export const openalexAuthorId = (number: number) => `A5990${String(number).padStart(6, "0")}`;
export const openalexWorkId = (number: number) => `W4990${String(number).padStart(6, "0")}`;
export const openalexInstitutionId = (number: number) => `I4990${String(number).padStart(6, "0")}`;
export const semanticScholarId = (number: number) => String(2_990_000_000 + number);
