import { verifiedContext } from "@/lib/api/context";
import { otherMethods } from "@/lib/api/other-methods";
import { idParameter } from "@/lib/api/parameters";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { getResearcher } from "@/lib/researchers/get-researcher";
import { encodeResearcher } from "@/lib/researchers/researcher-view";

export const GET = route<{ researcherId: string }>(
  async (request, { researcherId }) => {
    const ctx = await verifiedContext(request);
    const researcher = await getResearcher(ctx, idParameter("researcher_id", researcherId));
    return ok(
      "Researcher retrieved successfully",
      encodeResearcher(researcher, researcher.weeklyHours),
    );
  },
  { conditional: true },
);

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
