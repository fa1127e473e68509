import { parseQuery } from "@/lib/api/input";
import { answerDirectory } from "@/lib/api/list-directory";
import { otherMethods } from "@/lib/api/other-methods";
import { page } from "@/lib/api/parameters";
import { route } from "@/lib/api/route";
import { DirectoryQuery } from "@/lib/researchers/directory-query";

const Query = DirectoryQuery.extend(page);

export const GET = route(async (request) => answerDirectory(request, parseQuery(Query, request)));

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
