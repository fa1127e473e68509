import { Hono } from "hono";
import { recordedJson } from "../recorded";
import { ranked, wordsOf } from "../search";
import { organizations } from "../world/organizations";
import type { Organization } from "../world/shapes";

type Wire = Record<string, unknown>;

const recordedOrganization = recordedJson<{ id: string }>("ror-organization-v2.json");
const recordedMatch = recordedJson<Wire>("ror-affiliation-match-v2.json");

/** ROR at `/ror/v2`: what an affiliation names, and an organization by its id. */
export function ror(): Hono {
  const app = new Hono();
  app.get("/ror/v2/organizations", (c) => {
    const affiliation = c.req.query("affiliation") ?? "";
    if (affiliation === "University of California System") return c.json(recordedMatch);
    const found = ranked(organizations, (one) => likeness(one, affiliation));
    const best = found[0]?.score ?? 0;
    // Sure only of the one best match, and only of a whole name.
    const isSure = best === 1 && found[1]?.score !== 1;
    const items = found.map(({ item, score }, index) => ({
      substring: item.name,
      score,
      matching_type: score === 1 ? "EXACT" : "COMMON TERMS",
      chosen: index === 0 && isSure,
      organization: wire(item),
    }));
    return c.json({ number_of_results: items.length, items });
  });
  app.get("/ror/v2/organizations/:id{.+}", (c) => {
    const id = c.req.param("id").split("/").pop();
    const one = organizations.find(({ rorId }) => rorId.endsWith(`/${id}`));
    if (one) return c.json(wire(one));
    return recordedOrganization.id.endsWith(`/${id}`)
      ? c.json(recordedOrganization)
      : c.json({ errors: [`ROR ID '${c.req.param("id")}' does not exist`] }, 404);
  });
  return app;
}

/** 1 when the affiliation holds one of its names whole, less when it holds most words of one. */
function likeness({ name, otherNames }: Organization, affiliation: string): number {
  const written = wordsOf(affiliation);
  const text = ` ${written.join(" ")} `;
  const scores = [name, ...otherNames].map((one) => {
    const words = wordsOf(one);
    if (text.includes(` ${words.join(" ")} `)) return 1;
    return words.filter((word) => written.includes(word)).length / words.length / 1.1;
  });
  const best = Math.max(...scores);
  return best >= 0.5 ? best : 0;
}

function wire(one: Organization): Wire {
  const name = (value: string, types: string[], lang: string | null = null) => ({
    value,
    types,
    lang,
  });
  return {
    admin: {
      created: { date: "2020-04-25", schema_version: "1.0" },
      last_modified: { date: "2026-01-18", schema_version: "2.1" },
    },
    domains: one.domains,
    established: 1948,
    external_ids: [],
    id: one.rorId,
    links: [{ type: "website", value: one.website }],
    locations: [
      {
        geonames_id: 1,
        geonames_details: { country_code: one.countryCode, name: one.name, lat: 0, lng: 0 },
      },
    ],
    names: [
      name(one.name, ["ror_display", "label"], "en"),
      ...one.otherNames.map((other) => name(other, ["alias"])),
    ],
    relationships: [],
    status: "active",
    types: ["education"],
  };
}
