import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** As long as somebody takes to find their key; WebAuthn level 3, 15.1, asks for 5 to 10 minutes. */
export const CHALLENGE_MS = 5 * 60_000;

/** Challenges as texts that only this database's servers can have written: nothing is kept until one is answered. */
export interface Challenges {
  /** @param purpose whose and what for: an answer to another purpose does not count */
  write(purpose: string): { challenge: string; token: string };
  /** The challenge of a token; null for what was not written here, for something else, or too long ago. */
  read(purpose: string, token: string): string | null;
}

export function createChallenges(secret: Buffer, now: () => number): Challenges {
  const signed = (purpose: string, said: string): Buffer =>
    createHmac('sha256', secret).update(`${purpose} ${said}`).digest();
  return {
    write(purpose) {
      const challenge = randomBytes(32).toString('base64url');
      const said = `${now()}.${challenge}`;
      return { challenge, token: `${said}.${signed(purpose, said).toString('base64url')}` };
    },
    read(purpose, token) {
      const match = /^((\d{13})\.([\w-]{43}))\.([\w-]{43})$/.exec(token);
      if (!match) return null;
      const [, said, at, challenge, signature] = match as unknown as string[];
      const isOurs = timingSafeEqual(signed(purpose, said!), Buffer.from(signature!, 'base64url'));
      return isOurs && now() - Number(at) <= CHALLENGE_MS ? challenge! : null;
    },
  };
}

export function challengeHash(challenge: string): Buffer {
  return createHash('sha256').update(challenge).digest();
}
