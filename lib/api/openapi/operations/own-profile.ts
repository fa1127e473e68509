import { z } from "zod";
import { AVATAR_MAX_BYTES } from "@/lib/profiles/encode-avatar";
import { OwnProfileView } from "@/lib/profiles/own-profile-view";
import { UpdateProfile } from "@/lib/profiles/profile-input";
import { envelope, type Operation } from "../operation";

const ME = "/consulting/researchers/me";
const own = {
  tag: "Own profile",
  audience: "researcher",
  answer: envelope(OwnProfileView),
} as const;

export const ownProfileOperations: readonly Operation[] = [
  { ...own, id: "getOwnProfile", method: "get", path: ME, summary: "One's own profile" },
  {
    ...own,
    id: "updateOwnProfile",
    method: "patch",
    path: ME,
    summary: "Change one's profile",
    description: "What is left out stays as it is.",
    body: UpdateProfile,
    errors: ["SLUG_TAKEN"],
  },
  {
    ...own,
    id: "publishProfile",
    method: "post",
    path: `${ME}/publish`,
    summary: "Let readers find and book",
    description: "Refused with `missing` while something that readers need is not there.",
    errors: ["PROFILE_INCOMPLETE"],
  },
  {
    ...own,
    id: "hideProfile",
    method: "post",
    path: `${ME}/hide`,
    summary: "Take no new bookings",
    description: "Bookings that are there stay.",
  },
  {
    ...own,
    id: "setAvatar",
    method: "put",
    path: `${ME}/avatar`,
    summary: "Set the picture",
    description: `The body is a JPEG, PNG or WebP of at most ${AVATAR_MAX_BYTES / 1024 / 1024} MiB. It is cut square and kept small.`,
    body: z.string(),
    bodyType: "image/*",
  },
  {
    ...own,
    id: "removeAvatar",
    method: "delete",
    path: `${ME}/avatar`,
    summary: "Remove the picture",
  },
];
