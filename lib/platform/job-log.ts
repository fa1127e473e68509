import { Middleware } from "inngest";
import { type LogFields, withLogFields } from "./log";

/** Every line that a job writes carries the job, its run and step, and the ids in its event. */
export class JobLog extends Middleware.BaseMiddleware {
  readonly id = "job-log";

  override wrapFunctionHandler({ ctx, fn, next }: Middleware.WrapFunctionHandlerArgs) {
    return withLogFields(fieldsOf(fn, ctx), next);
  }

  override wrapStepHandler({ ctx, fn, stepInfo, next }: Middleware.WrapStepHandlerArgs) {
    return withLogFields({ ...fieldsOf(fn, ctx), step: stepInfo.options.id }, next);
  }
}

type Run = Pick<Middleware.WrapFunctionHandlerArgs, "ctx" | "fn">;
const IDS = ["sessionId", "paymentId", "refundId", "alertId"] as const;

function fieldsOf(fn: Run["fn"], ctx: Run["ctx"]): LogFields {
  const data: Record<string, unknown> = ctx.event.data ?? {};
  const ids = IDS.flatMap((name) => (typeof data[name] === "string" ? [[name, data[name]]] : []));
  return { job: fn.id(), run: ctx.runId, ...Object.fromEntries(ids) };
}
