/** The administrators' pages in the order of their navigation: a new page is one line here. */
export const adminPages = [
  { href: "/admin", label: "Overview" },
  { href: "/admin/alerts", label: "Alerts" },
  { href: "/admin/sessions", label: "Sessions" },
  { href: "/admin/payments", label: "Payments" },
  { href: "/admin/outreach", label: "Outreach" },
  { href: "/admin/collection", label: "Collection" },
  { href: "/admin/profiles", label: "Profiles" },
  { href: "/admin/jobs", label: "Jobs" },
  { href: "/admin/webhooks", label: "Webhooks" },
  { href: "/admin/log", label: "Log" },
] as const;
