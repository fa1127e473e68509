import { z } from "zod";
import type { Call, StripeApi } from "../api";
import { invalidRequest, noSuch } from "../errors";
import { recordEvent } from "../events";
import { newId, seconds } from "../ids";
import { listPage } from "../lists";
import { kinds } from "../objects";
import { expand, flag, integer, mergeMetadata, metadata, paging, text } from "../params";
import type { Price, Product } from "./objects";

const CreatePrice = z.strictObject({
  currency: z.string().regex(/^[a-z]{3}$/),
  unit_amount: integer.refine((cents) => cents >= 0, "must not be negative"),
  recurring: z.strictObject({ interval: z.literal("month") }),
  product: z.string().optional(),
  product_data: z.strictObject({ name: text.min(1), metadata: metadata.optional() }).optional(),
  lookup_key: z.string().max(200).optional(),
  nickname: text.optional(),
  metadata: metadata.optional(),
  expand,
});
type CreatePrice = z.infer<typeof CreatePrice>;

export function mountPrices(api: StripeApi): void {
  api.post("/v1/prices", { params: CreatePrice, run: createPrice });
  api.get("/v1/prices", {
    params: z.strictObject({
      ...paging,
      active: flag.optional(),
      product: z.string().optional(),
      lookup_keys: z.array(z.string()).max(10).optional(),
    }),
    run: (call) => {
      const { active, product, lookup_keys: keys } = call.params;
      return listPage<Price>(call, kinds.price, "/v1/prices", {
        filter: { ...(active !== undefined && { active }), ...(product && { product }) },
        anyOf: keys?.map((key) => ({ lookup_key: key })),
      });
    },
  });
  api.get("/v1/prices/:id", {
    params: z.strictObject({ expand }),
    run: ({ records, id }) => getPrice(records, id),
  });
}

export async function getPrice(
  records: Call<unknown>["records"],
  id: string,
  param = "id",
): Promise<Price> {
  const price = await records.get<Price>(kinds.price, id);
  if (!price) throw noSuch("price", id, param);
  return price;
}

async function createPrice(call: Call<CreatePrice>): Promise<Price> {
  const { params, records, now } = call;
  await refuseTakenKey(call, params.lookup_key);
  const price: Price = {
    id: newId("price"),
    object: "price",
    active: true,
    billing_scheme: "per_unit",
    created: seconds(now),
    currency: params.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: params.lookup_key ?? null,
    metadata: mergeMetadata({}, params.metadata),
    nickname: params.nickname ?? null,
    product: await productOf(call),
    recurring: { interval: "month", interval_count: 1, meter: null, usage_type: "licensed" },
    tax_behavior: "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: "recurring",
    unit_amount: params.unit_amount,
    unit_amount_decimal: String(params.unit_amount),
  };
  await records.put(kinds.price, price.id, price, now);
  await recordEvent(call, "price.created", price);
  return price;
}

/** A lookup key is one price's: of two made at once, the second waits, and is refused. */
async function refuseTakenKey({ records }: Call<unknown>, key: string | undefined): Promise<void> {
  if (!key) return;
  await records.sql`select pg_advisory_xact_lock(hashtextextended(${`lookup_key ${key}`}, 0))`;
  const { data } = await records.list<Price>(kinds.price, { filter: { lookup_key: key } });
  const [taken] = data;
  if (!taken) return;
  throw invalidRequest(`A price (\`${taken.id}\`) already uses that lookup key.`, {
    param: "lookup_key",
  });
}

async function productOf(call: Call<CreatePrice>): Promise<string> {
  const { params, records, now } = call;
  if (params.product) {
    const known = await records.get<Product>(kinds.product, params.product);
    if (!known) throw noSuch("product", params.product, "product");
    return known.id;
  }
  if (!params.product_data)
    throw invalidRequest(
      "You must specify either `product` or `product_data` when creating a price.",
    );
  const product: Product = {
    id: newId("prod"),
    object: "product",
    active: true,
    created: seconds(now),
    default_price: null,
    description: null,
    images: [],
    livemode: false,
    metadata: mergeMetadata({}, params.product_data.metadata),
    name: params.product_data.name,
    type: "service",
    updated: seconds(now),
  };
  await records.put(kinds.product, product.id, product, now);
  await recordEvent(call, "product.created", product);
  return product.id;
}
