import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { identifier } from '../identifier.ts';

export const inlineImage = z.object({
  content_id: identifier.meta({ description: 'What `cid:` addresses in a body name it by.' }),
  content_type: z.string(),
  size: z.number().int().meta({ description: 'Bytes.' }),
});

/** The request's body is the picture itself; its type is found out from its bytes. */
export const uploadInlineImage = endpoint({
  method: 'POST',
  path: '/desk/inline-images',
  summary: 'Keep a picture (PNG, JPEG, GIF or WebP) to be shown inside replies',
  tag: 'Desk: pictures',
  status: 201,
  answer: inlineImage,
});

/** Answered with the picture's bytes. */
export const getInlineImage = endpoint({
  method: 'GET',
  path: '/desk/inline-images/{content_id}',
  summary: 'A picture that was kept for replies',
  tag: 'Desk: pictures',
  params: z.object({ content_id: identifier }),
  status: 200,
  answer: z.string().meta({ format: 'binary' }),
});
