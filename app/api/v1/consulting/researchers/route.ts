import { parseQuery } from "@/lib/api/input";
import { answerDirectory } from "@/lib/api/list-directory";
import { otherMethods } from "@/lib/api/other-methods";
import { route } from "@/lib/api/route";
import { pageParameters } from "@/lib/platform/cursor";
import { DirectoryQuery } from "@/lib/researchers/directory-query";

const Query = DirectoryQuery.extend(pageParameters);

export const GET = route(async (request) => answerDirectory(request, parseQuery(Query, request)), {
  conditional: true,
});

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
