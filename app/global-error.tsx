"use client";

import "./globals.css";

type Failure = Error & { digest?: string };

/** Shown when even the layout failed: it brings its own html and leans on nothing else. */
export default function GlobalError({ error, reset }: { error: Failure; reset: () => void }) {
  return (
    <html lang="en">
      <body className="font-sans">
        <title>Colloquy is out of order</title>
        <main className="page max-w-reading py-24" role="alert">
          <h1 className="text-28">Colloquy is out of order for the moment</h1>
          <p className="mt-4 text-17 text-muted">
            Bookings and payments that you have already made are safe. Please try again in a minute.
          </p>
          {error.digest && <p className="mt-4 text-13 text-muted">Code {error.digest}</p>}
          <button
            type="button"
            onClick={reset}
            className="mt-8 min-h-11 rounded bg-accent px-4 font-medium text-on-accent"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
