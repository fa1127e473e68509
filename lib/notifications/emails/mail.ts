import type { ReactElement } from "react";

/** What a template makes: the subject and the letter itself. */
export type Mail = { subject: string; body: ReactElement };
