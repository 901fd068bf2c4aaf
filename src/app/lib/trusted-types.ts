import type { TrustedTypesPolicy } from '#contract/trusted-types.ts';

interface Rules {
  /** Null refuses. */
  createHTML?(html: string): string | null;
  createScriptURL?(url: string): string | null;
}
/** What it creates is a `TrustedHTML`, which TypeScript's DOM takes for the string that it stands for. */
type Policy<R extends Rules> = { [Create in keyof R]: (value: string) => string };
interface TrustedTypes {
  createPolicy<R extends Rules>(name: TrustedTypesPolicy, rules: R): Policy<R>;
}

/** Makes a Trusted Types policy (w3.org/TR/trusted-types); undefined in a browser that has none. */
export function trustedTypesPolicy<R extends Rules>(
  name: TrustedTypesPolicy,
  rules: R,
): Policy<R> | undefined {
  return (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy(name, rules);
}
