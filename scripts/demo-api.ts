/** The application's JSON API, signed in as one of the demo's accounts. */
export class DemoApi {
  #token = "";
  constructor(readonly app: string) {}

  async signIn(email: string): Promise<void> {
    const { access_token } = await this.#send<{ access_token: string }>("auth/token", {
      email,
      password: "demo-password",
    });
    this.#token = access_token;
  }

  get = <T>(path: string) => this.#send<T>(`consulting/${path}`);
  post = <T>(path: string, body: unknown) => this.#send<T>(`consulting/${path}`, body);

  async #send<T>(path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.app}/api/v1/${path}`, {
      method: body ? "POST" : "GET",
      headers: {
        "content-type": "application/json",
        ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
      },
      body: body ? JSON.stringify(body) : undefined,
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return (await response.json()) as T;
  }
}
