import { encodeSlotId } from "@/lib/availability/slot-id";

/** A JSON Schema as zod writes it, as far as examples need it. */
export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  format?: string;
  default?: unknown;
  examples?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  minimum?: number;
  [more: string]: unknown;
};

const ID = "7f9c24e5-1b2a-4c3d-8e4f-5a6b7c8d9e0f";
const SLOT_ID = encodeSlotId({
  researcherId: ID,
  startsAt: Date.parse("2026-06-10T14:00:00Z"),
  endsAt: Date.parse("2026-06-10T15:00:00Z"),
});

/** What a field of this name looks like, wherever it stands. */
const samples: Record<string, unknown> = {
  access_token: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3Zjlj.c2lnbmF0dXJl",
  address: "john.smith@university.edu",
  achievements: ["Fellow of the Royal Society"],
  affiliation: "Stanford University",
  amount: 150,
  availability: { monday: ["09:00-10:00", "14:00-15:00"], tuesday: ["10:00-11:00"] },
  bio: "Professor of machine learning.",
  buffer_after_minutes: 10,
  buffer_before_minutes: 5,
  cancel_reason: null,
  client_secret: "pi_3PqXYZ_secret_abc123",
  currency: "usd",
  doi: "10.1038/s41586-020-2649-2",
  email: "john.smith@university.edu",
  end_date: "2026-06-14",
  end_time: "2026-06-10T15:00:00Z",
  expertise: ["Machine learning", "Computational biology"],
  field: "Computer science",
  hours: ["09:00-12:00", "14:00-17:00"],
  institution: "Stanford University",
  local_end_time: "2026-06-10T16:00:00+01:00",
  local_start_time: "2026-06-10T15:00:00+01:00",
  message: "What was done, in a sentence",
  month: "2026-06",
  name: "John Smith",
  next_cursor: null,
  note: "Conference",
  orcid: "0000-0002-1825-0097",
  paper_title: "Deep learning applications in computational biology",
  password: "correct horse battery",
  payment_intent_id: "pi_3PqXYZ",
  payout_country: "US",
  position: "Professor",
  query: "machine learning",
  questions: "How did you choose the prior?",
  rate: 150,
  rating: 5,
  reader_name: "Ada L.",
  reason: "I am travelling that week.",
  refresh_token: "7f9c24e5-1b2a-4c3d-8e4f-5a6b7c8d9e0f.c2VjcmV0.bWFj",
  researcher_email: "researcher@university.edu",
  researcher_name: "John Smith",
  slug: "john-smith",
  start_date: "2026-06-08",
  start_time: "2026-06-10T14:00:00Z",
  text: "Patient, clear and to the point.",
  time_slot_id: SLOT_ID,
  time_zone: "Europe/Lisbon",
  timezone: "Europe/Lisbon",
  title: "Deep learning applications in computational biology",
  token: "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJqdGkiOiI3.c2lnbmF0dXJl",
  url: "https://calendar.example/john.ics",
  zoom_link: "https://zoom.us/j/85746065432",
};

const formats: Record<string, unknown> = {
  uuid: ID,
  "date-time": "2026-06-10T12:00:00Z",
  date: "2026-06-10",
  email: "john.smith@university.edu",
  uri: "https://colloquy.example/researchers/john-smith",
};

/** An example of a schema; `schemas` resolves its references, `name` is the field that it describes. */
export function exampleOf(
  schema: JsonSchema,
  schemas: Record<string, JsonSchema>,
  name = "",
): unknown {
  if (schema.$ref)
    return exampleOf(schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {}, schemas, name);
  if (schema.const !== undefined) return schema.const;
  if (schema.examples) return schema.examples[0];
  if (schema.enum) return schema.enum[0];
  const options = schema.anyOf ?? schema.oneOf;
  const sample = samples[name];
  if (sample !== undefined && fits(sample, schema)) return sample;
  if (options) return exampleOf(options[0] ?? {}, schemas, name);
  if (schema.default !== undefined) return schema.default;
  return ofType([schema.type].flat()[0], schema, schemas, name);
}

function ofType(
  type: string | undefined,
  schema: JsonSchema,
  schemas: Record<string, JsonSchema>,
  name: string,
): unknown {
  switch (type) {
    case "object": {
      const properties = Object.entries(schema.properties ?? {});
      return Object.fromEntries(
        properties.map(([key, each]) => [key, exampleOf(each, schemas, key)]),
      );
    }
    case "array":
      return schema.items ? [exampleOf(schema.items, schemas, name.replace(/s$/, ""))] : [];
    case "string":
      return (schema.format && formats[schema.format]) ?? "text";
    case "integer":
    case "number":
      return Math.max(schema.minimum ?? 0, 1);
    case "boolean":
      return true;
    default:
      return null;
  }
}

/** Whether a sample is of a type that the schema takes. */
function fits(sample: unknown, schema: JsonSchema): boolean {
  const formats = [schema, ...(schema.anyOf ?? [])].flatMap(({ format }) => format ?? []);
  if (formats.includes("date-time")) return String(sample).includes("T");
  const types = [schema, ...(schema.anyOf ?? [])].flatMap(({ type }) => type ?? []);
  if (sample === null) return types.includes("null");
  if (Array.isArray(sample)) return types.includes("array");
  if (typeof sample === "number") return types.includes("number") || types.includes("integer");
  return types.includes(typeof sample);
}
