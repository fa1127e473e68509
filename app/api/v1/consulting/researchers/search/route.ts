import { parseQuery } from "@/lib/api/input";
import { answerDirectory } from "@/lib/api/list-directory";
import { otherMethods } from "@/lib/api/other-methods";
import { route } from "@/lib/api/route";
import { pageParameters } from "@/lib/platform/cursor";
import { Text } from "@/lib/platform/text";
import { DirectoryQuery } from "@/lib/researchers/directory-query";

const Query = DirectoryQuery.extend({
  ...pageParameters,
  query: Text.trim().min(1, "is missing").max(200),
});

export const GET = route(async (request) => answerDirectory(request, parseQuery(Query, request)), {
  conditional: true,
});

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
