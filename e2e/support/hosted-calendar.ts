const stamp = (at: Date) => at.toISOString().replace(/[-:]|\.\d+/g, "");

/** A calendar of somebody's own on the sandbox's host. */
export class HostedCalendar {
  readonly url: string;
  readonly #control: string;

  constructor(sandbox: string, name: string = crypto.randomUUID()) {
    this.url = `${sandbox}/calendars/${name}.ics`;
    this.#control = `${sandbox}/_sandbox/calendars/${name}`;
  }

  /** Writes it anew, with one event for each of these times. */
  async write(...times: { from: Date; to: Date }[]): Promise<void> {
    const events = times.flatMap(({ from, to }, n) => [
      "BEGIN:VEVENT",
      `UID:${n}@calendar.example`,
      `DTSTART:${stamp(from)}`,
      `DTEND:${stamp(to)}`,
      "END:VEVENT",
    ]);
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", ...events, "END:VCALENDAR", ""];
    const response = await fetch(this.#control, { method: "PUT", body: lines.join("\r\n") });
    if (!response.ok) throw new Error(`the calendar was not written: ${response.status}`);
  }

  async remove(): Promise<void> {
    await fetch(this.#control, { method: "DELETE" });
  }
}
