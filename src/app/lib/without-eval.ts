import { z } from 'zod';

/** zod compiles its checks with `Function` where it may; the page's content security policy forbids that. */
z.config({ jitless: true });
