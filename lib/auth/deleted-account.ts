/** What stands where the name of somebody who is gone stood. */
export const FORMER_READER = "Former reader";
export const FORMER_RESEARCHER = "Former researcher";

const MARK = "deleted:";

/** Stands where the address of a deleted account stood; no address can be typed so. */
export const addressOfDeleted = (userId: string) => `${MARK}${userId}`;

export const isAddressOfDeleted = (address: string) => address.startsWith(MARK);
