import { classes } from "./classes";

const sizes = {
  small: "size-8 text-13",
  regular: "size-12 text-17",
  large: "size-20 text-28",
};

const TITLES = new Set(["dr", "prof", "professor", "mr", "ms", "mrs", "mx", "sir", "dame"]);

/** First letters of the first and last names: "Dr Zoë van der Berg" is "ZB". */
export function monogram(name: string): string {
  const words = name
    .split(/[\s,]+/)
    .filter((word) => /\p{L}/u.test(word) && !TITLES.has(word.toLowerCase().replace(/\.$/, "")));
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return picked.map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("");
}

/** A picture, or a monogram on a muted ground. Decorative: the name always stands beside it. */
export function Avatar({
  name,
  src,
  size = "regular",
  className,
}: {
  name: string;
  src?: string | null;
  size?: keyof typeof sizes;
  className?: string;
}) {
  const look = classes("shrink-0 rounded-full bg-sunken", sizes[size], className);
  if (src) {
    return (
      // biome-ignore lint/performance/noImgElement: it is small already; resizing it would cost more than it saves.
      <img
        src={src}
        alt=""
        width={256}
        height={256}
        loading="lazy"
        className={classes(look, "object-cover")}
      />
    );
  }
  return (
    <span
      aria-hidden="true"
      className={classes(
        look,
        "inline-flex select-none items-center justify-center font-serif text-muted tracking-wide",
      )}
    >
      {monogram(name)}
    </span>
  );
}
