import { redirect } from "next/navigation";
import { adminPages } from "./pages";

/** The administrators' pages begin with the first of them. */
export default function AdminPage() {
  redirect(adminPages[0].href);
}
