import { PictureForm } from "@/components/profiles/picture-form";
import { Avatar } from "@/components/ui/avatar";
import { AVATAR_MAX_BYTES, LEAST_PIXELS } from "@/lib/profiles/encode-avatar";
import type { OwnProfile } from "@/lib/profiles/get-own-profile";

/** By code, so that no address can put words into the page. */
const problems: Record<string, string> = {
  PAYLOAD_TOO_LARGE: `The picture must not exceed ${AVATAR_MAX_BYTES / 1024 / 1024} MB. Save it smaller, then choose it again.`,
  RATE_LIMITED: "You have sent many pictures within an hour. Try again a little later.",
  UNSUPPORTED_MEDIA_TYPE: "The picture must be a JPEG, PNG or WebP file.",
  INVALID_INPUT: `The picture could not be read, or is not at least ${LEAST_PIXELS} pixels wide and high. Choose another one.`,
};

/** The picture as readers see it, or the letters in its place, and the way to change it. */
export function Picture({ profile, problem }: { profile: OwnProfile; problem: string | null }) {
  return (
    <section aria-labelledby="picture" className="grid gap-4">
      <h2 id="picture" className="text-21">
        Picture
      </h2>
      <div className="flex items-center gap-4">
        <Avatar name={profile.name} src={profile.avatarUrl} size="large" />
        <p className="text-13 text-muted">
          {profile.avatarUrl
            ? "Readers see this picture beside your name."
            : "Without a picture readers see these letters."}
        </p>
      </div>
      <PictureForm
        hasPicture={profile.avatarUrl !== null}
        maxBytes={AVATAR_MAX_BYTES}
        endpoint="/api/v1/consulting/researchers/me/avatar"
        postTo="/dashboard/profile/picture"
        problem={problem === null ? null : (problems[problem] ?? "The picture could not be saved.")}
      />
    </section>
  );
}
