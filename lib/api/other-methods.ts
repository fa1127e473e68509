import { DomainError } from "@/lib/platform/errors";
import { route } from "./route";

const METHODS = ["DELETE", "GET", "PATCH", "POST", "PUT"] as const;
type Method = (typeof METHODS)[number];
type Refusal = (request: Request, context: { params: Promise<object> }) => Promise<Response>;

/**
 * Handlers for the methods that an endpoint does not have: 405 in the envelope of every failure,
 * with `Allow`, where the framework's own answer has no body. Usage, naming those it has:
 * `export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");`
 */
export function otherMethods<const A extends Method>(
  ...allowed: A[]
): Record<Exclude<Method, A>, Refusal> {
  const names = allowed.join(", ");
  const refuse = route(async (request) => {
    throw new DomainError("METHOD_NOT_ALLOWED", `${request.method} is not allowed here`, {
      allowed,
    });
  });
  const answer: Refusal = async (request) => {
    const response = await refuse(request, { params: Promise.resolve({}) });
    response.headers.set("allow", names);
    return response;
  };
  const others = METHODS.filter((method) => !allowed.some((one) => one === method));
  return Object.fromEntries(others.map((method) => [method, answer])) as Record<
    Exclude<Method, A>,
    Refusal
  >;
}
