import { z } from 'zod';
import { identifier } from '../identifier.ts';

/** What a row can be filtered by; each is also one of its badges. */
export const queueFlag = z.enum(['edited', 'returned', 'customer_wrote_since', 'review_requested', 'failed']);
export type QueueFlag = z.infer<typeof queueFlag>;

/** Older than so many minutes, hours, days or weeks: `30m`, `1h`, `7d`, `2w`. */
const age = z.string().regex(/^[1-9]\d{0,3}[mhdw]$/);

/** Filters of the queue, as they stand in the address; a value that means nothing falls away. */
export const queueFilters = z.object({
  author: identifier.optional().catch(undefined),
  modality: z.enum(['email', 'text']).optional().catch(undefined),
  age: age.optional().catch(undefined),
  flag: queueFlag.optional().catch(undefined),
  mine: z.enum(['true']).optional().catch(undefined),
});
export type QueueFilters = z.infer<typeof queueFilters>;

const given = (description: string) => z.string().optional().meta({ description });

/** The same as a request has them, before `queueFilters` has read them. */
export const givenFilters = {
  author: given('A person’s id, or `ai` for programs.'),
  modality: given('`email` or `text`.'),
  age: given('Older than so many minutes, hours, days or weeks: `30m`, `1h`, `7d`, `2w`.'),
  flag: given(
    `One of ${queueFlag.options.map((flag) => `\`${flag}\``).join(', ')}; means nothing under \`sent\`.`,
  ),
  mine: given('`true`: written or let go by the caller, or in a conversation that they look after.'),
};

const seconds = { m: 60, h: 3600, d: 86_400, w: 604_800 } as const;

/** How long ago an `age` is, in seconds. */
export function secondsOf(age: string): number {
  return Number(age.slice(0, -1)) * seconds[age.slice(-1) as keyof typeof seconds];
}
