import fc from "fast-check";
import type { Model, Sale } from "./model.fixture";
import type { Real } from "./model-world.fixture";

export type Act = (model: Model, real: Real) => Promise<void>;

/** One command: whatever it does, the database must afterwards be what the model says. */
export class Step implements fc.AsyncCommand<Model, Real> {
  constructor(
    private readonly name: string,
    private readonly act: Act,
    private readonly canRun: (model: Model) => boolean = () => true,
  ) {}

  check = (model: Model): boolean => this.canRun(model);
  toString = (): string => this.name;

  async run(model: Model, real: Real): Promise<void> {
    await this.act(model, real);
    await real.observe(model);
    await real.check(model);
  }
}

/** The nth newest sale of those that a command is meant for; with n = 4, or none of them, of all. */
export const saleAt = (model: Model, n: number, isMeant: (sale: Sale) => boolean): Sale => {
  const meant = n === 4 ? [] : model.sales.filter(isMeant);
  const from = meant.length > 0 ? meant : model.sales;
  const sale = from.at(-1 - (n % from.length));
  if (!sale) throw new Error("no sale");
  return sale;
};

/** A command on one of the newest sales, mostly one that it is meant for. */
export function ofSale(
  name: string,
  isMeant: (sale: Sale) => boolean,
  act: (model: Model, real: Real, sale: Sale) => Promise<void>,
) {
  const run = (n: number) =>
    new Step(
      `${name}(${n})`,
      (model, real) => act(model, real, saleAt(model, n, isMeant)),
      ({ sales }) => sales.length > 0,
    );
  return fc.nat(4).map(run);
}

export const isIn =
  (...states: Sale["state"][]) =>
  ({ state }: Sale): boolean =>
    states.includes(state);

export const always = (name: string, act: Act) => fc.constant(new Step(name, act));
