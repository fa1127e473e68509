import { beforeAll } from "vitest";
import { stranger } from "../support/api";
import { inviteResearcher } from "../support/invitation";
import { newAdmin, newOwner, newReader, type Person } from "../support/people";
import {
  collecting,
  collectingInstitution,
  enveloped,
  outreachRequest,
  ownProfile,
} from "../support/shapes";
import { sql } from "../support/stack";
import { type Exchange, type Given, testExchanges } from "./exchange";
import { PROFILE } from "./john-smith";

let admin: Person;
beforeAll(async () => {
  admin = await newAdmin();
});

const anAdmin = async (): Promise<Given> => ({ caller: admin.api, values: {} });

async function aResearcher(): Promise<Given> {
  // Collecting the same person twice at a time is one collection.
  const email = `john.smith-${crypto.randomUUID()}@stanford.example`;
  return { caller: (await newOwner()).api, values: { email } };
}

async function aPaper(): Promise<Given> {
  const reader = await newReader();
  const [paper] = await sql<{ id: string }[]>`
    insert into papers (title, author_names)
    values ('Deep Learning Applications', '{John Smith}') returning id`;
  const email = `researcher-${crypto.randomUUID()}@university.example`;
  const values = { reader_id: reader.userId, paper_id: paper?.id ?? "", email };
  return { caller: reader.api, values };
}

async function anInvitation(): Promise<Given> {
  const { email, token } = await inviteResearcher();
  return { caller: stranger, values: { email, token } };
}

const table: Exchange[] = [
  {
    section: "Collect Researcher Data",
    method: "POST",
    path: "/api/v1/consulting/researchers/collect",
    short: "/api/researchers/collect",
    given: aResearcher,
    body: {
      name: "John Smith",
      affiliation: "Stanford University",
      paper_title: "Deep Learning Applications in Computational Biology",
      position: "Professor",
      email: "{email}",
      run_in_background: true,
    },
    status: 200,
    shown: {
      success: true,
      message: "Researcher data collection started for John Smith",
      data: { status: "processing", researcher_id: "uuid" },
    },
    shape: enveloped(collecting, "Researcher data collection started for John Smith"),
  },
  {
    section: "Collect Researchers by Institution",
    method: "POST",
    path: "/api/v1/consulting/researchers/collect-by-institution",
    short: "/api/researchers/collect-by-institution",
    given: anAdmin,
    body: { institution: "Stanford University", position: "Professor", limit: 10 },
    status: 200,
    shown: {
      success: true,
      message: "Data collection for institution Stanford University started in background",
      data: { status: "background_started", institution: "Stanford University", limit: 10 },
    },
    shape: enveloped(
      collectingInstitution,
      "Data collection for institution Stanford University started in background",
    ),
  },
  {
    section: "Create Outreach Request",
    method: "POST",
    path: "/api/v1/consulting/outreach",
    given: aPaper,
    body: { researcher_email: "{email}", paper_id: "{paper_id}" },
    status: 201,
    shown: {
      success: true,
      message: "Outreach request created and email sent to researcher",
      data: {
        id: "uuid",
        user_id: "{reader_id}",
        researcher_email: "{email}",
        paper_id: "{paper_id}",
        status: "pending",
        created_at: "2023-06-01T12:00:00Z",
        updated_at: "2023-06-01T12:00:00Z",
      },
    },
    shape: enveloped(outreachRequest, "Outreach request created and email sent to researcher"),
  },
  {
    section: "Register Researcher",
    method: "POST",
    path: "/api/v1/auth/register-researcher",
    given: anInvitation,
    body: {
      name: "John Smith",
      email: "{email}",
      bio: "Professor of AI...",
      expertise: ["Machine Learning", "NLP"],
      achievements: ["Award 1", "Publication 2"],
      availability: {
        monday: ["09:00-10:00", "14:00-15:00"],
        tuesday: ["10:00-11:00", "15:00-16:00"],
      },
      rate: 150.0,
      token: "{token}",
    },
    status: 201,
    shown: {
      success: true,
      message: "Researcher profile created successfully",
      data: { id: "uuid", email: "{email}", ...PROFILE },
    },
    shape: enveloped(ownProfile, "Researcher profile created successfully"),
  },
];

testExchanges(table);
