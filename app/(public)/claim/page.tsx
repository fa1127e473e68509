import type { Metadata } from "next";
import { AskPage, type Search } from "@/app/_pages/profile-request/ask-page";

export const metadata: Metadata = { title: "This is me", robots: { index: false } };

export default function ClaimPage({ searchParams }: { searchParams: Search }) {
  return <AskPage kind="claim" search={searchParams} />;
}
