import { imageTypes, largestImage, megabytes } from '#mail/inline-images.ts';

const kinds = 'Only PNG, JPEG, GIF and WebP pictures can be put into a reply.';

/** What people call the file; a screenshot has no name of its own. */
export const pictureName = ({ name }: Pick<File, 'name'>) =>
  name === '' || name === 'image.png' ? 'The picture' : name;

/** Why a file cannot be put into a reply, for the person who tried; null when it can. */
export function pictureProblem(file: Pick<File, 'name' | 'type' | 'size'>): string | null {
  const name = pictureName(file);
  if (!imageTypes.some((type) => type === file.type)) return `${name} cannot be shown in a mail. ${kinds}`;
  if (file.size <= largestImage) return null;
  return `${name} has ${megabytes(file.size)}, and a picture may have at most ${megabytes(largestImage)}. Make it smaller, then try again.`;
}

/** What to do about pictures that the clipboard names without bringing them. */
export const lostPictures = (count: number) =>
  count === 1
    ? 'A picture did not come along, because the clipboard only says where it was. Copy the picture by itself and paste it here.'
    : `${count} pictures did not come along, because the clipboard only says where they were. Copy each by itself and paste it here.`;
