import { caretAfter, digitsOf, type FieldProblem } from "./card-fields";

export type FieldOptions = {
  name: string;
  label: string;
  autocomplete: string;
  placeholder: string;
  wide: boolean;
  format: (text: string) => string;
  check: (text: string) => FieldProblem | undefined;
  onChange: () => void;
};

/** One labelled input of the card form with its message underneath. */
export class Field {
  readonly element = document.createElement("div");
  readonly input = document.createElement("input");
  readonly #message = document.createElement("p");

  constructor(private readonly options: FieldOptions) {
    const { name, label, autocomplete, placeholder, wide } = options;
    const labelElement = document.createElement("label");
    labelElement.textContent = label;
    labelElement.htmlFor = name;
    Object.assign(this.input, { id: name, name, type: "text", placeholder });
    this.input.setAttribute("autocomplete", autocomplete);
    this.input.inputMode = "numeric";
    this.input.spellcheck = false;
    this.input.setAttribute("aria-required", "true");
    this.#message.id = `${name}-problem`;
    this.#message.className = "problem";
    this.#message.setAttribute("aria-live", "polite");
    if (wide) this.element.className = "wide";
    this.element.append(labelElement, this.input, this.#message);
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("blur", () => {
      if (this.value !== "") this.show(this.problem());
    });
  }

  get value(): string {
    return this.input.value;
  }

  problem(): FieldProblem | undefined {
    return this.options.check(this.value);
  }

  show(problem: FieldProblem | undefined): void {
    this.#message.textContent = problem?.message ?? "";
    this.input.setAttribute("aria-invalid", String(problem !== undefined));
    if (problem) this.input.setAttribute("aria-describedby", this.#message.id);
    else this.input.removeAttribute("aria-describedby");
  }

  clear(): void {
    this.input.value = "";
    this.show(undefined);
  }

  #typed(): void {
    const typed = this.input.value;
    const caret = this.input.selectionStart ?? typed.length;
    const formatted = this.options.format(typed);
    if (formatted !== typed) {
      const digitsBefore = digitsOf(typed.slice(0, caret)).length;
      const position =
        caret === typed.length ? formatted.length : caretAfter(formatted, digitsBefore);
      this.input.value = formatted;
      this.input.setSelectionRange(position, position);
    }
    const problem = this.problem();
    // While it is being typed a value is incomplete by nature; that is said on leaving the field.
    this.show(problem?.code.startsWith("incomplete") ? undefined : problem);
    this.options.onChange();
  }
}
