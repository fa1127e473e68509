/** What ties a session's payment and the transfer out of it together at Stripe. */
export const sessionGroup = (sessionId: string) => `session:${sessionId}`;
