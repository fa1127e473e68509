import { Notice } from "@/components/ui/notice";
import { type ActionResult, fieldsOf, type Refusal } from "./action-result";

type FormMessageProps = {
  result: ActionResult | null;
  /** What to say once it is done. */
  done?: string;
};

/** The answer that belongs to the whole form; its place is always there, so arrivals are announced. */
export function FormMessage({ result, done }: FormMessageProps) {
  const message = result?.ok ? done : result && refusalWords(result);
  return (
    <div aria-live="polite" className="empty:hidden">
      {message && (
        <Notice tone={result?.ok ? "success" : "failure"}>
          <p className="text-ink">{message}</p>
        </Notice>
      )}
    </div>
  );
}

// What is wrong with single fields stands beside them.
const refusalWords = (refusal: Refusal) =>
  Object.keys(fieldsOf(refusal)).length > 0 ? null : refusal.message;
