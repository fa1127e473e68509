/** Where a running stack is found, as written to `demo.json` for scripts. */
export type StackAddresses = {
  /** The application, without a trailing slash. */
  app: string;
  /** The origin of all stand-ins. */
  sandbox: string;
  /** A page that shows every mail sent. */
  inbox: string;
  /** A postgres:// URL of the application's database. */
  database: string;
  /** Of the process that runs the stack. */
  pid: number;
};
