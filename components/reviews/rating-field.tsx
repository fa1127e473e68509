import { FieldError } from "@/components/ui/field";

/** What each number of stars says, from one to five. */
const WORDS = ["Poor", "Fair", "Good", "Very good", "Excellent"];

/** One to five stars as five radio buttons: the arrows move, and nothing needs a script. */
export function RatingField(props: { name: string; chosen?: string | undefined; error?: string }) {
  return (
    <fieldset aria-describedby={props.error ? "rating-error" : undefined}>
      <legend className="mb-2 font-medium text-15">How was it?</legend>
      <div className="grid max-w-[28rem] grid-cols-5 gap-1.5 max-[23rem]:grid-cols-1">
        {WORDS.map((word, at) => (
          <label
            key={word}
            // All stars up to the chosen one are full; the chosen one alone has a frame.
            className="group relative grid cursor-pointer justify-items-center gap-1 rounded border px-1 py-2.5 text-center max-[23rem]:flex max-[23rem]:items-center max-[23rem]:gap-3 max-[23rem]:px-3 has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2 has-checked:border-accent has-checked:bg-accent-soft hover:bg-sunken [&:has(~label_input:checked)_path]:fill-current has-checked:[&_path]:fill-current"
          >
            <input
              type="radio"
              name={props.name}
              value={at + 1}
              defaultChecked={props.chosen === String(at + 1)}
              required
              className="absolute inset-0 size-full cursor-pointer opacity-0"
            />
            <svg aria-hidden="true" viewBox="0 0 16 16" className="size-7 text-waiting">
              <path
                d="M8 1.3l2 4.4 4.8.5-3.6 3.2 1 4.7L8 11.7l-4.2 2.4 1-4.7L1.2 6.2 6 5.7z"
                fill="none"
                stroke="currentColor"
                strokeLinejoin="round"
              />
            </svg>
            <span className="text-13 text-muted group-has-checked:font-medium group-has-checked:text-ink">
              <span className="sr-only">
                {at + 1} {at === 0 ? "star" : "stars"},{" "}
              </span>
              {word}
            </span>
          </label>
        ))}
      </div>
      <FieldError id="rating-error">{props.error}</FieldError>
    </fieldset>
  );
}
