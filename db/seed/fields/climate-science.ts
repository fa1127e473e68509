import type { SeedField } from "../seed-data";

export const climateScience: SeedField = {
  field: "Climate science",
  researchers: [
    {
      slug: "henrik-solberg",
      name: "Henrik Solberg",
      position: "Professor of Physical Oceanography",
      affiliation: "Fram Polar Research Institute",
      timeZone: "Europe/Oslo",
      payoutCountry: "NO",
      bio: "I measure how warm Atlantic water thins Arctic sea ice from below, with moorings that stay under the ice for two winters at a time. Much of my work is about what observations can and cannot say when a record is short. Ask me about ice thickness products and their errors, ocean heat transport, or whether a trend in your series is a trend.",
      expertise: ["sea ice", "Arctic Ocean", "ocean heat transport", "moorings"],
      achievements: [
        "Led the three-winter Under the Fram mooring programme",
        "Contributing author, Nordic Arctic Assessment, 2024",
      ],
      rateDollars: 150,
      verifiedBy: "institution_email",
      requiresAcceptance: true,
      hours: { "1-4": "10:00-12:00 13:00-16:00", "5": "10:00-12:00" },
      preferences: { sessionMinutes: 60, stepMinutes: 60, minimumNoticeMinutes: 2880 },
      timeOff: [{ inDays: 30, days: 7, note: "At sea" }],
      reviews: [
        {
          reader: 3,
          weeksAgo: 4,
          rating: 5,
          text: "I asked whether my eleven-year record could support a trend. The answer was no, and he spent the hour showing me the three things it could support instead.",
          questions: "Eleven years of thickness from one mooring: trend, or wishful thinking?",
          reply: "Rarely has a no been taken so well. The seasonal result is publishable.",
        },
        {
          reader: 0,
          weeksAgo: 8,
          rating: 4,
          text: "Careful and exact, and generous with unpublished context about the instruments. A little hard to follow when the formulas came quickly.",
        },
      ],
    },
    {
      slug: "siobhan-power",
      name: "Siobhán Power",
      position: "Research Scientist",
      affiliation: "Avalon Centre for Ocean and Ice",
      timeZone: "America/St_Johns",
      payoutCountry: "CA",
      bio: "I forecast where icebergs go once they enter the Labrador Current, and how wrong we are about it. The drift models I work on are used by ships and offshore crews, so I care about uncertainty that a person on a bridge can act on. Happy to discuss drift physics, ensemble forecasts, or turning a research model into something that runs every morning.",
      expertise: [
        "iceberg drift",
        "Labrador Current",
        "ensemble forecasting",
        "operational oceanography",
      ],
      achievements: [
        "Built the IceDrift-5 operational ensemble",
        "Atlantic Marine Safety Medal, 2022",
      ],
      rateDollars: 110,
      verifiedBy: "institution_email",
      hours: { "1-3": "09:00-12:30", "4": "13:00-17:00", "6": "09:30-11:30" },
      preferences: { sessionMinutes: 30, stepMinutes: 30 },
      overrides: [{ inDays: 9, hours: "18:00-20:00" }],
      reviews: [
        {
          reader: 31,
          weeksAgo: 2,
          rating: 5,
          text: "Half an hour was enough to fix our verification score. She asks the question under the question.",
        },
        {
          reader: 14,
          weeksAgo: 10,
          rating: 5,
          text: "Practical in the best way: what to log, what to plot first, when not to trust the wind field.",
        },
      ],
    },
    {
      slug: "rafael-monteiro",
      name: "Rafael Monteiro",
      position: "Assistant Professor",
      affiliation: "Tagus School of Environmental Physics",
      timeZone: "Europe/Lisbon",
      payoutCountry: "PT",
      bio: "I work on fire weather: how heat, drought and wind line up to make the days on which wildfires escape control. My recent papers attribute extreme fire seasons in southern Europe to climate change and test how far ahead such days can be foreseen. I am glad to help with reanalysis data, attribution statements, or fire danger indices outside the places they were made for.",
      expertise: ["wildfire", "fire weather", "extreme event attribution", "reanalysis"],
      achievements: ["Young Scientist Award, Iberian Meteorological Union, 2021"],
      rateDollars: 95,
      hours: { "1": "17:00-20:00", "3": "17:00-20:00", "6": "10:00-13:00 15:00-18:00" },
      preferences: { sessionMinutes: 60, stepMinutes: 60, minimumNoticeMinutes: 720 },
      reviews: [
        {
          reader: 40,
          weeksAgo: 7,
          rating: 4,
          text: "Helped our newsroom phrase an attribution result that was both true and readable. Very fair about what his own study leaves open.",
        },
      ],
    },
  ],
  unclaimed: [
    {
      slug: "ingrid-halvorsen",
      name: "Ingrid Halvorsen",
      affiliation: "Fram Polar Research Institute",
      expertise: ["sea ice", "remote sensing"],
    },
  ],
  papers: [
    {
      key: "polar.2023.0092",
      title:
        "Basal melt by Atlantic Water accounts for a third of winter sea-ice loss north of Svalbard",
      venue: "Polar Ocean Letters",
      year: 2023,
      authors: ["@henrik-solberg", "@ingrid-halvorsen", "Marta Quintela"],
    },
    {
      key: "polar.2020.0031",
      title:
        "How long must a mooring stay? Detecting thickness trends from short under-ice records",
      venue: "Journal of Ocean Observation",
      year: 2020,
      authors: ["@henrik-solberg", "David L. Carrow"],
    },
    {
      key: "drift.2024.0058",
      title:
        "Ensemble forecasts of iceberg drift in the Labrador Current and their use on the bridge",
      venue: "Operational Oceanography Review",
      year: 2024,
      authors: ["@siobhan-power", "Gerald Noseworthy", "@ingrid-halvorsen"],
    },
    {
      key: "fire.2025.0007",
      title: "Attribution of the 2024 Iberian fire season to compound heat and drought",
      venue: "Climate Extremes",
      year: 2025,
      authors: ["@rafael-monteiro", "Inês Falcão", "Klaus Dittmar"],
    },
    {
      key: "fire.2022.0144",
      title:
        "Fire danger indices beyond their birthplace: a test over eleven Mediterranean landscapes",
      venue: "Journal of Fire and Atmosphere",
      year: 2022,
      authors: ["Inês Falcão", "@rafael-monteiro"],
    },
  ],
};
