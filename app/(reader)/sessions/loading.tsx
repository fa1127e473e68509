import { SessionsSkeleton } from "@/components/sessions/sessions-skeleton";

export default function LoadingSessions() {
  return <SessionsSkeleton title="My sessions" />;
}
