import type { Role } from '#contract/desk/session.ts';

/** Public on purpose: they only exist where `DEMO` may be on, on a loopback address. */
export const demoPassword = 'demo-password';
export const demoKey = 'demo-key';

export const demoPeople: { name: string; email: string; role: Role }[] = [
  { name: 'Kara Danvers', email: 'rep@acme.test', role: 'rep' },
  { name: 'Clark Webb', email: 'manager@acme.test', role: 'manager' },
  { name: 'Iris Novak', email: 'admin@acme.test', role: 'admin' },
];
