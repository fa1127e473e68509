/** Password managers file the new password under this name. */
export function HiddenUsername({ email }: { email: string }) {
  return (
    <input type="email" name="username" value={email} autoComplete="username" readOnly hidden />
  );
}
