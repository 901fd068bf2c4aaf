import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import type { Role } from '#contract/desk/session.ts';
import type { Db } from '../store/database.ts';
import * as schema from '../store/schema.ts';

const days = 24 * 60 * 60;

export interface SignedIn {
  id: string;
  name: string;
  email: string;
  role: Role;
  organizationId: string;
}

/** Who people are. The routes of the desk call it; its own HTTP routes are not served. */
export interface Auth {
  /** @returns the `Set-Cookie` headers of a new session; null when e-mail and password do not belong together. */
  signIn(email: string, password: string, request: Headers): Promise<string[] | null>;
  signOut(request: Headers): Promise<string[]>;
  whoIs(request: Headers): Promise<SignedIn | null>;
}

export function createAuth(db: Db, options: { secret: string; publicUrl: string }): Auth {
  const { api } = betterAuth({
    database: drizzleAdapter(db, { provider: 'pg', schema }),
    baseURL: options.publicUrl,
    basePath: '/api/desk/auth',
    secret: options.secret,
    emailAndPassword: { enabled: true, disableSignUp: true, maxPasswordLength: 256 },
    user: {
      additionalFields: {
        organizationId: { type: 'string', required: true, input: false },
        role: { type: ['rep', 'manager', 'admin'], required: true, input: false },
      },
    },
    session: { expiresIn: 14 * days, updateAge: 1 * days },
    advanced: {
      cookiePrefix: 'countersign',
      useSecureCookies: options.publicUrl.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
  return {
    async signIn(email, password, request) {
      const response = await api.signInEmail({
        body: { email, password },
        headers: request,
        asResponse: true,
      });
      if (response.ok) return response.headers.getSetCookie();
      if (response.status >= 500) throw new Error(`Signing in failed with status ${response.status}`);
      return null;
    },
    async signOut(request) {
      const response = await api.signOut({ headers: request, asResponse: true });
      return response.headers.getSetCookie();
    },
    async whoIs(request) {
      const found = await api.getSession({ headers: request });
      if (!found) return null;
      const { id, name, email, role, organizationId } = found.user;
      return { id, name, email, role, organizationId };
    },
  };
}
