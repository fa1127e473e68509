import { createHash } from "node:crypto";

const NAMESPACE = Buffer.from("6f9c1e0a4b7d4c53a2e85d0c7b1f9e44", "hex");

/** The UUID (version 5) of a name such as `researcher:amara-okafor`: the same in every database. */
export function seedId(name: string): string {
  const bytes = createHash("sha1").update(NAMESPACE).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
