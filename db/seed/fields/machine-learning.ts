import type { SeedField } from "../seed-data";

export const machineLearning: SeedField = {
  field: "Machine learning",
  researchers: [
    {
      slug: "priya-raman",
      name: "Priya Raman",
      position: "Associate Professor of Computer Science",
      affiliation: "Pacific Crest University",
      timeZone: "America/Los_Angeles",
      payoutCountry: "US",
      bio: "My subject is whether a model knows what it does not know: calibration, conformal prediction and abstention for large language models. Our 2024 paper shows that confidence stated in words and confidence in the logits disagree in a predictable way. Bring me an evaluation you are unsure of, a claim of reliability to pick apart, or a deployment that has to say 'I don't know'.",
      expertise: ["uncertainty", "calibration", "language models", "conformal prediction"],
      achievements: [
        "Outstanding Paper, Conference on Reliable Learning, 2024",
        "Sloane-Hart Fellow",
      ],
      rateDollars: 320,
      verifiedBy: "orcid",
      orcid: "0000-0009-0001-0280",
      hours: { "1-4": "18:00-21:00", "0": "16:00-20:00" },
      preferences: {
        sessionMinutes: 60,
        stepMinutes: 60,
        bufferBeforeMinutes: 15,
        dailyMaximum: 2,
      },
      reviews: [
        {
          reader: 5,
          weeksAgo: 1,
          rating: 5,
          text: "She found the leak in our benchmark before I had finished describing it. The rest of the hour went into an evaluation we can defend.",
          questions:
            "Our model is 94 % accurate and its users do not believe it. Where would you look first?",
        },
        {
          reader: 28,
          weeksAgo: 6,
          rating: 5,
          text: "The clearest explanation of conformal prediction I have heard, and it came with its limits attached.",
        },
        {
          reader: 44,
          weeksAgo: 12,
          rating: 4,
          text: "Sharp and direct. I needed more background than I had; read the paper twice before you book.",
        },
      ],
    },
    {
      slug: "tomasz-wilk",
      name: "Tomasz Wilk",
      position: "Senior Lecturer",
      affiliation: "Vistula Technical University",
      timeZone: "Europe/Warsaw",
      payoutCountry: "PL",
      bio: "I build graph networks that predict how molecules behave, and spend most of my time finding out why they fail on molecules that look nothing like the training set. Before this I spent six years as a computational chemist, so I speak both dialects. Useful sessions with me: splitting data honestly, choosing between physics and learning, and getting a model past a sceptical chemist.",
      expertise: [
        "graph neural networks",
        "molecular property prediction",
        "out-of-distribution generalisation",
      ],
      achievements: ["Co-organiser, Molecules Out of Distribution challenge, 2023-2025"],
      rateDollars: 130,
      verifiedBy: "institution_email",
      hours: { "1-5": "07:30-10:30" },
      preferences: { sessionMinutes: 90, stepMinutes: 90 },
      reviews: [
        {
          reader: 17,
          weeksAgo: 5,
          rating: 5,
          text: "Ninety minutes flew by. He re-split our data live and our headline number fell by half, which is the most useful thing anyone has done for this project.",
        },
      ],
    },
    {
      slug: "eleni-papadaki",
      name: "Eleni Papadaki",
      position: "Postdoctoral Researcher",
      affiliation: "Hymettus Language Technology Laboratory",
      timeZone: "Europe/Athens",
      payoutCountry: "GR",
      bio: "I make speech recognisers for languages with ten hours of recordings or fewer: Tsakonian, Griko, and lately three varieties of Romani. I work with speakers, not just with their data, and have opinions about consent. Ask me about self-supervised models on small corpora, orthography choices, or planning a recording trip. I keep late hours.",
      expertise: [
        "speech recognition",
        "low-resource languages",
        "self-supervised learning",
        "fieldwork",
      ],
      achievements: ["Released the Small Voices corpus (14 languages)"],
      rateDollars: 85,
      hours: { "2": "21:30-00:30", "4": "21:30-00:30", "5": "22:00-01:00" },
      preferences: { sessionMinutes: 45, stepMinutes: 45, minimumNoticeMinutes: 360 },
      reviews: [
        {
          reader: 35,
          weeksAgo: 3,
          rating: 5,
          text: "We met at eleven at night her time and she still had more energy than I did. Saved us from the wrong tokeniser.",
        },
      ],
    },
  ],
  unclaimed: [
    {
      slug: "daniel-osei-mensah",
      name: "Daniel Osei-Mensah",
      affiliation: "Pacific Crest University",
      expertise: ["language models", "evaluation"],
    },
  ],
  papers: [
    {
      key: "reliable.2024.0012",
      title: "Words and logits disagree: stated and internal confidence in large language models",
      venue: "Conference on Reliable Learning",
      year: 2024,
      authors: ["@daniel-osei-mensah", "Hye-jin Seo", "@priya-raman"],
    },
    {
      key: "reliable.2023.0180",
      title: "Conformal abstention under distribution shift",
      venue: "Transactions on Statistical Learning",
      year: 2023,
      authors: ["@priya-raman", "Matthias Oberholzer"],
    },
    {
      key: "molgraph.2024.0066",
      title: "Scaffold splits are not enough: measuring extrapolation in molecular graph networks",
      venue: "Journal of Chemical Learning",
      year: 2024,
      authors: ["@tomasz-wilk", "Agnieszka Borowska", "Neil Farquhar"],
    },
    {
      key: "molgraph.2021.0029",
      title: "When does physics help? Hybrid potentials for small training sets",
      venue: "Computational Molecular Science Letters",
      year: 2021,
      authors: ["Agnieszka Borowska", "@tomasz-wilk"],
    },
    {
      key: "speech.2025.0033",
      title:
        "Ten hours or fewer: self-supervised speech recognition for endangered varieties of Greek",
      venue: "Speech and Language in the Field",
      year: 2025,
      authors: ["@eleni-papadaki", "Kostas Lianos", "Maria Scarpetta"],
    },
  ],
};
