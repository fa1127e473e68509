import { z } from "zod";
import { HealthView } from "@/lib/operations/health-view";
import type { Operation } from "../operation";

export const operationOperations: readonly Operation[] = [
  {
    id: "getHealth",
    method: "get",
    path: "/health",
    tag: "Operation",
    summary: "Whether the service is well",
    description: "503 when the database does not answer; `degraded` when something is late.",
    audience: "anyone",
    otherwise: { status: 503, when: "The database does not answer" },
    answer: HealthView,
  },
  {
    id: "getMetrics",
    method: "get",
    path: "/metrics",
    tag: "Operation",
    summary: "Metrics for Prometheus",
    description: "With `Authorization: Bearer <METRICS_TOKEN>`.",
    audience: "signed",
    answer: z.string(),
    answerType: "text/plain",
    errors: ["UNAUTHENTICATED", "NOT_FOUND"],
  },
  {
    id: "getOpenApi",
    method: "get",
    path: "/openapi.json",
    tag: "Operation",
    summary: "This document",
    audience: "anyone",
    answer: z.looseObject({ openapi: z.string().meta({ examples: ["3.1.0"] }) }),
  },
  {
    id: "receiveStripeEvent",
    method: "post",
    path: "/webhooks/stripe",
    tag: "Webhooks",
    summary: "Stripe's events",
    description:
      "The raw body, signed with `Stripe-Signature`. Duplicates and any order are harmless.",
    audience: "signed",
    body: z.looseObject({ id: z.string(), type: z.string() }),
    answer: z.object({ status: z.literal("success"), message: z.string() }),
    errors: ["INVALID_SIGNATURE", "BUSY"],
  },
  {
    id: "receiveResendEvent",
    method: "post",
    path: "/webhooks/resend",
    tag: "Webhooks",
    summary: "Resend's events",
    description:
      "The raw body, signed with `svix-signature`. Duplicates and any order are harmless.",
    audience: "signed",
    body: z.looseObject({ type: z.string() }),
    answer: z.object({ status: z.literal("success"), message: z.string() }),
    errors: ["INVALID_SIGNATURE", "BUSY"],
  },
];
