import type { SeedField } from "../seed-data";

export const astrophysics: SeedField = {
  field: "Astrophysics",
  researchers: [
    {
      slug: "beatrice-lombardi",
      name: "Beatrice Lombardi",
      position: "Researcher",
      affiliation: "Gianicolo Observatory",
      timeZone: "Europe/Rome",
      payoutCountry: "IT",
      bio: "I read the air of planets around other stars from the light that passes through it, and argue about which molecules are really there. Our re-analysis of three well-known spectra removed two claimed detections and added one. Ask me about transmission spectroscopy, stellar contamination, retrieval codes, or what a biosignature would have to look like to convince me.",
      expertise: [
        "exoplanet atmospheres",
        "transmission spectroscopy",
        "retrieval",
        "biosignatures",
      ],
      achievements: ["Principal investigator, 86 hours of space telescope time"],
      rateDollars: 110,
      verifiedBy: "institution_email",
      hours: { "1": "10:00-13:00", "3": "10:00-13:00", "5": "15:00-18:00" },
      preferences: { sessionMinutes: 60, stepMinutes: 60 },
      reviews: [
        {
          reader: 4,
          weeksAgo: 3,
          rating: 5,
          text: "My astronomy club pooled the fee. She answered nineteen questions, including the silly ones, with equal seriousness.",
          questions:
            "How sure are we about water on sub-Neptunes, and what would change your mind?",
        },
        {
          reader: 46,
          weeksAgo: 9,
          rating: 5,
          text: "Went through my retrieval line by line and found a prior I did not know I had.",
        },
      ],
    },
    {
      slug: "owen-tremblay",
      name: "Owen Tremblay",
      position: "Assistant Professor of Physics",
      affiliation: "Burrard Radio Astronomy Group",
      timeZone: "America/Vancouver",
      payoutCountry: "CA",
      bio: "I hunt fast radio bursts: flashes from distant galaxies that last a thousandth of a second and come without warning. My part is the software that decides in real time which two of a billion candidates to keep. I enjoy questions about dispersion, localisation, and running a classifier on a telescope that never sleeps.",
      expertise: [
        "fast radio bursts",
        "radio astronomy",
        "real-time classification",
        "signal processing",
      ],
      achievements: ["Co-discoverer of 37 repeating sources"],
      rateDollars: 150,
      verifiedBy: "orcid",
      orcid: "0000-0009-0001-007X",
      hours: { "0": "17:00-21:00", "2": "19:00-21:30", "3": "19:00-21:30" },
      preferences: { sessionMinutes: 30, stepMinutes: 30, bufferAfterMinutes: 5 },
      reviews: [
        {
          reader: 20,
          weeksAgo: 6,
          rating: 4,
          text: "Great fun and very concrete about latency budgets. We borrowed his two-stage filter for a seismic network.",
        },
      ],
    },
    {
      slug: "sofie-kjaer",
      name: "Sofie Kjær",
      position: "Associate Professor",
      affiliation: "Øresund Cosmology Centre",
      timeZone: "Europe/Copenhagen",
      payoutCountry: "DK",
      bio: "I weigh clusters of galaxies by the way they bend the light behind them. It sounds settled and is not: two careful methods still differ by fifteen per cent, and finding out why is most of my work. I can help with shape measurement, photometric redshifts, blinding an analysis, and explaining dark matter to people who have heard it explained badly.",
      expertise: [
        "gravitational lensing",
        "galaxy clusters",
        "dark matter",
        "photometric redshifts",
      ],
      achievements: ["Analysis lead, Nordic Lensing Survey", "Public Science Medal of Funen, 2021"],
      rateDollars: 130,
      hours: { "1-3": "12:30-15:30", "4": "18:00-20:00" },
      preferences: { sessionMinutes: 90, stepMinutes: 30, dailyMaximum: 1 },
      reviews: [
        {
          reader: 38,
          weeksAgo: 5,
          rating: 5,
          text: "She blinded my analysis with me during the session. I have not looked at the answer since, and I sleep better.",
        },
      ],
    },
  ],
  unclaimed: [
    {
      slug: "ruth-abernathy",
      name: "Ruth Abernathy",
      affiliation: "Gianicolo Observatory",
      expertise: ["exoplanet atmospheres", "stellar activity"],
    },
  ],
  papers: [
    {
      key: "exo.2024.0047",
      title:
        "Three spectra revisited: stellar contamination removes two molecular detections and reveals one",
      venue: "Planets and Their Stars",
      year: 2024,
      authors: ["@beatrice-lombardi", "@ruth-abernathy", "Carlo Benedetti"],
    },
    {
      key: "exo.2022.0132",
      title: "Priors that masquerade as detections in atmospheric retrieval",
      venue: "Monthly Letters in Astrophysics",
      year: 2022,
      authors: ["@ruth-abernathy", "@beatrice-lombardi"],
    },
    {
      key: "frb.2023.0085",
      title: "Two in a billion: real-time selection of fast radio bursts with bounded latency",
      venue: "Instruments and Data in Astronomy",
      year: 2023,
      authors: ["@owen-tremblay", "Claire Whitcombe", "Ravi Subramanian"],
    },
    {
      key: "lens.2025.0011",
      title:
        "The fifteen per cent problem: weak-lensing and dynamical masses of forty galaxy clusters",
      venue: "Monthly Letters in Astrophysics",
      year: 2025,
      authors: ["@sofie-kjaer", "Jens Aagaard", "Miriam Feld"],
    },
    {
      key: "lens.2021.0070",
      title: "How to blind a lensing analysis and remain on speaking terms",
      venue: "Practice of Cosmology",
      year: 2021,
      authors: ["Jens Aagaard", "@sofie-kjaer"],
    },
  ],
};
