/** How many researchers a list has, in words; long lists are counted only so far. */
export function countOf({ total, isTotalExact }: { total: number; isTotalExact: boolean }): string {
  const number = total.toLocaleString("en");
  if (!isTotalExact) return `More than ${number} researchers`;
  return `${number} ${total === 1 ? "researcher" : "researchers"}`;
}
