import { z } from "zod";

const Id = z.guid();

/** Whether what stands in Stripe's metadata can be the id of a row of ours. */
export const isId = (text: string | undefined): text is string => Id.safeParse(text).success;
