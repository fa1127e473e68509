import { verifiedContext } from "@/lib/api/context";
import { otherMethods } from "@/lib/api/other-methods";
import { idParameter } from "@/lib/api/parameters";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { researcherOfPaper } from "@/lib/researchers/list-authors-of-paper";
import { encodeResearcher } from "@/lib/researchers/researcher-view";

export const GET = route<{ paperId: string }>(
  async (request, { paperId }) => {
    const ctx = await verifiedContext(request);
    const researcher = await researcherOfPaper(ctx, idParameter("paper_id", paperId));
    return ok(
      "Researcher retrieved successfully",
      encodeResearcher(researcher, researcher.weeklyHours, true),
    );
  },
  { conditional: true },
);

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
