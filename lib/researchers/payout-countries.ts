import { sql } from "drizzle-orm";
import { researchers } from "@/db/schema/researchers";

const EEA =
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK";

/** Where Stripe's self-serve transfers reach: United States, United Kingdom, EEA, Canada, Switzerland. */
export const PAYOUT_COUNTRIES: readonly string[] = ["US", "GB", "CA", "CH", ...EEA.split(" ")];

/** Whether somebody who lives there (ISO 3166 code) can be paid out. */
export const payoutsReach = (country: string | null): boolean =>
  country !== null && PAYOUT_COUNTRIES.includes(country);

const asLiterals = sql.raw(PAYOUT_COUNTRIES.map((code) => `'${code}'`).join(", "));

/** The same of a researcher's row. */
export const isReachedByPayouts = sql<boolean>`coalesce(${researchers.payoutCountry} in (${asLiterals}), false)`;

const OTHERS =
  "AD AE AF AG AI AL AM AO AR AS AU AW AX AZ BA BB BD BF BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CC CD CF CG CI CK CL CM CN CO CR CU CV CW CX DJ DM DO DZ EC EG EH ER ET FJ FK FM FO GA GD GE GF GG GH GI GL GM GN GP GQ GT GU GW GY HK HN HT ID IL IM IN IO IQ IR JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LK LR LS LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MU MV MW MX MY MZ NA NC NE NF NG NI NP NR NU NZ OM PA PE PF PG PH PK PM PN PR PS PW PY QA RE RS RU RW SA SB SC SD SG SH SJ SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/** Every country one can live in. */
export const COUNTRIES: readonly string[] = [...PAYOUT_COUNTRIES, ...OTHERS.split(" ")];
