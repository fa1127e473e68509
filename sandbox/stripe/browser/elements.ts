import type { Appearance } from "./appearance";
import type { Client, PageError } from "./client";
import { Emitter } from "./emitter";
import { PaymentElement } from "./payment-element";

export type ElementsOptions = {
  clientSecret?: string;
  appearance?: Appearance;
  [other: string]: unknown;
};

export type SubmitResult =
  | { error: PageError; selectedPaymentMethod?: undefined }
  | { error?: undefined; selectedPaymentMethod: "card" };

/** What `stripe.elements()` gives: it makes the Payment Element and checks it. */
export class Elements extends Emitter {
  #payment: PaymentElement | undefined;

  constructor(
    private readonly client: Client,
    private options: ElementsOptions,
  ) {
    super();
  }

  get clientSecret(): string | undefined {
    return this.options.clientSecret;
  }

  get appearance(): Appearance | undefined {
    return this.options.appearance;
  }

  get payment(): PaymentElement | undefined {
    return this.#payment;
  }

  create(type: string): PaymentElement {
    if (type !== "payment") throw new Error(`The sandbox has no ${type} Element, only payment.`);
    if (this.#payment) throw new Error("Can only create one Element of type payment.");
    this.#payment = new PaymentElement(
      this.options.appearance,
      () => this.#load(),
      () => {
        this.#payment = undefined;
      },
    );
    return this.#payment;
  }

  getElement(type: string | object): PaymentElement | null {
    return type === "payment" || typeof type === "object" ? (this.#payment ?? null) : null;
  }

  update(options: ElementsOptions): void {
    this.options = { ...this.options, ...options };
    if (options.appearance) this.#payment?.setAppearance(options.appearance);
  }

  async submit(): Promise<SubmitResult> {
    if (!this.#payment) throw new Error("Mount a Payment Element before you submit it.");
    const problem = this.#payment.validate();
    if (problem) return { error: { type: "validation_error", ...problem } };
    return { selectedPaymentMethod: "card" };
  }

  async fetchUpdates(): Promise<object> {
    return {};
  }

  /** With a client secret the form is ready once the intent is known to exist. */
  async #load(): Promise<void> {
    // A later task: the page attaches its handlers only after it has mounted the element.
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (!this.options.clientSecret) return;
    const { error } = await this.client.retrieve(this.options.clientSecret);
    if (error) throw error;
  }
}
