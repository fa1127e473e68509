import type { SeedField } from "../seed-data";

export const materialsScience: SeedField = {
  field: "Materials science",
  researchers: [
    {
      slug: "javier-ortega-ruiz",
      name: "Javier Ortega Ruiz",
      position: "Tenured Scientist",
      affiliation: "Manzanares Institute of Photovoltaics",
      timeZone: "Europe/Madrid",
      payoutCountry: "ES",
      bio: "I make perovskite solar cells and then try to destroy them: heat, damp, ultraviolet light, and one summer on a roof in Almería. Our field has too many record efficiencies and too few honest lifetimes. Bring your stability protocol, your encapsulation problem, or a press release you would like read by someone who has broken four thousand cells.",
      expertise: ["perovskite solar cells", "stability testing", "encapsulation", "photovoltaics"],
      achievements: ["Lead author, Almería outdoor ageing protocol, 2023"],
      rateDollars: 120,
      verifiedBy: "institution_email",
      hours: { "1-5": "16:00-19:30" },
      preferences: { sessionMinutes: 30, stepMinutes: 30 },
      reviews: [
        {
          reader: 6,
          weeksAgo: 2,
          rating: 5,
          text: "In thirty minutes he told us which of our five ageing tests to drop and which missing one would sink the paper.",
        },
        {
          reader: 42,
          weeksAgo: 7,
          rating: 5,
          text: "Funny, blunt, and completely on our side. The roof photographs alone were worth it.",
        },
      ],
    },
    {
      slug: "hannah-kowalczyk",
      name: "Hannah Kowalczyk",
      position: "Staff Scientist",
      affiliation: "Front Range Energy Materials Laboratory",
      timeZone: "America/Denver",
      payoutCountry: "US",
      bio: "I work on the interface between lithium metal and ceramic electrolytes, where most solid-state batteries die. With in-situ microscopy we watched dendrites follow grain boundaries that nobody had thought to polish. I am useful to people reading battery claims, planning impedance measurements, or moving from coin cells to something one could sell.",
      expertise: [
        "solid-state batteries",
        "lithium metal",
        "ceramic electrolytes",
        "impedance spectroscopy",
      ],
      achievements: [
        "Seven patents on electrolyte finishing",
        "Rocky Mountain Materials Medal, 2024",
      ],
      rateDollars: 190,
      verifiedBy: "orcid",
      orcid: "0000-0009-0001-0352",
      hours: { "1-4": "07:00-09:00 15:30-17:30" },
      preferences: { sessionMinutes: 60, stepMinutes: 30, windowDays: 90 },
      timeOff: [{ inDays: 40, days: 10, note: "Beam time" }],
      reviews: [
        {
          reader: 15,
          weeksAgo: 4,
          rating: 5,
          text: "I evaluate battery companies for a living. She gave me five questions that separate slides from cells, and I have used them every week since.",
        },
      ],
    },
    {
      slug: "mikko-lehtinen",
      name: "Mikko Lehtinen",
      position: "University Researcher",
      affiliation: "Saimaa Centre for Biobased Materials",
      timeZone: "Europe/Helsinki",
      payoutCountry: "FI",
      bio: "I turn wood into things that used to be plastic: films, foams and fibres from nanocellulose. The hard part is never the strength, it is the water. I am happy to talk about barrier properties, scaling up from grams to kilograms, and life-cycle numbers that do not fall apart when someone asks where the heat came from.",
      expertise: ["nanocellulose", "biobased materials", "packaging", "life-cycle assessment"],
      achievements: ["Pilot line of 200 kg a day, opened 2024"],
      rateDollars: 100,
      hours: { "2-3": "09:00-11:00", "4": "09:00-11:00 17:00-19:00" },
      preferences: { sessionMinutes: 60, stepMinutes: 60, minimumNoticeMinutes: 720 },
      reviews: [
        {
          reader: 29,
          weeksAgo: 10,
          rating: 4,
          text: "Frank about what does not scale. We changed supplier after this conversation.",
        },
      ],
    },
  ],
  unclaimed: [
    {
      slug: "yusuf-demirci",
      name: "Yusuf Demirci",
      affiliation: "Front Range Energy Materials Laboratory",
      expertise: ["solid-state batteries", "electron microscopy"],
    },
  ],
  papers: [
    {
      key: "solar.2023.0150",
      title:
        "A summer on the roof: outdoor ageing of encapsulated perovskite modules in southern Spain",
      venue: "Solar Materials in Practice",
      year: 2023,
      authors: ["@javier-ortega-ruiz", "Nuria Vidal", "Sebastián Roca"],
    },
    {
      key: "solar.2025.0026",
      title: "Four thousand broken cells: a failure atlas for perovskite photovoltaics",
      venue: "Journal of Device Stability",
      year: 2025,
      authors: ["Nuria Vidal", "@javier-ortega-ruiz"],
    },
    {
      key: "battery.2024.0093",
      title: "Lithium dendrites follow unpolished grain boundaries in garnet electrolytes",
      venue: "Interfaces in Energy Storage",
      year: 2024,
      authors: ["@yusuf-demirci", "Alan Trumbull", "@hannah-kowalczyk"],
    },
    {
      key: "battery.2021.0061",
      title: "Reading impedance honestly: a guide to solid-state cells",
      venue: "Electrochemical Methods",
      year: 2021,
      authors: ["@hannah-kowalczyk", "Alan Trumbull"],
    },
    {
      key: "cellulose.2022.0110",
      title:
        "Water, not strength: barrier limits of nanocellulose films at ninety per cent humidity",
      venue: "Biobased Polymers",
      year: 2022,
      authors: ["@mikko-lehtinen", "Sanna Aaltonen", "Piotr Gajda"],
    },
  ],
};
