import { type Appearance, applyAppearance, createStyledRoot } from "./appearance";
import {
  checkCvc,
  checkExpiry,
  checkNumber,
  digitsOf,
  type FieldProblem,
  formatCvc,
  formatExpiry,
  formatNumber,
  readExpiry,
} from "./card-fields";
import { Emitter } from "./emitter";
import { Field } from "./field";

export type TypedCard = { number: string; exp_month: string; exp_year: string; cvc: string };

/** The Payment Element: a card form of number, expiry and security code. */
export class PaymentElement extends Emitter {
  readonly #host = document.createElement("div");
  readonly #number: Field;
  readonly #expiry: Field;
  readonly #cvc: Field;

  /** @param load resolves when the form may be used; rejects with Stripe's error object */
  constructor(
    appearance: Appearance | undefined,
    private readonly load: () => Promise<void>,
    private readonly onDestroy: () => void,
  ) {
    super();
    const onChange = () => this.#changed();
    this.#number = new Field({
      name: "card-number",
      label: "Card number",
      autocomplete: "cc-number",
      placeholder: "1234 1234 1234 1234",
      wide: true,
      format: formatNumber,
      check: checkNumber,
      onChange,
    });
    this.#expiry = new Field({
      name: "card-expiry",
      label: "Expiry date (MM / YY)",
      autocomplete: "cc-exp",
      placeholder: "MM / YY",
      wide: false,
      format: formatExpiry,
      check: (text) => checkExpiry(text, new Date()),
      onChange,
    });
    this.#cvc = new Field({
      name: "card-cvc",
      label: "Security code (CVC)",
      autocomplete: "cc-csc",
      placeholder: "CVC",
      wide: false,
      format: (text) => formatCvc(text, this.#number.value),
      check: (text) => checkCvc(text, this.#number.value),
      onChange,
    });
    this.#build(appearance);
  }

  get #fields(): Field[] {
    return [this.#number, this.#expiry, this.#cvc];
  }

  mount(target: string | HTMLElement): this {
    const parent = typeof target === "string" ? document.querySelector(target) : target;
    if (!parent)
      throw new Error(`The selector you specified (${target}) applies to no DOM elements.`);
    parent.replaceChildren(this.#host);
    this.emit("loaderstart", { elementType: "payment" });
    this.load().then(
      () => this.emit("ready", { elementType: "payment" }),
      (error: object) => this.emit("loaderror", { elementType: "payment", error }),
    );
    return this;
  }

  /** Shows what is wrong, moves to the first field at fault and answers its problem. */
  validate(): FieldProblem | undefined {
    const problems = this.#fields.map((field) => {
      const problem = field.problem();
      field.show(problem);
      return { field, problem };
    });
    const first = problems.find(({ problem }) => problem !== undefined);
    first?.field.input.focus();
    return first?.problem;
  }

  /** The card as typed; meaningful once `validate` found nothing. */
  card(): TypedCard {
    const { month, year } = readExpiry(this.#expiry.value);
    return {
      number: digitsOf(this.#number.value),
      exp_month: String(month),
      exp_year: String(year),
      cvc: this.#cvc.value,
    };
  }

  setAppearance(appearance: Appearance | undefined): void {
    applyAppearance(this.#host, appearance);
  }

  update(options: { readOnly?: boolean } = {}): this {
    if (options.readOnly !== undefined)
      for (const field of this.#fields) field.input.disabled = options.readOnly;
    return this;
  }

  focus(): void {
    this.#number.input.focus();
  }

  blur(): void {
    for (const field of this.#fields) field.input.blur();
  }

  clear(): void {
    for (const field of this.#fields) field.clear();
    this.#changed();
  }

  collapse(): this {
    return this;
  }

  unmount(): this {
    this.#host.remove();
    return this;
  }

  destroy(): void {
    this.unmount();
    this.onDestroy();
  }

  #build(appearance: Appearance | undefined): void {
    this.setAppearance(appearance);
    const form = document.createElement("div");
    form.className = "form";
    form.setAttribute("role", "group");
    form.setAttribute("aria-label", "Card");
    form.append(...this.#fields.map((field) => field.element));
    createStyledRoot(this.#host).append(form);
    form.addEventListener("focusin", () => this.emit("focus", { elementType: "payment" }));
    form.addEventListener("focusout", () => this.emit("blur", { elementType: "payment" }));
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.emit("escape", { elementType: "payment" });
      // Inputs in a shadow tree do not belong to the form around it, so Enter needs help.
      if (event.key === "Enter") this.#host.closest("form")?.requestSubmit();
    });
  }

  #changed(): void {
    this.emit("change", {
      elementType: "payment",
      empty: this.#fields.every((field) => field.value === ""),
      complete: this.#fields.every((field) => field.problem() === undefined),
      collapsed: false,
      value: { type: "card" },
    });
  }
}
