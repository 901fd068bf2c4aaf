import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import type { Role } from '#contract/desk/session.ts';
import type { Db } from '../store/database.ts';
import * as schema from '../store/schema.ts';
import { beginSignIn } from './sign-in-limit.ts';

const days = 24 * 60 * 60;
/** Seconds, however much it is used. */
const longestSession = 90 * days;

export interface SignedIn {
  id: string;
  name: string;
  email: string;
  role: Role;
  organizationId: string;
}

/** Who people are. The routes of the desk call it; its own HTTP routes are not served. */
export interface Auth {
  /**
   * Begins a new session; the one that the browser had until now ends.
   * @param from where somebody tries it: e-mail, password and network address.
   * @returns the `Set-Cookie` headers of the session; null when e-mail and password do not belong together.
   * @throws ApiError 429 where too many attempts have failed.
   */
  signIn(
    from: { email: string; password: string; address: string },
    request: Headers,
  ): Promise<string[] | null>;
  signOut(request: Headers): Promise<string[]>;
  /** Ends every session of the person whose session this is. */
  signOutEverywhere(request: Headers): Promise<string[]>;
  /**
   * @param renewed is told the cookie of a session that lasts longer from now on, because it is used; without it the
   * session stays as it is.
   */
  whoIs(request: Headers, renewed?: (cookie: string) => void): Promise<SignedIn | null>;
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
    async signIn({ email, password, address }, request) {
      const attempt = await beginSignIn(db, options.secret, { email, address });
      const response = await api.signInEmail({
        body: { email, password },
        headers: request,
        asResponse: true,
      });
      if (response.ok) {
        await attempt.succeeded();
        if (request.has('cookie')) await api.signOut({ headers: request });
        return response.headers.getSetCookie();
      }
      if (response.status >= 500) throw new Error(`Signing in failed with status ${response.status}`);
      return null;
    },
    async signOut(request) {
      const response = await api.signOut({ headers: request, asResponse: true });
      return response.headers.getSetCookie();
    },
    async signOutEverywhere(request) {
      const response = await api.revokeSessions({ headers: request, asResponse: true });
      if (!response.ok) throw new Error(`Signing out everywhere failed with status ${response.status}`);
      return response.headers.getSetCookie();
    },
    async whoIs(request, renewed) {
      const { headers, response: found } = await api.getSession({
        headers: request,
        query: { disableRefresh: renewed === undefined },
        returnHeaders: true,
      });
      if (!found || found.session.createdAt.getTime() < Date.now() - longestSession * 1000) return null;
      for (const cookie of headers.getSetCookie()) renewed?.(cookie);
      const { id, name, email, role, organizationId } = found.user;
      return { id, name, email, role, organizationId };
    },
  };
}
