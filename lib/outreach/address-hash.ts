import { createHash } from "node:crypto";

/** An address as it is compared: trimmed, in lower case, in one Unicode form. */
export const normalizeAddress = (address: string): string =>
  address.trim().normalize("NFC").toLowerCase();

/** What is kept of an address that asked to be left alone: SHA-256 of the normalized address, in hex. */
export const hashAddress = (address: string): string =>
  createHash("sha256").update(normalizeAddress(address)).digest("hex");
