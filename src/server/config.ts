import { resolve } from 'node:path';
import { z } from 'zod';

export interface Config {
  host: string;
  port: number;
  /** Where people reach the desk, without a trailing slash. */
  publicUrl: string;
  /** Proxies before the desk whose `X-Forwarded-For` is believed. */
  trustedProxies: number;
  /** What `/metrics` asks for; null: it is not served. */
  metricsToken: string | null;
  dataDir: string;
  databaseUrl: string | null;
  demo: boolean;
  smtpUrl: string | null;
  sendHoldSeconds: number;
  /** For how long one attempt to send holds a reply. */
  sendLeaseSeconds: number;
  logLevel: 'debug' | 'info' | 'warn' | 'error';
}

/** A setting that cannot be right; the message is one sentence that names it. */
export class ConfigError extends Error {}

const loopback = /^(127(\.\d{1,3}){3}|localhost|::1)$/;

const url = (schemes: string[]) =>
  z.string().refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol), {
    error: () => `must be a URL that starts with ${schemes.join('// or ')}//`,
  });

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .refine((value) => /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most, {
      error: (issue) =>
        `must be a whole number from ${least} to ${most}, but is ${JSON.stringify(issue.input)}`,
    })
    .transform(Number);

const oneOf = <const V extends string>(...values: V[]) =>
  z.enum(values, {
    error: (issue) => `must be ${values.join(' or ')}, but is ${JSON.stringify(issue.input)}`,
  });

const settings = z.object({
  HOST: z
    .string()
    .refine((host) => /^[\w.:-]+$/.test(host) && URL.canParse(`http://${bracketed(host)}`), {
      error: 'must be a host name or an address',
    })
    .default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(3000),
  PUBLIC_URL: url(['http:', 'https:']).optional(),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  DEMO: oneOf('on', 'off').optional(),
  SMTP_URL: url(['smtp:', 'smtps:'])
    .refine((value) => new URL(value).hostname !== '', 'must name a host')
    .optional(),
  SEND_HOLD_SECONDS: wholeNumber(0, 86_400).default(10),
  // A job of the queue may last a day, and this one lasts a little longer than the lease.
  SEND_LEASE_SECONDS: wholeNumber(5, 86_000).default(750),
  HYPERREP_URL: url(['http:', 'https:']).optional(),
  HYPERREP_API_KEY: z.string().optional(),
  TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  LOG_LEVEL: oneOf('debug', 'info', 'warn', 'error').default('info'),
});

/**
 * Reads the settings once, from the environment; an empty value counts as absent.
 * @throws ConfigError that names the setting which cannot be right.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigError(`The setting ${issue?.path.join('.')} ${issue?.message}.`);
  }
  const value = parsed.data;
  if (value.HYPERREP_URL || value.HYPERREP_API_KEY) {
    throw new ConfigError(
      'The setting HYPERREP_URL asks for a HyperRep account, which this version cannot work on yet: unset it and HYPERREP_API_KEY.',
    );
  }
  const mayDemo = !value.DATABASE_URL && loopback.test(value.HOST);
  if (value.DEMO === 'on' && !mayDemo) {
    throw new ConfigError(
      'The setting DEMO=on is only allowed with the embedded store and a loopback HOST, since its passwords are public.',
    );
  }
  return {
    host: value.HOST,
    port: value.PORT,
    publicUrl: (value.PUBLIC_URL ?? `http://${bracketed(value.HOST)}:${value.PORT}`).replace(/\/+$/, ''),
    trustedProxies: value.TRUSTED_PROXIES,
    metricsToken: value.METRICS_TOKEN ?? null,
    dataDir: resolve(value.DATA_DIR),
    databaseUrl: value.DATABASE_URL ?? null,
    demo: value.DEMO ? value.DEMO === 'on' : mayDemo,
    smtpUrl: value.SMTP_URL ?? null,
    sendHoldSeconds: value.SEND_HOLD_SECONDS,
    sendLeaseSeconds: value.SEND_LEASE_SECONDS,
    logLevel: value.LOG_LEVEL,
  };
}

const bracketed = (host: string) => (host.includes(':') ? `[${host}]` : host);
