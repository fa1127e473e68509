import type { Needed } from "@/lib/profiles/what-is-missing";
import { appLink } from "../scene";
import { formatInstant } from "../when";
import { Action, Aside, Letter, Paragraph } from "./letter";
import type { Mail } from "./mail";

export type Welcome = {
  name: string;
  timeZone: string;
  slug: string;
  isPublished: boolean;
  missing: Needed[];
  /** The link that sets the account's first password, where it has none. */
  password: { link: string; expiresAt: Date } | null;
};

const words: Record<Needed, string> = {
  bio: "a bio",
  field: "your field",
  expertise: "a topic of expertise",
  rate: "a rate",
  hours: "hours in which you can be booked",
  payout_country: "the country you are paid in",
};

/** To somebody who has just become a researcher: the profile is there, and what is left to do. */
export function welcome({ name, timeZone, slug, isPublished, missing, password }: Welcome): Mail {
  const state = stateWords(isPublished, missing);
  return {
    subject: password ? "Set a password for your profile on Colloquy" : "Your profile on Colloquy",
    body: (
      <Letter
        title="Your profile is there"
        preview={state}
        because="You get this mail because a researcher’s profile was made with this address on Colloquy."
      >
        <Action href={password?.link ?? appLink("/dashboard/welcome")}>
          {password ? "Set a password" : "See what comes next"}
        </Action>
        <Paragraph>
          {name}, your profile is there. {state}
        </Paragraph>
        <Paragraph>
          Its address is {appLink(`/researchers/${slug}`)}. To be paid you also need a payout
          account, which takes a few minutes; your dashboard leads you there.
        </Paragraph>
        <Aside>
          {password &&
            `The link works once, until ${formatInstant(password.expiresAt, timeZone)}; after that, “Forgot your password” sends another. `}
          If you did not do this, answer this mail and we take the profile down.
        </Aside>
      </Letter>
    ),
  };
}

/** True also for whoever publishes between the sending and the reading. */
function stateWords(isPublished: boolean, missing: Needed[]): string {
  if (isPublished) return "Readers see it, and can book the hours you have opened.";
  return missing.length > 0
    ? `Readers see it once you have published it. When this was written, it still needed ${listed(missing.map((need) => words[need]))}.`
    : "Readers see it once you have published it, which you can do when you like.";
}

function listed(texts: string[]): string {
  const last = texts.at(-1) ?? "";
  return texts.length > 1 ? `${texts.slice(0, -1).join(", ")} and ${last}` : last;
}

export type ProfileLink = { profileName: string; link: string; expiresAt: Date };

/** To an address that says a collected profile is theirs, or wants one removed. Nobody has confirmed it yet. */
export function confirmProfileRequest(
  kind: "claim" | "removal",
  { profileName, link, expiresAt }: ProfileLink,
): Mail {
  const isClaim = kind === "claim";
  const title = isClaim
    ? `Confirm that you are ${profileName}`
    : `Confirm that the profile of ${profileName} is to be removed`;
  const text = isClaim
    ? `Somebody, probably you, entered this address to say that the profile of ${profileName} on Colloquy is theirs.`
    : `Somebody, probably you, entered this address to have the profile of ${profileName} removed from Colloquy.`;
  return {
    subject: title,
    body: (
      <Letter
        title={title}
        preview={text}
        because="You get this mail because this address was entered on Colloquy. Nobody is written to again unless the address is entered again."
      >
        <Action href={link}>{isClaim ? "Confirm this address" : "Go on to the removal"}</Action>
        <Paragraph>{text} The link shows that the address is yours.</Paragraph>
        {!isClaim && (
          <Paragraph>
            The profile was put together from public sources. Once it is removed, nothing is
            collected about you again.
          </Paragraph>
        )}
        <Aside>
          It works until {formatInstant(expiresAt, "UTC")}. If it was not you, ignore this mail;
          nothing happens without the link.
        </Aside>
      </Letter>
    ),
  };
}

/** To somebody whose claim was granted by a person: the way to register with the profile. */
export function claimGranted({ profileName, link, expiresAt }: ProfileLink): Mail {
  return {
    subject: `The profile of ${profileName} is yours`,
    body: (
      <Letter
        title="The profile is yours"
        preview="We have looked at what you told us. Make it your own in a few steps."
        because={BECAUSE}
      >
        <Action href={link}>Make it your own</Action>
        <Paragraph>
          We have looked at it: the profile of {profileName} is yours. In a few steps you check what
          it says, set your rate and open your hours.
        </Paragraph>
        <Aside>The link works until {formatInstant(expiresAt, "UTC")}.</Aside>
      </Letter>
    ),
  };
}

/** To somebody whose own profile was given what was collected of them. */
export function claimMerged({ profileName }: { profileName: string }): Mail {
  return {
    subject: "Your papers are on your profile now",
    body: (
      <Letter
        title="Your papers are on your profile now"
        preview={`What we had collected about ${profileName} is part of your own profile.`}
        because={BECAUSE}
      >
        <Action href={appLink("/dashboard/profile")}>See your profile</Action>
        <Paragraph>
          We have looked at it: what we had collected about {profileName} is yours. Its papers stand
          on your own profile now, and readers find you by them.
        </Paragraph>
      </Letter>
    ),
  };
}

/** To somebody whose request was looked at and not granted. */
export function requestRefused(kind: "claim" | "removal", profileName: string): Mail {
  const isClaim = kind === "claim";
  const preview = "What you told us does not show that the profile is yours.";
  return {
    subject: isClaim
      ? `We could not give you the profile of ${profileName}`
      : `We could not remove the profile of ${profileName}`,
    body: (
      <Letter title="We could not tell that it is you" preview={preview} because={BECAUSE}>
        <Paragraph>
          You {isClaim ? "said that the profile of" : "asked us to remove the profile of"}{" "}
          {profileName}
          {isClaim ? " is yours" : ""}. We have looked at it, and your address does not show that it
          is yours.
        </Paragraph>
        <Paragraph>
          Ask again from an address at your institution, or answer this mail and tell us how else we
          can see that it is you.
        </Paragraph>
      </Letter>
    ),
  };
}

/** To somebody whose profile is gone. */
export function profileRemoved(): Mail {
  return {
    subject: "The profile was removed",
    body: (
      <Letter
        title="The profile was removed"
        preview="Nothing is collected about you again, and nobody can invite you."
        because={BECAUSE}
      >
        <Paragraph>
          It is gone from Colloquy, with all that was collected for it. Nothing is collected about
          you again, and readers can no longer have an invitation sent to this address. Papers keep
          their authors’ names as they were printed.
        </Paragraph>
      </Letter>
    ),
  };
}

const BECAUSE =
  "You get this mail because you asked about a profile on Colloquy with this address.";
