"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/_actions/run-action";
import { runPosted } from "@/app/_actions/run-posted";
import { readProfileForm } from "@/app/_pages/read-profile-form";
import type { Posted } from "@/components/forms/use-posted-form";
import { parseInput } from "@/lib/api/input";
import { pageContext } from "@/lib/auth/current-context";
import { hideProfile } from "@/lib/profiles/hide-profile";
import { UpdateProfile } from "@/lib/profiles/profile-input";
import { publishProfile } from "@/lib/profiles/publish-profile";
import { updateProfile } from "@/lib/profiles/update-profile";

const showAgain = () => revalidatePath("/dashboard", "layout");

export async function save(_previous: Posted | null, data: FormData) {
  return runPosted(data, async () => {
    const ctx = await pageContext();
    await updateProfile(ctx, parseInput(UpdateProfile, readProfileForm(data)));
    showAgain();
    return {};
  });
}

export async function publish() {
  return runAction(async () => {
    await publishProfile(await pageContext());
    showAgain();
    return {};
  });
}

export async function hide() {
  return runAction(async () => {
    await hideProfile(await pageContext());
    showAgain();
    return {};
  });
}
