import { env } from "@/lib/platform/env";

export const AVATAR_SIZES = { small: 256, large: 512 } as const;
export type AvatarSize = keyof typeof AVATAR_SIZES;

/** Where a picture is served: its hash names it, so what is there never changes. */
export const avatarPath = (hash: string, size: AvatarSize): string =>
  `/avatars/${hash}-${AVATAR_SIZES[size]}.webp`;

/** What a file's name in such an address asks for, or null. */
export function parseAvatarFile(file: string): { hash: string; size: AvatarSize } | null {
  const [, hash, pixels] = /^([0-9a-f]{32})-(256|512)\.webp$/.exec(file) ?? [];
  return hash ? { hash, size: pixels === "512" ? "large" : "small" } : null;
}

/** The large picture's whole address, given the path that a researcher's row keeps (the small one's). */
export const largeAvatarUrl = (path: string): string =>
  new URL(path.replace(`-${AVATAR_SIZES.small}.`, `-${AVATAR_SIZES.large}.`), env().APP_URL).href;
