import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

describe('the settings', () => {
  test('have defaults that give a demo desk on this machine alone', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://127.0.0.1:3000',
      databaseUrl: null,
      demo: true,
      smtpUrl: null,
      sendHoldSeconds: 10,
      logLevel: 'info',
    });
  });

  test('an empty value counts as none', () => {
    expect(readConfig({ PORT: '', SMTP_URL: '' })).toEqual(readConfig({}));
  });

  test('the demo is off where others can reach the desk, unless a loopback address is meant', () => {
    expect(readConfig({ HOST: '0.0.0.0' }).demo).toBe(false);
    expect(readConfig({ DATABASE_URL: 'postgres://u:p@db/x' }).demo).toBe(false);
    expect(readConfig({ HOST: 'localhost' }).demo).toBe(true);
    expect(readConfig({ HOST: '::1' })).toMatchObject({ demo: true, publicUrl: 'http://[::1]:3000' });
    expect(readConfig({ DEMO: 'off' }).demo).toBe(false);
  });

  test.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PUBLIC_URL', 'desk.example'],
    ['PUBLIC_URL', 'ftp://desk.example'],
    ['DATABASE_URL', 'mysql://db/x'],
    ['SMTP_URL', 'mail.example:25'],
    ['DEMO', 'yes'],
    ['SEND_HOLD_SECONDS', '1.5'],
    ['LOG_LEVEL', 'loud'],
    ['TRUSTED_PROXIES', 'all'],
    ['METRICS_TOKEN', 'short'],
    ['HOST', 'not a host'],
    ['HOST', 'localhost:3000'],
    ['HOST', '192.168.1.300'],
    ['SMTP_URL', 'smtp://'],
    ['SEND_LEASE_SECONDS', '86400'],
    ['HYPERREP_URL', 'https://hyperrep.example'],
  ])('%s=%s stops the start with one sentence that names it', (name, value) => {
    const attempt = () => readConfig({ [name]: value });
    expect(attempt).toThrow(ConfigError);
    expect(attempt).toThrow(new RegExp(`^The setting ${name} [^\\n]*\\.$`));
  });

  test('a secret in a setting that is wrong is not repeated', () => {
    expect(() => readConfig({ SMTP_URL: 'http://user:hunter2@mail.example' })).toThrow(/^(?!.*hunter2)/);
    expect(() => readConfig({ DATABASE_URL: 'mysql://user:hunter2@db/x' })).toThrow(/^(?!.*hunter2)/);
  });

  test.each([{ HOST: '0.0.0.0' }, { DATABASE_URL: 'postgres://u:p@db/x' }])(
    'DEMO=on is refused with %o',
    (env) => {
      expect(() => readConfig({ ...env, DEMO: 'on' })).toThrow(/^The setting DEMO=on/);
    },
  );
});
