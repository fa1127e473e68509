/** The settings of a server whose outside services are never reached. */
export const SETTINGS = {
  DATABASE_URL: "postgres://unused@127.0.0.1:1/unused",
  APP_URL: "https://colloquy.example",
  NEXTAUTH_SECRET: "a session secret for tests",
  API_TOKEN_SECRET: "a token secret for tests, another one",
  STRIPE_SECRET_KEY: "sk_test",
  STRIPE_PUBLISHABLE_KEY: "pk_test",
  STRIPE_WEBHOOK_SECRET: "whsec_test",
  ZOOM_ACCOUNT_ID: "account",
  ZOOM_CLIENT_ID: "client",
  ZOOM_CLIENT_SECRET: "secret",
  ZOOM_HOSTS: "host@colloquy.example",
  RESEND_API_KEY: "re_test",
  MAIL_FROM: "Colloquy <mail@colloquy.example>",
  ADMIN_EMAIL: "admin@colloquy.example",
  INNGEST_EVENT_KEY: "event",
  INNGEST_SIGNING_KEY: "signkey-test-00",
};
