import { Client, type IntentResult } from "./client";
import { type ConfirmOptions, confirmPayment, finish } from "./confirm-payment";
import { Elements, type ElementsOptions } from "./elements";

/** `window.Stripe`: what @stripe/stripe-js and @stripe/react-stripe-js call of the real one. */
function createStripe(origin: string) {
  return function openStripe(publishableKey: string) {
    if (!publishableKey?.startsWith("pk_test_"))
      throw new Error("The sandbox takes a publishable key that begins with pk_test_.");
    const client = new Client(origin, publishableKey);
    return {
      elements: (options: ElementsOptions = {}) => new Elements(client, options),
      confirmPayment: (options: ConfirmOptions) => confirmPayment(client, options),
      retrievePaymentIntent: (clientSecret: string) => client.retrieve(clientSecret),
      async handleNextAction({ clientSecret }: { clientSecret: string }): Promise<IntentResult> {
        return finish(client, await client.retrieve(clientSecret), undefined);
      },
      async confirmCardPayment(
        clientSecret: string,
        data: { payment_method?: string } = {},
      ): Promise<IntentResult> {
        const { payment_method } = data;
        if (payment_method !== undefined && typeof payment_method !== "string")
          throw new Error("The sandbox confirms a card here by payment method id only.");
        const form = { use_stripe_sdk: "true", ...(payment_method && { payment_method }) };
        return finish(client, await client.confirm(clientSecret, form), undefined);
      },
      createToken: notOffered("createToken"),
      createPaymentMethod: notOffered("createPaymentMethod"),
      registerAppInfo() {},
      _registerWrapper() {},
    };
  };
}

/** The wrappers look for these functions before they accept the object. */
function notOffered(name: string) {
  return (): never => {
    throw new Error(`The sandbox does not offer stripe.${name}.`);
  };
}

const script = document.currentScript;
const origin = script instanceof HTMLScriptElement ? new URL(script.src).origin : location.origin;

Object.defineProperty(window, "Stripe", {
  configurable: true,
  writable: true,
  value: Object.assign(createStripe(origin), { version: "endive" }),
});
