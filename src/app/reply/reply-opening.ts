import { inlineImageUrl, keepPicture } from './inline-images.ts';

/** What every editor of a reply is opened with, beside its body. */
export const replyOpening = {
  placeholder: 'Write a reply…',
  uploadImage: keepPicture,
  imageUrl: inlineImageUrl,
};
