/** The dashboard's pages in the order of its navigation: a new page is one line here. */
export const dashboardPages = [
  { href: "/dashboard", label: "Overview" },
  { href: "/dashboard/availability", label: "Availability" },
  { href: "/dashboard/calendars", label: "Calendars" },
  { href: "/dashboard/bookings", label: "Bookings" },
  { href: "/dashboard/profile", label: "Profile" },
  { href: "/dashboard/verification", label: "Verification" },
  { href: "/dashboard/reviews", label: "Reviews" },
  { href: "/dashboard/earnings", label: "Earnings" },
] as const;
