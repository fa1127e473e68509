import { SessionsSkeleton } from "@/components/sessions/sessions-skeleton";

export default function LoadingBookings() {
  return <SessionsSkeleton title="Bookings" />;
}
