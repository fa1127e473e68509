import { type Algorithm, hash, type Options, verify } from "@node-rs/argon2";

// The library's enum is a const one, which isolated modules cannot read; 2 is argon2id.
const ARGON2ID: Algorithm.Argon2id = 2;

/** OWASP's first recommendation for argon2id: 19 MiB, two passes, one lane. */
const PARAMETERS: Options = {
  algorithm: ARGON2ID,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
};

/** An argon2id hash in PHC form. The password is normalized, so that any keyboard types the same. */
export const hashPassword = (password: string): Promise<string> =>
  hash(password.normalize("NFKC"), PARAMETERS);

let decoy: Promise<string> | undefined;

/**
 * Whether the password is the one behind the hash. Without a hash the same work is done and the
 * answer is no: an unknown address takes as long as a wrong password.
 */
export async function verifyPassword(
  passwordHash: string | null,
  password: string,
): Promise<boolean> {
  decoy ??= hashPassword("no account has this password");
  const matches = await verify(passwordHash ?? (await decoy), password.normalize("NFKC"));
  return matches && passwordHash !== null;
}
