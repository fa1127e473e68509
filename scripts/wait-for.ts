/**
 * Waits until an address answers with a status that suits; 0 stands for no answer. Throws with the
 * last answer after `patienceMs`.
 */
export async function answers(
  url: string,
  suits: (status: number) => boolean,
  patienceMs = 120_000,
): Promise<void> {
  let last = "no answer";
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; ) {
    const { status, text } = await ask(url);
    if (suits(status)) return;
    last = status ? `${status} ${text.slice(0, 500)}` : text;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} did not become ready: ${last}`);
}

async function ask(url: string): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    return { status: 0, text: error instanceof Error ? error.message : "no answer" };
  }
}

/** Has the sandbox's engine ask the application for its functions. Throws when either refuses. */
export async function requestSync(sandbox: string, url: string): Promise<void> {
  const response = await fetch(`${sandbox}/_sandbox/inngest/sync`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ url }),
    signal: AbortSignal.timeout(120_000),
  });
  if (!response.ok) {
    throw new Error(`The background jobs could not be registered: ${await response.text()}`);
  }
}
