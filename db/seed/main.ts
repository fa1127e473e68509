import { seedDemo } from "./seed-demo";

const url = process.env.DATABASE_URL;
if (!url) {
  console.error("DATABASE_URL is missing: the database to seed");
  process.exit(1);
}
const added = await seedDemo(url);
console.log(added > 0 ? `Seeded ${added} researchers.` : "Already seeded; nothing changed.");
