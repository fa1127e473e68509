/** The administrators' pages in the order of their navigation: a new page is one line here. */
export const adminPages = [
  { href: "/admin/collection", label: "Collection" },
  { href: "/admin/profiles", label: "Profiles" },
] as const;
