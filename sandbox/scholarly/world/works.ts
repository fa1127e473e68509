import { openalexWorkId } from "./ids";
import * as who from "./people";
import { type Author, indexes, type Person, type Work } from "./shapes";

let made = 0;

type Details = Partial<Omit<Work, "title" | "authors">>;

function work(title: string, authors: (Person | Author)[], details: Details = {}): Work {
  made += 1;
  return {
    title,
    doi: null,
    arxivId: null,
    openalexId: openalexWorkId(made),
    year: 2024,
    venue: "Journal of Fjord Science",
    isRetracted: false,
    knownTo: ["openalex", "crossref", "semantic_scholar"],
    authors: authors.map((author) => ("person" in author ? author : { person: author })),
    ...details,
  };
}

const byHand = [
  work(
    "Meltwater pathways beneath a surging tidewater glacier",
    [who.ingrid, { person: who.yumi, asPrinted: "田中 由美" }, who.weiZhangGlaciers],
    { doi: "10.5555/fjordvik.2025.014", year: 2025, knownTo: indexes, arxivId: "2501.04417" },
  ),
  work(
    "Speckle statistics of partially coherent light in turbid fjord water",
    [who.weiZhangOptics, { person: who.bjarne, wrongOrcid: who.bjarte.orcid ?? "" }],
    { doi: "10.5555/fjordvik.2024.101", venue: "Optics Letters of the North" },
  ),
  work("Absolute frequency of a fjord-cooled reference laser", [who.bjarte, who.bjarne], {
    doi: "10.5555/fjordvik.2023.058",
    year: 2023,
    venue: "Optics Letters of the North",
  }),
  work("Room-temperature ice that does not melt", [who.weiZhangGlaciers, who.suharyono], {
    doi: "10.5555/fjordvik.2021.007",
    year: 2021,
    isRetracted: true,
  }),
  work("Early break-up of lake ice in the winter of 2026", [who.unknownToOpenalex, who.olga], {
    doi: "10.5555/fjordvik.2026.002",
    year: 2026,
    knownTo: ["crossref"],
  }),
  work("A bound on the calving rate of grounded ice cliffs", [who.ingrid, who.halvard], {
    arxivId: "2601.01234",
    year: 2026,
    venue: "arXiv",
    knownTo: ["arxiv"],
  }),
  work("Learning firn density from passive microwaves", [who.weiZhangGlaciers, who.priya], {
    doi: "10.48550/arxiv.2503.04567",
    arxivId: "2503.04567",
    year: 2025,
    venue: "arXiv (Cornell University)",
    knownTo: ["openalex", "semantic_scholar", "arxiv"],
  }),
  // One title, two works: whoever asks by the title has to choose.
  work("Sea ice thickness from satellite altimetry", [who.olga, who.ingrid], {
    doi: "10.5555/fjordvik.2019.031",
    year: 2019,
  }),
  work("Sea ice thickness from satellite altimetry", [who.halvard, who.olga], {
    doi: "10.5555/fjordvik.2024.077",
    venue: "Polar Measurements",
  }),
  work("The <i>Laminaria</i> &amp; light experiment", [who.halvard], {
    doi: "10.5555/fjordvik.2022.044",
    year: 2022,
  }),
  work("Slow oscillations in the polar night", [who.amara, who.olga], {
    doi: "10.5555/fjordvik.2025.090",
    year: 2025,
    venue: "Sleep at High Latitudes",
  }),
  work("A census of fjords", who.crowd.slice(0, 150), {
    doi: "10.5555/fjordvik.2020.001",
    year: 2020,
    group: "The Fjord Census Collaboration",
  }),
];

const THINGS = ["Sediment", "Snow", "Plankton", "Bedrock", "Meltwater", "Kelp", "Permafrost"];
const MATTERS = ["transport", "budgets", "memory", "layering", "chemistry"];
const PLACES = ["inner fjord", "outer coast", "high plateau", "river mouth", "valley floor"];

/** Each of the crowd leads two papers, with the two who come after. */
const ofTheCrowd = who.crowd.flatMap((lead, index) =>
  [0, 1].map((round) => {
    const number = index * 2 + round;
    const others = [1, 2].map((step) => who.crowd[(index + step) % who.crowd.length] ?? lead);
    const title = `${THINGS[number % THINGS.length]} ${MATTERS[number % MATTERS.length]} of the ${
      PLACES[(number + round) % PLACES.length]
    }, part ${1 + number}`;
    return work(title, [lead, ...others], {
      doi: `10.5555/fjordvik.series.${String(number + 1).padStart(4, "0")}`,
      year: 2005 + (number % 20),
    });
  }),
);

export const works: Work[] = [...byHand, ...ofTheCrowd];
