import type { Metadata } from "next";
import { AskPage, type Search } from "@/app/_pages/profile-request/ask-page";

export const metadata: Metadata = { title: "Remove my profile", robots: { index: false } };

export default function RemoveProfilePage({ searchParams }: { searchParams: Search }) {
  return <AskPage kind="removal" search={searchParams} />;
}
