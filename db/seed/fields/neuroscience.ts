import type { SeedField } from "../seed-data";

export const neuroscience: SeedField = {
  field: "Neuroscience",
  researchers: [
    {
      slug: "amara-okafor",
      name: "Amara Okafor",
      position: "Senior Research Fellow",
      affiliation: "Bloomsbury Centre for Sleep and Memory",
      timeZone: "Europe/London",
      payoutCountry: "GB",
      bio: "I study how sleep turns a day's experience into lasting memory, mostly with overnight EEG and targeted memory reactivation. My group was the first to show that cueing during slow-wave sleep can weaken a memory as well as strengthen it. Ask me about designing a sleep study that will survive review, reading spindle and slow-oscillation results, or what the evidence says about learning during sleep.",
      expertise: ["sleep", "memory consolidation", "EEG", "targeted memory reactivation"],
      achievements: [
        "Early Career Prize, European Society for Sleep Physiology, 2023",
        "Principal investigator, Night School cohort (412 participants)",
      ],
      rateDollars: 180,
      verifiedBy: "institution_email",
      orcid: "0000-0009-0001-0424",
      hours: { "1-5": "09:00-12:30 13:30-18:00", "6": "10:00-13:00" },
      preferences: { sessionMinutes: 60, stepMinutes: 30 },
      timeOff: [{ inDays: 24, days: 2, note: "Annual cohort meeting" }],
      reviews: [
        {
          reader: 1,
          weeksAgo: 3,
          rating: 5,
          text: "I came with a dataset of 60 nights and a plan to average everything. Dr Okafor showed me in ten minutes why that would have hidden the effect, then sketched an analysis I could run the same afternoon.",
          questions:
            "We recorded 60 nights with a four-channel headband. Can we say anything about spindles from that, or only about sleep stages?",
          reply: "Your artefact log was the best I have seen. Do send me the spindle plot.",
        },
        {
          reader: 0,
          weeksAgo: 5,
          rating: 5,
          text: "Patient with a non-specialist and honest about what her paper does not show. I left with a reading list of four papers instead of forty.",
          questions:
            "I teach secondary school. Does your 2024 result say anything about homework before bed?",
        },
        {
          reader: 7,
          weeksAgo: 9,
          rating: 4,
          text: "Very good on design and power. We ran out of time before the statistics; I would book ninety minutes next time.",
        },
      ],
    },
    {
      slug: "lukas-brandt",
      name: "Lukas Brandt",
      position: "Group Leader",
      affiliation: "Spree Institute for Systems Neuroscience",
      timeZone: "Europe/Berlin",
      payoutCountry: "DE",
      bio: "I image the mouse visual cortex with two-photon microscopes while the animals make decisions, and ask when a neuron's tuning stops being about the picture and starts being about the reward. I also maintain an open pipeline for motion correction and cell detection. Good questions for me: whether your calcium data are clean enough, how to share them, and how to choose between spike inference methods.",
      expertise: ["two-photon imaging", "visual cortex", "decision making", "open data"],
      achievements: ["Author of the neurotrace imaging pipeline", "ERC Starting Grant, 2022"],
      rateDollars: 140,
      verifiedBy: "orcid",
      orcid: "0000-0009-0001-0491",
      hours: { "1": "08:00-12:00", "2-4": "08:00-11:00 15:00-18:00" },
      preferences: { sessionMinutes: 45, stepMinutes: 45, bufferAfterMinutes: 15 },
      travel: [{ inDays: 18, days: 6, timeZone: "America/New_York" }],
      reviews: [
        {
          reader: 12,
          weeksAgo: 4,
          rating: 5,
          text: "He opened our raw movie, scrolled for a minute and found the line-phase error that had cost us two months. Worth ten times the price.",
        },
        {
          reader: 19,
          weeksAgo: 11,
          rating: 4,
          text: "Clear advice on spike inference, with code to back it up. Brisk, so come prepared.",
        },
      ],
    },
    {
      slug: "mireille-gagnon",
      name: "Mireille Gagnon",
      position: "Professor of Neurology",
      affiliation: "Queen's Park Movement Disorders Institute",
      timeZone: "America/Toronto",
      payoutCountry: "CA",
      bio: "I treat people with Parkinson's disease and run trials of adaptive deep brain stimulation, in which the device listens before it acts. Our 2023 trial compared adaptive and continuous stimulation over two years. I can talk about trial endpoints, what beta-band signals do and do not tell you, and how to read device papers; I cannot give medical advice about your own care.",
      expertise: [
        "deep brain stimulation",
        "Parkinson's disease",
        "clinical trials",
        "beta oscillations",
      ],
      achievements: [
        "Chair, adaptive stimulation working group, 2021-2024",
        "Principal investigator of the LISTEN-PD trial",
      ],
      rateDollars: 220,
      verifiedBy: "institution_email",
      requiresAcceptance: true,
      hours: { "2": "16:00-19:00", "4": "16:00-19:00", "5": "12:00-15:00" },
      preferences: { minimumNoticeMinutes: 4320, dailyMaximum: 2 },
      reviews: [
        {
          reader: 23,
          weeksAgo: 6,
          rating: 5,
          text: "We were choosing an endpoint for a pilot study. She told us which one regulators had turned down twice, and why.",
        },
      ],
    },
  ],
  unclaimed: [
    {
      slug: "teodor-vasile",
      name: "Teodor Vasile",
      affiliation: "Carpathian Institute of Physiology",
      expertise: ["hippocampus", "sharp-wave ripples"],
    },
  ],
  papers: [
    {
      key: "sleep.2024.0117",
      title: "Cueing during slow-wave sleep can weaken as well as strengthen newly formed memories",
      venue: "Journal of Sleep and Cognition",
      year: 2024,
      authors: ["@amara-okafor", "Fiona Castellane", "@teodor-vasile", "Peter J. Haldane"],
    },
    {
      key: "sleep.2022.0043",
      title: "Spindle timing, not spindle density, predicts overnight retention in adolescents",
      venue: "Annals of Systems Neuroscience",
      year: 2022,
      authors: ["Wei-Lin Zhao", "@amara-okafor", "Peter J. Haldane"],
    },
    {
      key: "vision.2023.0208",
      title:
        "Reward reshapes orientation tuning in mouse primary visual cortex within a single session",
      venue: "Cortex and Circuit",
      year: 2023,
      authors: ["Annika Roth", "@lukas-brandt"],
    },
    {
      key: "imaging.2021.0015",
      title:
        "neurotrace: reproducible motion correction and source detection for two-photon movies",
      venue: "Open Methods in Neuroscience",
      year: 2021,
      authors: ["@lukas-brandt", "Annika Roth", "Giulia Ferri", "@teodor-vasile"],
    },
    {
      key: "dbs.2023.0311",
      title:
        "Adaptive versus continuous deep brain stimulation in Parkinson's disease: two-year outcomes of the LISTEN-PD randomised trial",
      venue: "Trials in Neurology",
      year: 2023,
      authors: ["@mireille-gagnon", "Robert Achterberg", "Sunita Kapoor", "Jean-Luc Perrault"],
    },
  ],
};
