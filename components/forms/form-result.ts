/** What a form's action answers when it does not lead elsewhere. */
export type FormResult = {
  /** Whether the form was accepted. */
  done: boolean;
  /** What to say above the form. */
  message?: string;
  /** What is wrong, by field. */
  fields?: Record<string, string>;
};

export const DONE: FormResult = { done: true };
