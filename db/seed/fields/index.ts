import type { SeedField } from "../seed-data";
import { astrophysics } from "./astrophysics";
import { climateScience } from "./climate-science";
import { economics } from "./economics";
import { genomics } from "./genomics";
import { machineLearning } from "./machine-learning";
import { materialsScience } from "./materials-science";
import { neuroscience } from "./neuroscience";
import { publicHealth } from "./public-health";

/** Everyone and everything in the demo's directory; all of it invented. */
export const seedFields: SeedField[] = [
  neuroscience,
  climateScience,
  machineLearning,
  genomics,
  economics,
  materialsScience,
  astrophysics,
  publicHealth,
];
