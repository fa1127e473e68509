import { Notice } from "@/components/ui/notice";

/** How a visit to ORCID ended that signed nobody in and connected nothing; any other outcome is none of these. */
const words: Record<string, [title: string, text: string]> = {
  declined: ["You stopped at ORCID", "Nothing was changed. You can go there again."],
  unavailable: [
    "ORCID does not answer just now",
    "Nothing was changed; try again in a few minutes.",
  ],
  expired: ["That took too long, or began elsewhere", "Begin again from this page."],
  elsewhere: ["This can only begin on our own pages", "Use the button below."],
  "too-many": ["Too many attempts", "Wait a quarter of an hour, then try again."],
  unknown: [
    "This iD opens no account here",
    "Sign in with your e-mail address. If you are a researcher, you can then connect your iD under Verification.",
  ],
  "other-account": [
    "You are signed in as somebody else by now",
    "Nothing was connected. Begin again from this page.",
  ],
  "orcid-taken": [
    "This iD belongs to somebody else on Colloquy",
    "It opens another account, or another profile has it. Nothing was connected. If that profile is yours, claim it from its page.",
  ],
  "orcid-differs": [
    "This is not the iD that you have here",
    "Your account or your profile has another iD, and nothing was changed. At ORCID, sign in with the other one.",
  ],
};

const UNPROVED: [string, string] = [
  "ORCID's answer could not be taken",
  "It may have been used already, or was not meant for this visit. Nothing was changed; try again.",
];

export function OrcidNotice({ outcome }: { outcome: string }) {
  const [title, text] = words[outcome] ?? UNPROVED;
  return (
    <Notice tone="failure" title={title}>
      {text}
    </Notice>
  );
}
