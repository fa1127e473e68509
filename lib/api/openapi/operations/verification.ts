import { ClaimAddress, ConfirmAddress } from "@/lib/verification/address-claim";
import { OwnVerificationView } from "@/lib/verification/get-own-verification";
import { envelope, type Operation } from "../operation";

const VERIFICATION = "/consulting/researchers/me/verification";
const own = {
  tag: "Own profile",
  audience: "researcher",
  answer: envelope(OwnVerificationView),
} as const;

export const verificationOperations: readonly Operation[] = [
  {
    ...own,
    id: "getVerification",
    method: "get",
    path: VERIFICATION,
    summary: "What is proved about the profile",
  },
  {
    ...own,
    id: "claimAddress",
    method: "post",
    path: VERIFICATION,
    summary: "Give an address at the institution",
    description: "Its domain is compared with the institution's; a link is mailed there.",
    body: ClaimAddress,
    errors: ["WRONG_STATE", "EMAIL_TAKEN", "INSTITUTION_UNKNOWN", "INSTITUTIONS_UNAVAILABLE"],
  },
  {
    ...own,
    id: "confirmInstitutionalAddress",
    method: "post",
    path: `${VERIFICATION}/confirm`,
    summary: "Confirm it with the token of the mailed link",
    body: ConfirmAddress,
    errors: ["INVALID_TOKEN", "WRONG_STATE", "EMAIL_TAKEN"],
  },
  {
    ...own,
    id: "checkOrcidAgain",
    method: "post",
    path: `${VERIFICATION}/orcid`,
    summary: "Look once more whether the connected ORCID iD proves the profile",
    description: "An iD is connected on the dashboard: ORCID's sign-in needs a browser.",
    errors: ["WRONG_STATE", "ORCID_TAKEN", "ORCID_DIFFERS"],
  },
  {
    ...own,
    id: "disconnectOrcid",
    method: "delete",
    path: `${VERIFICATION}/orcid`,
    summary: "Disconnect the ORCID iD",
  },
];
