import type { Metadata } from "next";
import type { Search } from "@/app/_pages/profile-request/ask-page";
import { ConfirmPage } from "@/app/_pages/profile-request/confirm-page";

// The address holds a secret: it must not travel on to other sites.
export const metadata: Metadata = {
  title: "This is me",
  referrer: "same-origin",
  robots: { index: false },
};

export default function ConfirmClaimPage({ searchParams }: { searchParams: Search }) {
  return <ConfirmPage kind="claim" search={searchParams} />;
}
