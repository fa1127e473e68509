import type { Answer, Client } from "./client";

type Tokens = { access_token: string; refresh_token: string };

/** A token may have expired again before it could be used: the clock jumps while calls are repeated. */
const MOST_RENEWALS = 5;

/** Somebody with an account, who signs in when it is needed and again when a token has expired. */
export class Person {
  #tokens: Promise<Tokens> | undefined;

  constructor(
    readonly email: string,
    private readonly password: string,
    private readonly client: Client,
    private readonly app: () => string,
  ) {}

  get<T>(path: string): Promise<Answer<T>> {
    return this.#send<T>("GET", path);
  }

  post<T>(path: string, body: object = {}): Promise<Answer<T>> {
    return this.#send<T>("POST", path, body);
  }

  async #send<T>(method: string, path: string, body?: object): Promise<Answer<T>> {
    this.#tokens ??= this.#signIn();
    for (let renewals = 0; ; renewals += 1) {
      const tokens: Promise<Tokens> = this.#tokens;
      const answer = await this.#sendWith<T>(await tokens, method, path, body);
      if (answer.status !== 401 || renewals === MOST_RENEWALS) return answer;
      // Another call of the same person may have renewed the token meanwhile.
      if (this.#tokens === tokens) this.#tokens = this.#renew((await tokens).refresh_token);
    }
  }

  #sendWith<T>(tokens: Tokens, method: string, path: string, body?: object): Promise<Answer<T>> {
    return this.client.call<T>(`${this.app()}/api/v1/consulting${path}`, {
      method,
      headers: {
        authorization: `Bearer ${tokens.access_token}`,
        ...(body && { "content-type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  }

  /** A refresh token works once: when the answer with the next one was lost, only the password is left. */
  async #renew(refreshToken: string): Promise<Tokens> {
    const { status, body } = await this.#ask({ refresh_token: refreshToken });
    return status === 200 ? body : this.#signIn();
  }

  async #signIn(): Promise<Tokens> {
    const { status, body } = await this.#ask({ email: this.email, password: this.password });
    if (status === 200) return body;
    throw new Error(`${this.email} could not sign in: ${status} ${JSON.stringify(body)}`);
  }

  #ask(body: object): Promise<Answer<Tokens>> {
    return this.client.call<Tokens>(`${this.app()}/api/v1/auth/token`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  }
}
