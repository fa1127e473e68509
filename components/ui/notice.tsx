import type { ReactNode } from "react";
import { classes } from "./classes";

export type NoticeTone = "info" | "waiting" | "failure" | "success";

const tones = {
  info: { box: "border-l-outline bg-sunken", mark: "text-muted", word: "Note" },
  waiting: { box: "border-l-waiting bg-waiting-soft", mark: "text-waiting", word: "Waiting" },
  failure: { box: "border-l-failure bg-failure-soft", mark: "text-failure", word: "Problem" },
  success: { box: "border-l-accent bg-accent-soft", mark: "text-accent", word: "Done" },
} satisfies Record<NoticeTone, { box: string; mark: string; word: string }>;

const shapes = {
  info: <path d="M8 7.2v4.3M8 4.4v.9" />,
  waiting: <path d="M8 4v4.4l2.8 1.6" />,
  failure: <path d="M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6" />,
  success: <path d="M4.6 8.3l2.4 2.4 4.4-5" />,
} satisfies Record<NoticeTone, ReactNode>;

type NoticeProps = {
  tone?: NoticeTone;
  /** What happened, in one line. */
  title?: ReactNode;
  /** What was kept and what to do next. */
  children?: ReactNode;
  /** For a message that appears after the page was read: failures interrupt, the rest wait their turn. */
  live?: boolean;
  className?: string;
};

/** A message set apart, told by its words and the mark's shape as well as by colour. */
export function Notice({ tone = "info", title, children, live, className }: NoticeProps) {
  const look = tones[tone];
  return (
    <div
      role={live ? (tone === "failure" ? "alert" : "status") : undefined}
      className={classes(
        "flex gap-3 rounded-r border-l-2 py-3 pr-4 pl-3.5 text-15",
        look.box,
        className,
      )}
    >
      <svg
        role="img"
        aria-label={look.word}
        viewBox="0 0 16 16"
        className={classes("mt-1 size-4 shrink-0", look.mark)}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <circle cx="8" cy="8" r="7" />
        {shapes[tone]}
      </svg>
      <div className="wrap-anywhere min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children && (
          <div className={classes(Boolean(title) && "mt-0.5 text-muted")}>{children}</div>
        )}
      </div>
    </div>
  );
}
