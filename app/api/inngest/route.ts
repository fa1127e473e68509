import { serve } from "inngest/next";
import { functions } from "@/lib/jobs";
import { inngest } from "@/lib/platform/inngest";

export const { GET, POST, PUT } = serve({ client: inngest, functions });
