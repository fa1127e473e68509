import { expect, test } from "vitest";
import { Mailbox } from "@/e2e/support/mail";
import { startTestSandbox } from "./sandbox";

test("a test sandbox answers, hands out mails, and is gone after close", async () => {
  const sandbox = await startTestSandbox();
  await fetch(`${sandbox.url}/resend/emails`, {
    method: "POST",
    headers: { authorization: "Bearer re_test", "content-type": "application/json" },
    body: JSON.stringify({ from: "a@a.example", to: "b@b.example", subject: "Hi", text: "you" }),
  });
  const mail = await new Mailbox(sandbox.url).waitFor({ to: "b@b.example", subject: "Hi" });
  expect(mail.text).toBe("you");
  await expect(
    new Mailbox(sandbox.url).waitFor({ to: "b@b.example", subject: "Bye" }, 100),
  ).rejects.toThrow('there: "Hi"');
  await sandbox.close();
  await expect(fetch(`${sandbox.url}/_sandbox/health`)).rejects.toThrow();
});
