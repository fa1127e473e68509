import type { Stripe } from "@stripe/stripe-js";
import { loadStripe } from "@stripe/stripe-js/pure";

export type StripeSettings = {
  publishableKey: string;
  /** Where Stripe's script is served instead of its own address; null for the real one. */
  scriptUrl: string | null;
};

/** Stripe in the browser. Rejects when its script cannot be had; asking again tries again. */
export async function openStripe({ publishableKey, scriptUrl }: StripeSettings): Promise<Stripe> {
  // loadStripe takes the `window.Stripe` that it finds.
  if (scriptUrl && !("Stripe" in window)) await loadScript(scriptUrl);
  const stripe = await loadStripe(publishableKey);
  if (!stripe) throw new Error("Stripe is not available here");
  return stripe;
}

function loadScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = src;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error(`${src} could not be loaded`));
    };
    document.head.append(script);
  });
}
