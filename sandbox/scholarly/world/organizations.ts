import { openalexInstitutionId, rorIdOf } from "./ids";
import type { Organization } from "./shapes";

let made = 0;

function organization(
  name: string,
  countryCode: string,
  domain: string,
  otherNames: string[] = [],
): Organization {
  made += 1;
  return {
    rorId: rorIdOf(made),
    openalexId: openalexInstitutionId(made),
    name,
    otherNames,
    countryCode,
    domains: [domain],
    website: `https://www.${domain}/`,
  };
}

/** The one with three hundred authors. */
export const fjordvik = organization("Fjordvik University", "NO", "fjordvik.example", [
  "Universitetet i Fjordvik",
  "UiFv",
]);

export const kyoto = organization("Kamogawa Institute of Technology", "JP", "kamogawa.example", [
  "鴨川工業大学",
]);

/** ROR lists no domains for it, as for most: only its website. */
export const withoutDomains: Organization = {
  ...organization("Halden Marine Station", "NO", "halden-marine.example"),
  domains: [],
};

/** Where the demo's researchers work. */
const ofTheDemo = [
  organization("Bloomsbury Centre for Sleep and Memory", "GB", "bloomsbury-sleep.example"),
  organization("Pacific Crest University", "US", "pacific-crest.example"),
  organization("Fram Polar Research Institute", "NO", "fram-polar.example"),
  organization("Limmat Institute of Molecular Medicine", "CH", "limmat.example"),
  organization("Lothian School of Population Health", "GB", "lothian.example"),
  organization("Front Range Energy Materials Laboratory", "US", "front-range.example"),
  organization("Gianicolo Observatory", "IT", "gianicolo.example"),
  organization("Carpathian Institute of Physiology", "RO", "carpathian.example"),
  organization("Lakeshore University", "US", "lakeshore.example"),
  organization("Vistula Technical University", "PL", "vistula.example"),
  organization("Hudson Museum of Natural History", "US", "hudson-museum.example"),
];

export const organizations = [fjordvik, kyoto, withoutDomains, ...ofTheDemo];

/** One of them, by a name that stands above. */
export function organizationOf(name: string): Organization {
  const found = organizations.find((one) => one.name === name);
  if (!found) throw new Error(`no organization is called ${name}`);
  return found;
}
