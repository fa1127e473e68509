import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { CalendarAddress, shortAddress } from "./calendar-address";
import { FETCH_LIMITS, fetchCalendar, type Version } from "./fetch-calendar";
import { isPublicAddress } from "./is-public-address";
import type { Resolve } from "./resolve-host";

describe("addresses of the public internet", () => {
  test.each(["8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.1", "2a00:1450:4001:80b::200e"])(
    "%s is one",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );
  test.each([
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.168.1.1",
    "198.18.0.1",
    "203.0.113.9",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "100::1",
    "fe80::1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "3fff::1",
    "localhost",
    "",
  ])("%s is none", (address) => expect(isPublicAddress(address)).toBe(false));
});

describe("a calendar's address", () => {
  const read = (text: string) => CalendarAddress.safeParse(text);
  test.each([
    [
      "webcal://p01-calendars.icloud.com/published/2/x",
      "https://p01-calendars.icloud.com/published/2/x",
    ],
    [
      " https://calendar.google.com/calendar/ical/a%40b.c/private-1/basic.ics ",
      "https://calendar.google.com/calendar/ical/a%40b.c/private-1/basic.ics",
    ],
    ["http://example.org:8008/me.ics#top", "http://example.org:8008/me.ics"],
  ])("%s is taken", (text, url) => expect(read(text).data).toBe(url));
  test.each([
    "",
    "calendar",
    "ftp://example.org/me.ics",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://me:secret@example.org/me.ics",
    "https://me@example.org/me.ics",
    "http://example.org:25/",
    "http://example.org:6/",
    `https://example.org/${"a".repeat(2000)}`,
  ])("%s is refused", (text) => expect(read(text).success).toBe(false));

  test("is shown without what makes it secret", () => {
    const google = "https://calendar.google.com/calendar/ical/a%40b.c/private-1/basic.ics";
    expect(shortAddress(google)).toBe("https://calendar.google.com/…/basic.ics");
    expect(shortAddress(`https://example.org/${"k3".repeat(20)}?key=1`)).toBe(
      "https://example.org/…",
    );
    expect(shortAddress("https://example.org/me.ics?key=1")).toBe("https://example.org/me.ics");
  });
});

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** Serves on 127.0.0.1; returns the port. */
function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)),
  );
}

const UNKNOWN: Version = { etag: null, lastModified: null };
const FILE = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";
const local: Resolve = async () => [{ address: "127.0.0.1", family: 4 }];
const problemOf = (call: Promise<unknown>) =>
  call.then(
    () => "none",
    (error) => error.problem ?? error,
  );

describe("private addresses are refused", () => {
  const reach = (url: string, resolve?: Resolve) =>
    problemOf(fetchCalendar(url, UNKNOWN, { allowedHosts: [], ...(resolve ? { resolve } : {}) }));

  test.each([
    "http://127.0.0.1/",
    "http://127.1/",
    "http://0x7f.1/",
    "http://2130706433/",
    "http://017700000001/",
    "http://0/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/",
    "http://10.0.0.1:8080/",
    "http://localhost/",
  ])("%s", async (url) => expect(await reach(url)).toBe("not-public"));

  test.each([
    ["a name that leads to one", ["10.0.0.8"]],
    ["one among several answers", ["93.184.215.14", "127.0.0.1"]],
    ["the same in IPv6", ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:10.0.0.1"]],
  ])("%s", async (_, addresses) => {
    const resolve: Resolve = async () => addresses.map((address) => ({ address, family: 4 }));
    expect(await reach("http://calendar.example/", resolve)).toBe("not-public");
  });

  test("at the end of a redirect, however it is written", async () => {
    for (const target of [
      "http://127.0.0.1:9009/",
      "http://[::1]/",
      "//169.254.169.254/",
      "http://10.1/",
    ]) {
      const port = await serve((_, answer) => answer.writeHead(302, { location: target }).end());
      const call = fetchCalendar(`http://calendar.example:${port}/`, UNKNOWN, {
        allowedHosts: [`calendar.example:${port}`],
        resolve: local,
      });
      expect(await problemOf(call), target).toBe("not-public");
    }
  });

  test("also when the name of before now has another answer", async () => {
    const asked: string[] = [];
    const port = await serve((request, answer) =>
      request.url === "/"
        ? answer.writeHead(302, { location: `http://moving.example:${port}/x` }).end()
        : answer.end(FILE),
    );
    const resolve: Resolve = async (name) => {
      asked.push(name);
      return [{ address: "127.0.0.1", family: 4 }];
    };
    const reach = { allowedHosts: [`calendar.example:${port}`], resolve };
    const call = fetchCalendar(`http://calendar.example:${port}/`, UNKNOWN, reach);
    expect(await problemOf(call)).toBe("not-public");
    expect(asked).toEqual(["calendar.example", "moving.example"]);
  });
});

describe("reading", () => {
  /** A name that only the given answer leads anywhere with: whoever asked again would find nothing. */
  const read = async (
    listener: RequestListener,
    options: { known?: Version; limits?: Partial<typeof FETCH_LIMITS>; resolve?: Resolve } = {},
  ) => {
    const port = await serve(listener);
    return fetchCalendar(`http://calendar.example:${port}/me.ics`, options.known ?? UNKNOWN, {
      allowedHosts: [`calendar.example:${port}`],
      resolve: options.resolve ?? local,
      limits: { ...FETCH_LIMITS, ...options.limits },
    });
  };

  test("connects to the address that was looked at, and names the host", async () => {
    let asked = 0;
    let host = "";
    const result = await read(
      (request, answer) => {
        host = request.headers.host ?? "";
        answer.writeHead(200, { etag: '"1"', "last-modified": "yesterday" }).end(FILE);
      },
      { resolve: async (name) => (asked++ === 0 ? local(name) : []) },
    );
    expect(result).toEqual({
      kind: "calendar",
      text: FILE,
      etag: '"1"',
      lastModified: "yesterday",
    });
    expect(host).toMatch(/^calendar\.example:\d+$/);
    expect(asked).toBe(1);
  });

  test("asks for changes only, and hears that there are none", async () => {
    const known = { etag: '"1"', lastModified: "Mon, 02 Mar 2026 10:00:00 GMT" };
    const result = await read(
      ({ headers }, answer) => {
        const asked = [headers["if-none-match"], headers["if-modified-since"]];
        answer.writeHead(`${asked}` === `${[known.etag, known.lastModified]}` ? 304 : 500).end();
      },
      { known },
    );
    expect(result).toEqual({ kind: "unchanged" });
    expect(await problemOf(read((_, answer) => answer.writeHead(304).end()))).toBe("unexpected");
  });

  test("follows three redirects, and no fourth", async () => {
    const hops = (count: number) =>
      read(({ url = "" }, answer) => {
        const hop = Number(/\d+$/.exec(url)?.[0] ?? 0);
        if (hop < count) answer.writeHead(301, { location: `/hop-${hop + 1}` }).end();
        else answer.end(FILE);
      });
    expect(await hops(3)).toMatchObject({ text: FILE });
    expect(await problemOf(hops(4))).toBe("misled");
  });

  test.each(["ftp://example.org/", "file:///etc/passwd", "http://me:pw@example.org/"])(
    "follows no redirect to %s",
    async (location) =>
      expect(await problemOf(read((_, answer) => answer.writeHead(302, { location }).end()))).toBe(
        "misled",
      ),
  );

  test.each([
    [401, "refused"],
    [403, "refused"],
    [404, "missing"],
    [410, "missing"],
    [429, "throttled"],
    [500, "failing"],
    [503, "failing"],
    [204, "unexpected"],
  ])("%s is %s", async (status, problem) =>
    expect(await problemOf(read((_, answer) => answer.writeHead(status).end()))).toBe(problem),
  );

  test("keeps how long to stay away", async () => {
    const call = read((_, answer) => answer.writeHead(429, { "retry-after": "120" }).end());
    await expect(call).rejects.toMatchObject({ retryAfterMs: 120_000 });
  });

  test("stops at the limit of size, announced or not, and takes nothing packed", async () => {
    const limits = { bytes: 100_000 };
    const announced = read(
      (_, answer) => answer.writeHead(200, { "content-length": 1e9 }).write("x"),
      { limits },
    );
    expect(await problemOf(announced)).toBe("too-large");
    let sent = 0;
    const endless = read(
      (_, answer) => {
        const more = () => {
          while (answer.write("x".repeat(16_384))) sent += 16_384;
        };
        answer.on("drain", more);
        more();
      },
      { limits },
    );
    expect(await problemOf(endless)).toBe("too-large");
    expect(sent).toBeLessThan(50_000_000);
    const packed = read((_, answer) =>
      answer.writeHead(200, { "content-encoding": "gzip" }).end("x"),
    );
    expect(await problemOf(packed)).toBe("unexpected");
  });

  test.each<[string, RequestListener]>([
    ["says nothing", () => {}],
    ["says its heads and no more", (_, answer) => answer.writeHead(200).flushHeaders()],
    [
      "sends a line now and then",
      (_, answer) => {
        const timer = setInterval(() => answer.write("X-MORE:1\r\n"), 20);
        answer.on("close", () => clearInterval(timer));
      },
    ],
  ])("gives up on a server that %s", async (_, listener) => {
    expect(await problemOf(read(listener, { limits: { totalMs: 300 } }))).toBe("slow");
  });

  test("gives up on names that take too long, or lead nowhere", async () => {
    const never: Resolve = () => new Promise(() => {});
    expect(await problemOf(read(() => {}, { resolve: never, limits: { totalMs: 100 } }))).toBe(
      "slow",
    );
    const unknown: Resolve = () => Promise.reject(new Error("ENOTFOUND"));
    expect(await problemOf(read(() => {}, { resolve: unknown }))).toBe("unreachable");
  });

  test("takes no answer that changes the protocol, and waits for no other", async () => {
    const switching = read(({ socket }) => {
      socket.end("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n");
    });
    expect(await problemOf(switching)).toBe("unexpected");
  });

  test("tells an answer cut off, and nobody there", async () => {
    const cut = read((_, answer) => {
      answer.writeHead(200, { "content-length": 1000 });
      answer.write("BEGIN:VCALENDAR", () => answer.destroy());
    });
    expect(await problemOf(cut)).toBe("cut-off");
    const none = await serve(() => {});
    servers.pop()?.close();
    const call = fetchCalendar(`http://127.0.0.1:${none}/`, UNKNOWN, {
      allowedHosts: ["127.0.0.1"],
    });
    expect(await problemOf(call)).toBe("unreachable");
  });
});
