/** The tag by which a session's meeting is found among its host's. */
export const agendaOf = (sessionId: string) => `Colloquy session ${sessionId}`;
