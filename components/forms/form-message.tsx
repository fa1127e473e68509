import { Notice } from "@/components/ui/notice";
import type { FormResult } from "./form-result";

/** The answer that belongs to the whole form; its place is always there, so arrivals are announced. */
export function FormMessage({ result, done }: { result: FormResult | null; done?: string }) {
  const message = result?.message ?? (result?.done ? done : undefined);
  return (
    <div aria-live="polite" className="empty:hidden">
      {message && (
        <Notice tone={result?.done ? "success" : "failure"}>
          <p className="text-ink">{message}</p>
        </Notice>
      )}
    </div>
  );
}
