import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { trustedTypesPolicies } from '#contract/trusted-types.ts';

const headers = (trustedTypes: readonly string[], pictures: string[]) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      // Mail is styled inline; styles of a message act inside its own frame or box alone.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', ...pictures],
      fontSrc: ["'self'", 'data:', ...pictures],
      connectSrc: ["'self'"],
      frameSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: [...trustedTypes],
    },
    strictTransportSecurity: false,
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
  });

// Frames of messages inherit it, and it cannot change when somebody asks for pictures: until then src/mail/remote-images.ts
// keeps them back, and a policy of its own in each frame.
const desk = headers(trustedTypesPolicies, ['blob:', 'http:', 'https:']);
const docs = headers(['default', 'dompurify', 'dompurify#docs'], []);
const attachment = "sandbox; default-src 'none'";

/**
 * What a browser may do with what the desk serves.
 * @param isPublicOverTls whether people reach it by https: then their browsers never try it without.
 */
export const securityHeaders =
  (isPublicOverTls: boolean): MiddlewareHandler =>
  async (c, next) => {
    await (c.req.path.startsWith('/api/docs') ? docs : desk)(c, next);
    if (isPublicOverTls) c.res.headers.set('Strict-Transport-Security', 'max-age=31536000');
    if (/^\/api\/desk\/(?:attachments|inline-images)\//.test(c.req.path))
      c.res.headers.set('Content-Security-Policy', attachment);
  };
