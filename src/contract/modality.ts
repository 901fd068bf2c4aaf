import { z } from 'zod';

/** How a message went. */
export const modality = z.enum(['email', 'text', 'call', 'live chat', 'form request']);
export type Modality = z.infer<typeof modality>;
