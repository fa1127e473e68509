import { ownerContext } from "@/lib/api/context";
import { otherMethods } from "@/lib/api/other-methods";
import { idParameter } from "@/lib/api/parameters";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { deleteTimeOff } from "@/lib/availability/set-time-off";

export const DELETE = route<{ timeOffId: string }>(async (request, { timeOffId }) => {
  const ctx = await ownerContext(request);
  await deleteTimeOff(ctx, { id: idParameter("time_off_id", timeOffId) });
  return ok("Time off deleted successfully", null);
});

export const { GET, PATCH, POST, PUT } = otherMethods("DELETE");
