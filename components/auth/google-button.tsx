"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";

/** Goes on with a Google account; next-auth's client is loaded when it is asked for. */
export function GoogleButton({ callbackUrl }: { callbackUrl: string }) {
  const [pending, setPending] = useState(false);
  async function go() {
    setPending(true);
    try {
      const { signIn } = await import("next-auth/react");
      await signIn("google", { callbackUrl });
    } catch {
      setPending(false);
    }
  }
  return (
    <Button
      variant="secondary"
      className="w-full"
      pending={pending}
      pendingLabel="Going to Google"
      onClick={go}
    >
      Continue with Google
    </Button>
  );
}
