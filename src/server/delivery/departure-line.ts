import { appendFileSync, fdatasyncSync } from 'node:fs';
import type { DeliveryJob } from '../drafts/life.ts';
import type { Departed } from '../store/departed.ts';

export interface Departure {
  job: DeliveryJob;
  departed: Departed;
}

/**
 * Returns when neither a killed process nor a machine without power can forget it.
 * @returns when that was, in milliseconds of the machine's clock.
 */
export function writeDeparture(file: number, departure: Departure): number {
  // An end first: what somebody did not live, or had no room, to end must not spoil this line.
  appendFileSync(file, `\n${JSON.stringify(departure)}\n`);
  fdatasyncSync(file);
  return now();
}

/** Milliseconds of the machine's clock, with their fractions. */
export const now = () => performance.timeOrigin + performance.now();
