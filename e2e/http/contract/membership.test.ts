import { currentMembership, endAtStripe, joinMembership } from "../support/membership";
import { newReader } from "../support/people";
import { enveloped, paymentIntent, subscription } from "../support/shapes";
import { waitFor } from "../support/wait-for";
import { type Exchange, type Given, testExchanges } from "./exchange";

async function aReader(): Promise<Given> {
  const reader = await newReader();
  return { caller: reader.api, values: { reader_id: reader.userId } };
}

/** Whose card is kept from a membership that has ended. */
async function aFormerMember(): Promise<Given> {
  const reader = await newReader();
  await joinMembership(reader);
  await endAtStripe(reader);
  await waitFor("its end", async () => {
    return (await currentMembership(reader)).body.data.status === "canceled";
  });
  return { caller: reader.api, values: { reader_id: reader.userId } };
}

const table: Exchange[] = [
  {
    section: "Create Payment Intent",
    method: "POST",
    path: "/api/v1/consulting/payments/intent",
    short: "/api/payment/intent",
    given: aReader,
    body: { type: "subscription" },
    status: 200,
    shown: { client_secret: "pi_abc123_secret_xyz456", amount: 29, type: "subscription" },
    shape: paymentIntent,
  },
  {
    section: "Create Subscription",
    method: "POST",
    path: "/api/v1/consulting/subscriptions",
    given: aFormerMember,
    status: 201,
    shown: {
      success: true,
      message: "Subscription created successfully",
      data: {
        id: "uuid",
        user_id: "{reader_id}",
        status: "active",
        start_date: "2023-06-01T12:00:00Z",
        end_date: null,
        created_at: "2023-06-01T12:00:00Z",
      },
    },
    shape: enveloped(subscription, "Subscription created successfully"),
  },
];

testExchanges(table);
